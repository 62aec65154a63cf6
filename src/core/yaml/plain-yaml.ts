/**
 * Reads YAML as most people and programs write it: mappings and lists, one name or item a line, with
 * texts, blocks and short brackets for values. It takes a fraction of the time that YAML's whole
 * grammar takes, and of its memory.
 *
 * Whatever it does not know for sure, and all that is wrong, it leaves undecided: then the package is
 * asked, which is its judge in the tests.
 */
import { blockScalar } from './block-scalar.ts';
import { flowNode } from './flow.ts';
import {
  afterSpaces,
  isColon,
  isItem,
  isRestEmpty,
  lineEnd,
  type Scan,
  toLine,
  type Undecided,
  undecided,
} from './lines.ts';
import { plainScalar } from './plain-scalar.ts';
import { quotedScalar } from './quoted.ts';
import type { PlainValue, YamlList, YamlMapping, YamlNode, YamlPair } from './tree.ts';

/** Deeper than any record or config is, and not so deep that reading it would be a risk. */
const deepest = 16;

/** In longer texts there may be more than a reader wants to know. */
const longest = 4_000_000;

/**
 * A text's tree.
 *
 * @param text with line feeds alone
 * @param plain what a scalar without quotes is
 */
export function plainYaml(text: string, plain: Scan['plain']): YamlNode | Undecided {
  if (text.length > longest || /[\r\u{FEFF}]/u.test(text)) return undecided;
  const scan: Scan = { text, plain, at: 0, column: 0 };
  toLine(scan, 0);
  if (scan.column !== 0) return undecided;
  const root = blockNode(scan, 1);
  return scan.at === text.length ? root : undecided;
}

/** A list or a mapping that begins here. */
function blockNode(scan: Scan, depth: number): YamlNode | Undecided {
  if (depth > deepest) return undecided;
  return isItem(scan.text, scan.at) ? blockList(scan, depth) : blockMapping(scan, depth);
}

function blockMapping(scan: Scan, depth: number): YamlMapping | Undecided {
  const { at: start, column } = scan;
  const pairs: YamlPair[] = [];
  while (scan.column === column && !isItem(scan.text, scan.at)) {
    const pair = pairAt(scan, column, depth);
    if (pair === undecided) return undecided;
    pairs.push(pair);
  }
  const end = pairs.at(-1)?.end;
  if (end === undefined || scan.column > column) return undecided;
  return { kind: 'mapping', start, end, flow: false, pairs };
}

/** A name without quotes that no reader takes for anything else, with its colon. */
const namePattern = /[^\s?:,[\]{}#&*!|>'"%@`<.-][^\n:#\t]*:(?=[ \n]|$)/y;

/** YAML's own limit for what stands before a colon. */
const longestName = 1000;

function pairAt(scan: Scan, column: number, depth: number): YamlPair | Undecided {
  const { at: start } = scan;
  const found = nameAt(scan.text, start);
  if (found === undefined) return undecided;
  const { name, colonEnd } = found;
  const value = valueAt(scan, colonEnd, { column, depth, mayBeBeside: true });
  return value === undecided ? undecided : { name, start, end: value.end, colonEnd, value };
}

/** A name, if one is here that is clearly one. */
function nameAt(
  text: string,
  start: number,
): { readonly name: string; readonly colonEnd: number } | undefined {
  const sign = text.charAt(start);
  if (sign === '"' || sign === "'") {
    const quoted = quotedScalar(text, start);
    if (quoted === undecided || !isColon(text, quoted.end)) return undefined;
    return { name: String(quoted.value), colonEnd: quoted.end + 1 };
  }
  namePattern.lastIndex = start;
  if (!namePattern.test(text)) return undefined;
  const colonEnd = namePattern.lastIndex;
  const name = text.slice(start, colonEnd - 1);
  return name.length > longestName || name.endsWith(' ') ? undefined : { name, colonEnd };
}

function blockList(scan: Scan, depth: number): YamlList | Undecided {
  const { at: start, column, text } = scan;
  const items: { readonly start: number; readonly end: number; readonly value: YamlNode }[] = [];
  while (scan.column === column && isItem(text, scan.at)) {
    const { at: itemStart } = scan;
    const value = itemAt(scan, column, depth);
    if (value === undecided) return undecided;
    items.push({ start: itemStart, end: value.end, value });
  }
  const end = items.at(-1)?.end;
  if (end === undefined || scan.column > column) return undecided;
  return { kind: 'list', start, end, flow: false, items };
}

/** What stands behind a `-`: the first line of a mapping, or any value. */
function itemAt(scan: Scan, column: number, depth: number): YamlNode | Undecided {
  const { text, at: start } = scan;
  const ink = afterSpaces(text, start + 1);
  if (ink > start + 1 && nameAt(text, ink) !== undefined) {
    scan.at = ink;
    scan.column = column + ink - start;
    return depth < deepest ? blockMapping(scan, depth + 1) : undecided;
  }
  return valueAt(scan, start + 1, { column, depth, mayBeBeside: false });
}

/** Where a value is looked for. */
interface Around {
  /** Of the name or the `-`: lines that are not indented further are others'. */
  readonly column: number;
  readonly depth: number;
  /** Whether it may be a list whose items are no further indented. */
  readonly mayBeBeside: boolean;
}

/** The value after a name or a `-`; the scan goes on to what follows it. */
function valueAt(scan: Scan, from: number, around: Around): YamlNode | Undecided {
  const { text } = scan;
  if (isRestEmpty(text, from)) return nodeBelow(scan, from, around);
  const { column, depth } = around;
  const ink = afterSpaces(text, from);
  const sign = text.charAt(ink);
  if (sign === '|' || sign === '>') return blockScalar(scan, ink, column);
  let value: YamlNode | Undecided;
  if (sign === '"' || sign === "'") value = quotedScalar(text, ink, column);
  else if (sign === '[' || sign === '{') value = flowNode(scan, ink, depth);
  else return plainScalar(scan, ink, column);
  if (value === undecided || !isRestEmpty(text, value.end)) return undecided;
  toLine(scan, lineEnd(text, value.end) + 1);
  return scan.column > column ? undecided : value;
}

/** What stands in the lines below, or nothing. */
function nodeBelow(scan: Scan, from: number, around: Around): YamlNode | Undecided {
  const { column, depth, mayBeBeside } = around;
  toLine(scan, lineEnd(scan.text, from) + 1);
  const isBeside = mayBeBeside && scan.column === column && isItem(scan.text, scan.at);
  if (scan.column > column || isBeside) return blockNode(scan, depth + 1);
  const value: PlainValue = '';
  return { kind: 'scalar', start: from, end: from, style: 'empty', value };
}
