/** From a call's nodes to its spans. */
import { type Argument, type Span, type TemplateCall, textOf } from './page.ts';
import { type BracedNode, flatten, type ScanNode, type ScanPart } from './scan/nodes.ts';
import type { SiteSettings } from './site.ts';
import { trustedNodes } from './trusted-nodes.ts';

/** Reads one call that is the whole text, or nothing if it is not one. */
export function parseCall(text: string, site: SiteSettings): TemplateCall | undefined {
  const nodes = trustedNodes(text, site);
  const [node, ...others] = typeof nodes === 'string' ? [] : nodes;
  if (node?.type !== 'call' || others.length > 0) return undefined;
  return node.end - node.start === text.length ? toCall(node, text) : undefined;
}

const modifier = /^(?:\s|<!--[\s\S]*?-->)*(?:safesubst|subst|msgnw|msg|raw)\s*:/i;

/** A call's name as it is written, without `subst:` and its like. */
export function nameOf({ parts: [name] }: BracedNode, text: string): string {
  return name === undefined ? '' : textOf(text, name).replace(modifier, '');
}

/** Whether a call is replaced at saving, or shows something else than the template's text. */
export function isSubstituted({ parts: [name] }: BracedNode, text: string): boolean {
  return name !== undefined && modifier.test(textOf(text, name));
}

/** A call's spans in the text that it stands in. */
export function toCall({ start, end, parts }: BracedNode, text: string): TemplateCall {
  const [name = { start, end }, ...others] = parts;
  let positional = 0;
  const found = others.map((part) => {
    if (part.equals === undefined) positional += 1;
    return toArgument(part, positional, text);
  });
  const nameSpan = { start: name.start, end: name.end };
  return { span: { start, end }, nameSpan, arguments: found };
}

function toArgument(part: ScanPart, position: number, text: string): Argument {
  const { start, end, equals, nodes } = part;
  const isPositional = equals === undefined;
  const whole = { start: isPositional ? start : equals + 1, end };
  const nameSpan = { start, end: equals ?? start };
  const { span, value } = trimValue(text, whole, { nodes, isPositional });
  return {
    name: isPositional ? String(position) : plainName(textOf(text, nameSpan)),
    positional: isPositional,
    span: { start: start - 1, end },
    nameSpan,
    valueSpan: span,
    value,
  };
}

interface Trimmed {
  readonly span: Span;
  readonly value: string;
}

/** A value without the white space and comments at its ends. */
function trimValue(
  text: string,
  whole: Span,
  about: { readonly nodes: readonly ScanNode[]; readonly isPositional: boolean },
): Trimmed {
  if (about.nodes.length === 0) return trimText(text, whole);
  const pieces = flatten(whole, about.nodes);
  let { start, end } = whole;
  for (const { type, ...span } of pieces) {
    const left = type === 'comment' ? '' : textOf(text, span).replace(/^[ \t\n]+/, '');
    start = span.end - left.length;
    if (left !== '') break;
  }
  if (start === end) return emptyValue(text, whole);
  for (const { type, ...span } of pieces.toReversed()) {
    const left = type === 'comment' ? '' : trimEnd(textOf(text, span));
    end = span.start + left.length;
    if (left !== '') break;
  }
  const value = pieces.reduce((so, piece) => {
    const within = { start: Math.max(start, piece.start), end: Math.min(end, piece.end) };
    if (within.start >= within.end) return so;
    const source = textOf(text, within);
    return so + (piece.type === 'call' ? decoded(source, about.isPositional) : source);
  }, '');
  return { span: { start, end }, value };
}

/** The same for text that has nothing in it that is more. */
function trimText(text: string, whole: Span): Trimmed {
  let { start, end } = whole;
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  if (start === end) return emptyValue(text, whole);
  while (isSpace(text.charCodeAt(end - 1))) end -= 1;
  return { span: { start, end }, value: text.slice(start, end) };
}

/** MediaWiki trims these and no other kinds of white space: a space, a tab, a line feed. */
function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10;
}

/** An empty value stands on the line of its `=`, before a comment: that is where one would go. */
function emptyValue(text: string, whole: Span): Trimmed {
  const raw = textOf(text, whole);
  const start = whole.start + raw.length - raw.replace(/^[ \t]+/, '').length;
  return { span: { start, end: start }, value: '' };
}

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function decoded(source: string, isPositional: boolean): string {
  if (source === '{{!}}') return '|';
  return isPositional && source === '{{=}}' ? '=' : source;
}

function plainName(source: string): string {
  return (source.includes('<') ? source.replace(/<!--[\s\S]*?-->/g, '') : source).trim();
}
