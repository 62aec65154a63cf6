/** What a side's version did to its records, told from the version before it. */
import type { Change } from '../change.ts';
import { fieldStep, kindOf } from '../reconcile/merge-record.ts';
import { createChange, deleteChange } from '../reconcile/presence.ts';
import type { ListingRecord, RecordSet } from '../record.ts';
import { fieldNames, type RecordSchema } from '../schema.ts';
import { sameValue } from '../value.ts';

/** The changes from one set of records to the next; what cannot be read in either is none. */
export function changesBetween(
  before: RecordSet,
  after: RecordSet,
  schema: RecordSchema,
): readonly Change[] {
  const [old, now] = [byKey(before), byKey(after)];
  const isDoubtful = (key: string): boolean =>
    before.quarantined.has(key) || after.quarantined.has(key);
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((key) => !isDoubtful(key))
    .flatMap((key) => changeOf(old.get(key), now.get(key), schema));
}

function changeOf(
  old: ListingRecord | undefined,
  now: ListingRecord | undefined,
  schema: RecordSchema,
): readonly Change[] {
  if (old === undefined) return now === undefined ? [] : [createChange(now, schema)];
  if (now === undefined) return [deleteChange(old, schema)];
  const fields = fieldNames(schema)
    .filter((field) => !old.unread.has(field) && !now.unread.has(field))
    .map((field) => fieldStep(field, old.values.get(field), now.values.get(field)))
    .filter((step) => !sameValue(step.before, step.after));
  if (fields.length === 0) return [];
  return [{ kind: kindOf(old.key, fields, schema), key: old.key, fields }];
}

function byKey({ records }: RecordSet): ReadonlyMap<string, ListingRecord> {
  return new Map(records.map((record) => [record.key, record]));
}
