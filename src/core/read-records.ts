/** What reading records has in common on both sides: telling them apart, and what to report. */
import type { Diagnostic, Place } from './diagnostic.ts';
import type { Reading } from './fields/field-type.ts';
import { type ListingRecord, type RecordSet, recordKey } from './record.ts';
import type { FieldSchema, RecordSchema } from './schema.ts';
import { canonicalJson, type FieldValue } from './value.ts';

/** An entry of one side: the fields that were read, before it is known to be a record. */
export interface Entry {
  readonly values: Map<string, FieldValue>;
  readonly unread: Set<string>;
  readonly place: Place;
}

/** Where a field's value stands, and in which words to speak of it. */
export interface FieldContext {
  readonly entry: Entry;
  readonly field: FieldSchema;
  readonly place: Place;
}

/** Puts what reading gave into the entry, and reports what a person should know. */
export function takeReading(context: FieldContext, reading: Reading): readonly Diagnostic[] {
  const { entry, field, place } = context;
  if (reading.kind === 'value') {
    entry.values.set(field.name, reading.value);
    if (reading.doubt === undefined) return [];
    return [
      {
        code: 'value-doubtful',
        severity: 'notice',
        message: `The ${field.name} is read as '${String(reading.value)}', but ${reading.doubt}.`,
        hint: 'The first format that fits counts: see whether the config has them in the right order.',
        place,
        field: field.name,
      },
    ];
  }
  entry.unread.add(field.name);
  return [
    {
      code: 'value-unreadable',
      severity: 'warning',
      message: `The ${field.name} cannot be read: ${reading.reason}.`,
      hint: 'It stays as it is on both sides until it is put right.',
      place,
      field: field.name,
    },
  ];
}

/** One side's records; `entries` that are none have no place in `records`. */
export interface Identified<T extends Entry> {
  readonly set: RecordSet;
  /** The records with the entries that they were read from. */
  readonly pairs: readonly { readonly record: ListingRecord; readonly entry: T }[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Tells entries apart by their keys: what has none, or the same as another, is quarantined. */
export function identifyRecords<T extends Entry>(
  entries: readonly T[],
  schema: RecordSchema,
): Identified<T> {
  const keyed = entries.map((entry) => ({ entry, key: keyOf(entry, schema) }));
  const counts = new Map<string, number>();
  for (const { key } of keyed) if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  const quarantined = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  const pairs: { record: ListingRecord; entry: T }[] = [];
  for (const { entry, key } of keyed) {
    const problem = problemOf(entry, key, { schema, counts });
    if (problem !== undefined) diagnostics.push(problem);
    if (key === undefined) continue;
    if (problem !== undefined) quarantined.add(key);
    const { values, unread, place } = entry;
    pairs.push({ record: { key, values, unread, place }, entry });
  }
  const unidentified = keyed.filter(({ key }) => key === undefined).length;
  const records = pairs.map(({ record }) => record);
  return { set: { records, quarantined, unidentified }, pairs, diagnostics };
}

function keyOf(entry: Entry, schema: RecordSchema): string | undefined {
  const value = entry.values.get(schema.key);
  if (value === undefined) return undefined;
  const key = recordKey(typeof value === 'string' ? value : canonicalJson(value));
  return key === '' ? undefined : key;
}

function problemOf(
  entry: Entry,
  key: string | undefined,
  context: { readonly schema: RecordSchema; readonly counts: ReadonlyMap<string, number> },
): Diagnostic | undefined {
  const { schema, counts } = context;
  const error = { severity: 'error', place: entry.place } as const;
  const hint = 'It is left alone on both sides until it is put right.';
  if (key === undefined) {
    const message = `A record has no ${schema.key}, which is its key.`;
    return { ...error, code: 'key-missing', message, hint };
  }
  if ((counts.get(key) ?? 0) > 1) {
    const message = `The key '${key}' stands ${counts.get(key)} times.`;
    return { ...error, code: 'key-twice', message, hint, record: key };
  }
  const missing = schema.fields.find((field) => field.required && isMissing(entry, field.name));
  if (missing === undefined) return undefined;
  const message = `'${key}' has no ${missing.name}, which is required.`;
  return { ...error, code: 'field-missing', message, hint, record: key, field: missing.name };
}

function isMissing(entry: Entry, field: string): boolean {
  const value = entry.values.get(field);
  return (value === undefined || value === '') && !entry.unread.has(field);
}
