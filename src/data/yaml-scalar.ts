/**
 * Writing YAML scalars so that every reader, of YAML 1.1 as of 1.2, reads back the same text.
 *
 * A text that some reader would take for a number, a boolean or null is quoted. ISO dates are not:
 * people write them plain.
 */
import type { ScalarStyle } from './tree.ts';

/** What a scalar can be written from. */
export type ScalarValue = string | number | boolean;

const isoDate = /^\d{4}-\d\d-\d\d$/;

/** Taken for null, a boolean, a merge or a default by some reader. */
const otherType = /^(?:~|null|true|false|yes|no|on|off|y|n|<<|=|[-+]?\.(?:inf|nan))$/i;

/** Whatever might be a number, a time or a date: too many rather than too few. */
const numeric = /^[-+.]?\d[\da-fox_:.,+\-tz \t]*$/i;

/** Indicators that no plain scalar begins with; some only where a space follows, but quoting them does no harm. */
const indicator = /^[-?:,[\]{}#&*!|>'"%@`=]/;

/** Control characters and what some readers take for a line's end or drop. */
const needsEscape = /[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/u;

/**
 * Writes a scalar in one line, in the given style if that can hold it.
 *
 * @param isInFlow whether it stands between brackets, where plain scalars can hold less
 */
export function scalarText(value: ScalarValue, style: ScalarStyle, isInFlow: boolean): string {
  if (typeof value !== 'string') return String(value);
  if (needsEscape.test(value)) return doubleQuoted(value);
  if (style === 'double') return doubleQuoted(value);
  if (style === 'single' || !isPlain(value, isInFlow)) return singleQuoted(value);
  return value;
}

/** A block scalar: what stands after the colon, and the lines under it. */
export interface BlockText {
  readonly header: string;
  readonly lines: readonly string[];
}

/**
 * Writes a text as a literal block.
 *
 * @param outer how far the mapping or list that it stands in is indented
 * @param indent how far its lines shall be indented
 * @returns `undefined` if it would not survive in one, or in one that an editor trims: it begins
 * or ends with blank lines, or has lines of white space alone
 */
export function literalBlock(text: string, outer: number, indent: number): BlockText | undefined {
  const content = text.endsWith('\n') ? text.slice(0, -1) : text;
  if (content === '' || /^\n|\n$/.test(content) || /^[ \t]+$/m.test(content)) return undefined;
  if (needsEscape.test(content.replaceAll(/[\n\t]/g, ''))) return undefined;
  const indicated = /^[ \t]/.test(content);
  if (indicated && (indent - outer > 9 || indent <= outer)) return undefined;
  const header = `|${indicated ? indent - outer : ''}${text.endsWith('\n') ? '' : '-'}`;
  const lines = content.split('\n').map((line) => (line === '' ? '' : ' '.repeat(indent) + line));
  return { header, lines };
}

function isPlain(text: string, isInFlow: boolean): boolean {
  if (isoDate.test(text)) return true;
  if (text === '' || text !== text.trim() || text.startsWith('...')) return false;
  if (indicator.test(text) || otherType.test(text) || numeric.test(text)) return false;
  if (/:(?: |$)| #/.test(text)) return false;
  return !isInFlow || !/[,[\]{}:?]/.test(text);
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function doubleQuoted(text: string): string {
  const escaped = text.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
  return `"${escaped.replaceAll(new RegExp(needsEscape, 'gu'), escapeCharacter)}"`;
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
