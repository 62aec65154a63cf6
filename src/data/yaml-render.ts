/** Writing YAML values in block style and in flow style. */
import { type FieldValue, isList } from '../core/value.ts';
import type { Values } from './changes.ts';
import type { ScalarStyle } from './tree.ts';
import { literalBlock, scalarText } from './yaml-scalar.ts';

/** A file's habits, in columns. */
export interface YamlLayout {
  /** How far the `-` of a list in a field is from the field's name. */
  readonly listOffset: number;
  /** How far the lines of a block scalar or a mapping in a field are from the field's name. */
  readonly step: number;
  /** How far a record's fields are from its `-`. */
  readonly dashGap: number;
  /** Whether texts of several lines may become block scalars. */
  readonly mayBlock: boolean;
}

/** A value in block style. */
export interface Rendered {
  /** What stands in the name's line, after the colon; '' for nothing. */
  readonly inline: string;
  /** The lines under it, indented. */
  readonly lines: readonly string[];
}

/** How a value is to be written. */
export interface ValueStyle {
  readonly style: ScalarStyle;
  /** How far the name is indented that the value belongs to. */
  readonly column: number;
  /** How far the lines of a block scalar are indented. */
  readonly blockIndent: number;
  /** How far the `-` of a list is indented. */
  readonly listIndent: number;
  /** Whether it may be a block scalar. */
  readonly mayBlock: boolean;
}

/** The style of a new value, for a name in this column. */
export function newStyle(column: number, layout: YamlLayout): ValueStyle {
  return {
    style: 'plain',
    column,
    blockIndent: column + layout.step,
    listIndent: column + layout.listOffset,
    mayBlock: layout.mayBlock,
  };
}

/** Writes a value after a name. */
export function renderValue(value: FieldValue, to: ValueStyle, layout: YamlLayout): Rendered {
  if (isList(value)) {
    if (value.length === 0) return { inline: '[]', lines: [] };
    const lines = value.flatMap((item) => itemLines(item, to.listIndent, layout));
    return { inline: '', lines };
  }
  if (typeof value === 'object') {
    const values = new Map(Object.entries(value));
    if (values.size === 0) return { inline: '{}', lines: [] };
    return { inline: '', lines: mappingLines(values, to.column + layout.step, layout) };
  }
  if (typeof value === 'string' && isBlock(value, to)) {
    const block = literalBlock(value, to.column, to.blockIndent);
    if (block !== undefined) return { inline: block.header, lines: block.lines };
  }
  return { inline: scalarText(value, to.style, false), lines: [] };
}

/** Writes a mapping's names and values, one under the other. */
export function mappingLines(
  values: Values,
  column: number,
  layout: YamlLayout,
): readonly string[] {
  return [...values].flatMap(([name, value]) => {
    const { inline, lines } = renderValue(value, newStyle(column, layout), layout);
    const start = `${' '.repeat(column)}${scalarText(name, 'plain', false)}:`;
    return [inline === '' ? start : `${start} ${inline}`, ...lines];
  });
}

/** Writes a list's item with its `-` in the given column. */
export function itemLines(
  value: FieldValue,
  column: number,
  layout: YamlLayout,
): readonly string[] {
  if (typeof value !== 'object') {
    const { inline, lines } = renderValue(value, newStyle(column, layout), layout);
    return [`${' '.repeat(column)}- ${inline}`, ...lines];
  }
  const inner = column + 2;
  const lines = isList(value)
    ? value.flatMap((item) => itemLines(item, inner, layout))
    : mappingLines(new Map(Object.entries(value)), inner, layout);
  if (lines.length === 0) return [`${' '.repeat(column)}- ${isList(value) ? '[]' : '{}'}`];
  return dashed(lines, column);
}

/** Puts a `-` in the given column before lines that are indented further. */
export function dashed(lines: readonly string[], column: number): readonly string[] {
  const [first = '', ...rest] = lines;
  return [`${' '.repeat(column)}-${first.slice(column + 1)}`, ...rest];
}

/** Writes a value between brackets, in one line. */
export function flowText(value: FieldValue, style: ScalarStyle = 'plain'): string {
  if (typeof value !== 'object') return scalarText(value, style, true);
  if (isList(value)) return `[${value.map((item) => flowText(item)).join(', ')}]`;
  return flowMapping(new Map(Object.entries(value)));
}

/** Writes a mapping with brackets, in one line. */
export function flowMapping(values: Values): string {
  return `{${[...values].map(([name, value]) => flowPair(name, value)).join(', ')}}`;
}

/** Writes a name and its value, in one line. */
export function flowPair(name: string, value: FieldValue): string {
  return `${scalarText(name, 'plain', true)}: ${flowText(value)}`;
}

function isBlock(text: string, { style, mayBlock }: ValueStyle): boolean {
  if (!mayBlock || text === '') return false;
  return style === 'block' || text.includes('\n');
}
