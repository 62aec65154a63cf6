/** From a page's tokens to its records' calls and its headings. */
import type { Heading, ParsedPage, PassedOverCall, Span } from './page.ts';
import { parseNodes, type Untrusted, type WikitextNode } from './parse.ts';
import { toCall } from './parse-call.ts';
import type { SiteSettings } from './site.ts';
import { canonicalTitle, headingText, templateTitle } from './title.ts';

/** The names by which a page may call the listing's template. */
export interface TemplateNames {
  readonly template: string;
  readonly aliases: readonly string[];
}

/** Reads a page's calls of one template, and its headings. */
export function parsePage(
  text: string,
  names: TemplateNames,
  site: SiteSettings,
): ParsedPage | Untrusted {
  const nodes = parseNodes(text, site);
  if (typeof nodes === 'string') return nodes;
  const wanted = new Set(
    [names.template, ...names.aliases, ...site.templateRedirects].map((name) =>
      canonicalTitle(name, site),
    ),
  );
  const isWanted = (name: string): boolean => wanted.has(templateTitle(name, site) ?? '');
  const tokens = markLastLine(markBraced(positioned(nodes, isWanted), text));
  return {
    text,
    calls: tokens.filter(isRecord).map((token) => toCall(token.node, token.start)),
    headings: tokens.filter(({ node }) => node.type === 'heading').map(toHeading),
    passedOver: tokens.flatMap((token) => passedOverIn(token, isWanted)),
    unclosed: tokens
      .filter(({ node }) => node.type === 'text')
      .flatMap((token) => unclosedCalls(token, isWanted)),
  };
}

type IsWanted = (name: string) => boolean;

/** A token at the page's top level, with what decides whether it is a record. */
interface PositionedToken {
  readonly node: WikitextNode;
  readonly source: string;
  readonly start: number;
  /** Whether it stands between `<noinclude>` and its end. */
  readonly isHidden: boolean;
  /** Whether it is a call of the listing's template. */
  readonly isCall: boolean;
  /**
   * Whether it stands between `{{` and `}}` that are no call, as what they name can be no page:
   * MediaWiki takes it for a part of that name.
   */
  readonly isBraced: boolean;
  /** Whether it stands in a line that `markLastLine` is about. */
  readonly isInLastLine: boolean;
}

/**
 * A comment or an `<includeonly>` that never ends hides the rest of the page, but MediaWiki looks
 * at the page's very end for the `=` that make the line in which it began a heading.
 */
function markLastLine(tokens: readonly PositionedToken[]): readonly PositionedToken[] {
  const last = tokens.at(-1);
  if (last === undefined || !isUnended(last) || !/=[ \t]*$/.test(last.source)) return tokens;
  const lineStart = tokens
    .filter(({ node }) => node.type === 'text')
    .reduce((found, { source, start }) => {
      const newline = source.lastIndexOf('\n');
      return newline < 0 ? found : start + newline + 1;
    }, 0);
  const isHeading = tokens.some(
    ({ source, start }) =>
      start <= lineStart && source.slice(lineStart - start, lineStart - start + 1) === '=',
  );
  if (!isHeading) return tokens;
  return tokens.map((token) => ({ ...token, isInLastLine: token.start >= lineStart }));
}

function isUnended({ node, source }: PositionedToken): boolean {
  if (node.type === 'comment') return !source.endsWith('-->');
  return node.type === 'include' && !source.endsWith('>');
}

function markBraced(tokens: readonly PositionedToken[], text: string): readonly PositionedToken[] {
  const marks = looseMarks(tokens, text);
  // In a line that begins as a heading, MediaWiki closes nothing that was opened before it.
  const spans = [
    ...bracedSpans(marks),
    ...bracedSpans(marks.filter((mark) => !mark.inHeadingLine)),
  ];
  if (spans.length === 0) return tokens;
  return tokens.map((token) => ({
    ...token,
    isBraced: spans.some(({ start, end }) => start < token.start && token.start < end),
  }));
}

/** Doubled braces or brackets in plain text. */
interface LooseMark {
  readonly mark: string;
  readonly at: number;
  /** Whether its line begins with `=`. */
  readonly inHeadingLine: boolean;
}

