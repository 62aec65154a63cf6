/** What both sides last agreed on: the third side of a merge. */
import type { RecordSet } from '../record.ts';
import { type FieldValue, sameValue } from '../value.ts';

/** One record's agreed values. */
export interface BaseRecord {
  /** Fields that are in none of the three are known to have been absent. */
  readonly values: ReadonlyMap<string, FieldValue>;
  /** Fields that never were on both sides: nobody took them away from the one that lacks them. */
  readonly unknown: ReadonlySet<string>;
  /** Fields that were on both sides and never the same, such as a conflict since first contact. */
  readonly disputed: ReadonlySet<string>;
}

/** All records, by key. */
export interface Base {
  readonly records: ReadonlyMap<string, BaseRecord>;
  /** Keys that only one side has had since first contact: nobody deleted them from the other. */
  readonly unmet: ReadonlySet<string>;
}

/** A field's base: a value or an absence, or nothing that was ever agreed on. */
export type FieldBase =
  | { readonly kind: 'known'; readonly value: FieldValue | undefined }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'disputed' };

/** The base of one field of one record. */
export function fieldBase(record: BaseRecord | undefined, field: string): FieldBase {
  if (record === undefined || record.unknown.has(field)) return { kind: 'unknown' };
  if (record.disputed.has(field)) return { kind: 'disputed' };
  return { kind: 'known', value: record.values.get(field) };
}

/** A record's base from its fields'. */
export function baseRecord(
  fields: Iterable<readonly [field: string, base: FieldBase]>,
): BaseRecord {
  const values = new Map<string, FieldValue>();
  const unknown = new Set<string>();
  const disputed = new Set<string>();
  for (const [field, base] of fields) {
    if (base.kind === 'unknown') unknown.add(field);
    else if (base.kind === 'disputed') disputed.add(field);
    else if (base.value !== undefined) values.set(field, base.value);
  }
  return { values, unknown, disputed };
}

/** The base at which both sides had these records, as a sync point's page has them. */
export function baseOfRecords(set: RecordSet, fields: readonly string[]): Base {
  const records = new Map<string, BaseRecord>();
  for (const { key, values, unread } of set.records) {
    if (set.quarantined.has(key)) continue;
    const bases = fields.map((field): [string, FieldBase] => [
      field,
      unread.has(field) ? { kind: 'unknown' } : { kind: 'known', value: values.get(field) },
    ]);
    records.set(key, baseRecord(bases));
  }
  return { records, unmet: new Set() };
}

/** The base of some records alone. */
export function restrictedBase({ records, unmet }: Base, keys: readonly string[]): Base {
  const wanted = new Set(keys);
  return {
    records: new Map([...records].filter(([key]) => wanted.has(key))),
    unmet: new Set([...unmet].filter((key) => wanted.has(key))),
  };
}

/**
 * The base when it is not known whether a write was done: what is the same with it and without it;
 * all else is disputed, so that nobody is overruled.
 */
export function uncertainBase(without: Base | undefined, after: Base): Base {
  const records = new Map<string, BaseRecord>();
  for (const key of new Set([...(without?.records.keys() ?? []), ...after.records.keys()])) {
    records.set(key, uncertainRecord(without?.records.get(key), after.records.get(key)));
  }
  const unmet = [...after.unmet].filter((key) => without?.unmet.has(key) ?? true);
  return { records, unmet: new Set(unmet) };
}

function uncertainRecord(one: BaseRecord | undefined, other: BaseRecord | undefined): BaseRecord {
  const fields = new Set([...fieldsOf(one), ...fieldsOf(other)]);
  return baseRecord(
    [...fields].map((field) => [
      field,
      uncertainField(fieldBase(one, field), fieldBase(other, field)),
    ]),
  );
}

function uncertainField(one: FieldBase, other: FieldBase): FieldBase {
  if (one.kind === 'unknown' && other.kind === 'unknown') return one;
  const isSame =
    one.kind === 'known' && other.kind === 'known' && sameValue(one.value, other.value);
  return isSame ? one : { kind: 'disputed' };
}

function fieldsOf(record: BaseRecord | undefined): readonly string[] {
  if (record === undefined) return [];
  return [...record.values.keys(), ...record.unknown, ...record.disputed];
}
