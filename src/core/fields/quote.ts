import { canonicalJson, type FieldValue } from '../value.ts';

/** How much of a value a message shows, in UTF-16 code units. */
const shown = 60;

/** A value for a message: in single quotes, on one line, and cut where it is long. */
export function quote(value: FieldValue): string {
  const text = typeof value === 'object' ? canonicalJson(value) : String(value);
  const line = text.replace(/\s+/g, ' ');
  if (line.length <= shown) return `'${line}'`;
  // The cut must not halve a character that takes two code units.
  return `'${line.slice(0, shown - 1).replace(/[\uD800-\uDBFF]$/, '')}…'`;
}