function bracedSpans(marks: readonly LooseMark[]): readonly Span[] {
  const open: LooseMark[] = [];
  const spans: Span[] = [];
  for (const loose of marks) {
    const { mark, at } = loose;
    if (mark === '{{' || mark === '[[') open.push(loose);
    else if (open.at(-1)?.mark === partners[mark]) {
      const begin = open.pop()?.at ?? at;
      if (mark === '}}') spans.push({ start: begin, end: at });
    }
  }
  return spans;
}

function looseMarks(tokens: readonly PositionedToken[], text: string): readonly LooseMark[] {
  return tokens
    .filter(({ node }) => node.type === 'text')
    .flatMap(({ source, start }) =>
      [...source.matchAll(/\{\{|\}\}|\[\[|\]\]/g)].map(({ 0: mark, index }) => {
        const at = start + index;
        return { mark, at, inHeadingLine: text[text.lastIndexOf('\n', at) + 1] === '=' };
      }),
    );
}

const partners: Readonly<Record<string, string>> = { '}}': '{{', ']]': '[[' };

function positioned(nodes: readonly WikitextNode[], isWanted: IsWanted): PositionedToken[] {
  const tokens: PositionedToken[] = [];
  let start = 0;
  let isHidden = false;
  for (const node of nodes) {
    const source = String(node);
    const wasHidden = isHidden;
    for (const tag of noincludeTags(node)) isHidden = !tag.startsWith('</');
    tokens.push({
      node,
      source,
      start,
      isHidden: wasHidden,
      isCall: isCallOf(node, isWanted),
      isBraced: false,
      isInLastLine: false,
    });
    start += source.length;
  }
  return tokens;
}

/** Wherever they stand: MediaWiki does not ask whether they are balanced with what is around them. */
function noincludeTags(node: WikitextNode): readonly string[] {
  const source = String(node);
  if (node.type === 'noinclude') return /^<\/?noinclude\b/i.test(source) ? [source] : [];
  if (node.type === 'ext' || !/<\/?noinclude/i.test(source)) return [];
  return (node.childNodes ?? []).flatMap(noincludeTags);
}

function isCallOf(node: WikitextNode, isWanted: IsWanted): boolean {
  return node.type === 'template' && isWanted(String(node.childNodes[0] ?? ''));
}

function isRecord(token: PositionedToken): boolean {
  return token.isCall && !token.isHidden && !isDoubtfulPlace(token) && !isSubstituted(token);
}

function isDoubtfulPlace({ isBraced, isInLastLine }: PositionedToken): boolean {
  return isBraced || isInLastLine;
}

function isSubstituted({ node }: PositionedToken): boolean {
  return (node.modifier ?? '') !== '';
}

/** A call of the template in this token that is no record. */
function passedOverIn(token: PositionedToken, isWanted: IsWanted): readonly PassedOverCall[] {
  const { node, start } = token;
  if (isRecord(token)) return [];
  if (token.isCall) {
    return [{ start, reason: reasonOf(token) }];
  }
  const mayHold = ['template', 'magic-word', 'heading', 'arg'].includes(node.type);
  if (!mayHold || !containsCall(node, isWanted)) return [];
  return [{ start, reason: node.type === 'heading' ? 'in a heading' : 'inside another call' }];
}

function reasonOf(token: PositionedToken): PassedOverCall['reason'] {
  if (token.isHidden) return 'in a noinclude region';
  if (token.isInLastLine) return 'in a heading';
  return token.isBraced ? 'in braces that are no call' : 'substituted';
}

function containsCall(node: WikitextNode, isWanted: IsWanted): boolean {
  return (node.childNodes ?? []).some(
    (child) => isCallOf(child, isWanted) || containsCall(child, isWanted),
  );
}

/** Where plain text opens a call of the template: it would be a token of its own if it ended. */
function unclosedCalls({ source, start }: PositionedToken, isWanted: IsWanted): readonly number[] {
  return [...source.matchAll(/\{\{([^{}|[\]<>]+)(?=\||$|\n)/g)]
    .filter(([, name = '']) => isWanted(name))
    .map((match) => start + match.index);
}

function toHeading({ node, source, start }: PositionedToken): Heading {
  return {
    span: { start, end: start + source.trimEnd().length },
    level: node.level ?? 1,
    text: headingText(String(node.childNodes[0] ?? '')),
  };
}
