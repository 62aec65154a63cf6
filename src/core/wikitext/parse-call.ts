/** From a call's tokens to its spans. */
import type { Argument, TemplateCall } from './page.ts';
import { parseNodes, type WikitextNode } from './parse.ts';
import type { SiteSettings } from './site.ts';

/** Reads one call that is the whole text, or nothing if it is not one. */
export function parseCall(text: string, site: SiteSettings): TemplateCall | undefined {
  const nodes = parseNodes(text, site);
  const [node, ...others] = typeof nodes === 'string' ? [] : nodes;
  if (node?.type !== 'template' || others.length > 0) return undefined;
  return toCall(node, 0);
}

/** A call's spans; `start` is the offset of its opening braces in the page. */
export function toCall(node: WikitextNode, start: number): TemplateCall {
  const nameStart = start + '{{'.length + (node.modifier ?? '').length;
  const [nameNode, ...parameters] = node.childNodes;
  const nameSpan = { start: nameStart, end: nameStart + String(nameNode).length };
  const found: Argument[] = [];
  let at = nameSpan.end;
  for (const parameter of parameters) {
    const argument = toArgument(parameter, at);
    found.push(argument);
    at = argument.span.end;
  }
  return { span: { start, end: at + '}}'.length }, nameSpan, arguments: found };
}

function toArgument(node: WikitextNode, bar: number): Argument {
  const [keyNode, valueNode] = node.childNodes;
  const positional = node.anon === true;
  const keyLength = positional ? 0 : String(keyNode).length;
  const nameSpan = { start: bar + 1, end: bar + 1 + keyLength };
  const valueStart = positional ? bar + 1 : nameSpan.end + 1;
  const trimmed = trimValue(valueNode?.childNodes ?? [], positional);
  const end = valueStart + String(valueNode ?? '').length;
  return {
    name: positional ? (node.name ?? '') : plainName(String(keyNode)),
    positional,
    span: { start: bar, end },
    nameSpan,
    valueSpan: { start: valueStart + trimmed.before, end: end - trimmed.after },
    value: trimmed.value,
  };
}

/** How many characters of white space and comments stand at both ends, and what is between. */
function trimValue(
  nodes: readonly WikitextNode[],
  positional: boolean,
): { readonly before: number; readonly after: number; readonly value: string } {
  const blanked = nodes
    .map((node) => (node.type === 'comment' ? ' '.repeat(String(node).length) : String(node)))
    .join('');
  if (trimEnd(blanked) === '') return emptyValue(nodes.map(String).join(''));
  const before = blanked.length - trimStart(blanked).length;
  const after = blanked.length - trimEnd(blanked).length;
  let at = 0;
  let value = '';
  for (const node of nodes) {
    const source = String(node);
    const from = Math.max(0, before - at);
    const to = Math.min(source.length, blanked.length - after - at);
    const isWhole = from === 0 && to === source.length;
    if (from < to) value += isWhole ? decoded(node, source, positional) : source.slice(from, to);
    at += source.length;
  }
  return { before, after, value };
}

/** An empty value stands on the line of its `=`, before a comment: that is where one would go. */
function emptyValue(raw: string): ReturnType<typeof trimValue> {
  const before = raw.length - raw.replace(/^[ \t]+/, '').length;
  return { before, after: raw.length - before, value: '' };
}

/** MediaWiki trims these and no other kinds of white space. */
function trimStart(text: string): string {
  return text.replace(/^[ \t\n]+/, '');
}

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t\n'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function decoded(node: WikitextNode, source: string, positional: boolean): string {
  if (node.type !== 'magic-word' && node.type !== 'template') return source;
  if (source === '{{!}}') return '|';
  return positional && source === '{{=}}' ? '=' : source;
}

function plainName(source: string): string {
  return source.replace(/<!--[\s\S]*?-->/g, '').trim();
}
