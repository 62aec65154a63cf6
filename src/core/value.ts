/**
 * Field values: what the two sides are compared by.
 *
 * A value is plain, immutable data that JSON can hold, so that a snapshot or a report can. An
 * argument that is absent has no value (`undefined`); one that is present and empty has the value
 * `''` whatever its type, which is not the same: `{{{Date|Unknown}}}` shows its default only for
 * an absent one.
 */

/** One value of a field. What its parts mean is its field type's affair. */
export type FieldValue =
  | string
  | number
  | boolean
  | readonly FieldValue[]
  | { readonly [name: string]: FieldValue };

/** Whether two values, or two absences, are the same. The order of a mapping's names is not. */
export function sameValue(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  if (isList(a) || isList(b)) return isList(a) && isList(b) && sameList(a, b);
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && sameValue(a[name], b[name]))
  );
}

function sameList(a: readonly FieldValue[], b: readonly FieldValue[]): boolean {
  return a.length === b.length && a.every((part, at) => sameValue(part, b[at]));
}

/** JSON text that is the same for the same value: names sorted, no white space. */
export function canonicalJson(value: FieldValue): string {
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, part]) => `${JSON.stringify(name)}:${canonicalJson(part)}`).join(',')}}`;
}

/** Whether a value is a list: `Array.isArray` does not tell readonly arrays from mappings. */
export function isList(value: FieldValue): value is readonly FieldValue[] {
  return Array.isArray(value);
}
