/** The order of records by their fields: dates as dates, choices as the config has them. */
import type { FieldSchema, RecordSchema } from '../schema.ts';
import { canonicalJson, type FieldValue } from '../value.ts';

/** How one field's values compare; absent ones come last, whichever way it goes. */
export type Compare = (a: FieldValue | undefined, b: FieldValue | undefined) => number;

/** How the values of a listing's field compare; `undefined` if there is no such field. */
export function comparisonOf(schema: RecordSchema, name: string): Compare | undefined {
  if (schema.section?.field === name) return byRank([...schema.section.headings.keys()]);
  if (schema.pages?.field === name) return compareValues;
  const field = schema.fields.find((one) => one.name === name);
  if (field === undefined) return undefined;
  return field.type.name === 'choice' ? byRank(valuesOf(field)) : compareValues;
}

/** The values of a field that the config names, in its order; none if it names none. */
export function namedValues(schema: RecordSchema, name: string): readonly string[] {
  if (schema.section?.field === name) return [...schema.section.headings.keys()];
  const field = schema.fields.find((one) => one.name === name);
  return field?.type.name === 'choice' ? valuesOf(field) : [];
}

/** Values of one kind by their size; texts without regard to case and accents. */
export function compareValues(a: FieldValue | undefined, b: FieldValue | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [first, second] = [sortText(a), sortText(b)];
  return compareTexts(folded(first), folded(second)) || compareTexts(first, second);
}

function byRank(names: readonly string[]): Compare {
  const rank = (value: FieldValue | undefined): number => {
    const at = names.indexOf(String(value));
    return at === -1 ? names.length : at;
  };
  return (a, b) => rank(a) - rank(b) || compareValues(a, b);
}

function valuesOf({ options }: FieldSchema): readonly string[] {
  return Object.keys(options.values ?? {});
}

function sortText(value: FieldValue): string {
  return typeof value === 'object' ? canonicalJson(value) : String(value);
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
