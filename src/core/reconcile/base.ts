/** What both sides last agreed on: the third side of a merge. */
import type { FieldValue } from '../value.ts';

/** One record's agreed values. */
export interface BaseRecord {
  /** Fields that are in neither `values` nor `unknown` are known to have been absent. */
  readonly values: ReadonlyMap<string, FieldValue>;
  /** Fields that the sides never agreed on, such as a conflict since first contact. */
  readonly unknown: ReadonlySet<string>;
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
  | { readonly kind: 'unknown' };

/** The base of one field of one record. */
export function fieldBase(record: BaseRecord | undefined, field: string): FieldBase {
  if (record === undefined || record.unknown.has(field)) return { kind: 'unknown' };
  return { kind: 'known', value: record.values.get(field) };
}
