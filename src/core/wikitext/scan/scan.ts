/**
 * Finds comments, extension tags, calls and headings in a text, by the rules of MediaWiki's
 * preprocessor when a page is viewed: one pass over the text, whatever is in it.
 *
 * See https://www.mediawiki.org/wiki/Preprocessor_ABNF for the idea, and the preprocessor itself for
 * what decides: what is never closed turns back into text, `{{` and `[[` protect the bars in them,
 * and a line that begins with `=` hides what would close a call until it ends.
 */
import { closeBrackets, openBrackets } from './brackets.ts';
import { takeComments } from './comments.ts';
import { endHeadingLine, startLine } from './heading-lines.ts';
import type { ScanNode } from './nodes.ts';
import { lastPart, looseNodes, openPart, type Piece, rules } from './pieces.ts';
import { growing, mayNameValue, type Scan } from './scan-state.ts';
import { readAngle, type TagRules } from './tags.ts';

/** The nodes of a text, in order; the rest is plain text. */
export function scanWikitext(text: string, tags: TagRules): readonly ScanNode[] {
  const scan: Scan = {
    text,
    at: 0,
    root: openPart(0),
    stack: [],
    atLineStart: true,
    memory: { noMoreEnds: false, closing: new Map() },
  };
  for (;;) {
    if (scan.atLineStart) {
      scan.atLineStart = false;
      startLine(scan);
      continue;
    }
    skipText(scan);
    if (scan.at < text.length) takeSign(scan, tags);
    else if (scan.stack.at(-1)?.opening === '\n') endHeadingLine(scan);
    else break;
  }
  return [...scan.root.nodes, ...scan.stack.flatMap(looseNodes)];
}

/** Signs that matter everywhere, and those that matter in some places. */
const always = 1;
const inCalls = 2;
const asName = 4;
const closesBrace = 8;
const closesBracket = 16;

const meaning = new Uint8Array(128);
for (const sign of '[{<\n-') meaning[sign.charCodeAt(0)] = always;
meaning['|'.charCodeAt(0)] = inCalls;
meaning['='.charCodeAt(0)] = asName;
meaning['}'.charCodeAt(0)] = closesBrace;
meaning[']'.charCodeAt(0)] = closesBracket;

function skipText(scan: Scan): void {
  const { text } = scan;
  const mask = meaningIn(scan.stack.at(-1));
  let at = scan.at;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 128 && ((meaning[code] ?? 0) & mask) !== 0) break;
  }
  scan.at = at;
}

function meaningIn(top: Piece | undefined): number {
  if (top === undefined || top.opening === '\n') return always;
  if (top.opening === '[') return always | closesBracket;
  const base = always | closesBrace | inCalls;
  return mayNameValue(top) ? base | asName : base;
}

function takeSign(scan: Scan, tags: TagRules): void {
  const { text, at, stack } = scan;
  const top = stack.at(-1);
  const sign = text.charAt(at);
  if (sign === '<') takeAngle(scan, tags);
  else if (sign === '|') takeBar(scan);
  else if (sign === '=') {
    growing(scan).equals = at;
    scan.at += 1;
  } else if (sign === '\n') {
    if (top?.opening === '\n') endHeadingLine(scan);
    else {
      scan.at += 1;
      startLine(scan);
    }
  } else takeBracket(scan, sign);
}

function takeBar(scan: Scan): void {
  const top = scan.stack.at(-1);
  if (top === undefined) throw new Error('A bar outside of calls was taken.');
  lastPart(top).end = scan.at;
  scan.at += 1;
  top.parts.push(openPart(scan.at));
}

function takeBracket(scan: Scan, sign: string): void {
  const { text, at, stack } = scan;
  const top = stack.at(-1);
  const isDash = sign === '-' && text[at + 1] === '{';
  const end = top === undefined || top.opening === '\n' ? undefined : rules[top.opening].end;
  if (top !== undefined && end !== undefined && text.startsWith(end, at))
    closeBrackets(scan, top, end);
  else if (isDash) openBrackets(scan, '-{');
  else if (sign === '{' || sign === '[') openBrackets(scan, sign);
  else scan.at += 1;
}

function takeAngle(scan: Scan, tags: TagRules): void {
  const found = readAngle(scan.text, scan.at, tags, scan.memory);
  if (found.kind === 'comment') takeComments(scan);
  else {
    if (found.kind === 'node') growing(scan).nodes.push(found.node);
    scan.at = found.kind === 'node' ? found.node.end : found.end;
  }
}
