/** Writing JSON like the text around it. */
import { type FieldValue, isList } from '../core/value.ts';
import type { Values } from './changes.ts';
import { lineStart } from './lines.ts';
import type { TreeMapping } from './tree.ts';

/** A file's habits. */
export interface JsonStyle {
  /** What one level is indented by; '' for a file of one line. */
  readonly unit: string;
  /** What follows a colon and, inside one line, a comma: a space or nothing. */
  readonly space: string;
}

/** Finds a file's habits from its top level. */
export function jsonStyle(text: string, root: TreeMapping): JsonStyle {
  const [pair] = root.pairs;
  if (pair === undefined) return { unit: '  ', space: ' ' };
  const space = text.slice(pair.colonEnd, pair.value.start) === '' ? '' : ' ';
  if (!text.slice(root.start, root.end).includes('\n')) return { unit: '', space };
  return { unit: indentationAt(text, pair.start) || '  ', space };
}

/** The white space that begins the line which the offset is in. */
export function indentationAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

/**
 * Writes a value.
 *
 * @param base the indentation of the line that it begins in; `undefined` for all in one line
 */
export function jsonText(value: FieldValue, style: JsonStyle, base: string | undefined): string {
  if (typeof value !== 'object') return JSON.stringify(value);
  if (!isList(value)) return jsonObject(new Map(Object.entries(value)), style, base);
  const inner = base === undefined ? undefined : base + style.unit;
  const items = value.map((item) => jsonText(item, style, inner));
  return `[${jsonBody(items, style, base)}]`;
}

/** Writes a record or another mapping: `base` as for `jsonText`. */
export function jsonObject(values: Values, style: JsonStyle, base: string | undefined): string {
  const inner = base === undefined ? undefined : base + style.unit;
  const pairs = [...values].map(([name, value]) => jsonPair(name, value, style, inner));
  return `{${jsonBody(pairs, style, base)}}`;
}

/** Writes a name and its value: `base` as for `jsonText`. */
export function jsonPair(
  name: string,
  value: FieldValue,
  style: JsonStyle,
  base: string | undefined,
): string {
  return `${JSON.stringify(name)}:${style.space}${jsonText(value, style, base)}`;
}

/** What stands between a pair of brackets: `base` as for `jsonText`. */
export function jsonBody(
  items: readonly string[],
  style: JsonStyle,
  base: string | undefined,
): string {
  if (items.length === 0) return '';
  if (base === undefined) return items.join(`,${style.space}`);
  const lead = `\n${base}${style.unit}`;
  return `${lead}${items.join(`,${lead}`)}\n${base}`;
}
