/** What became of records whose keys stayed the same. */
import type { Change } from '../change.ts';
import { fieldStep } from '../reconcile/merge-record.ts';
import type { RecordSet } from '../record.ts';
import { fieldNames, type RecordSchema } from '../schema.ts';
import { sameValue } from '../value.ts';

/** The changes from one state of a side to the next, in its order. */
export function changesBetween(
  before: RecordSet,
  after: RecordSet,
  schema: RecordSchema,
): readonly Change[] {
  const then = new Map(before.records.map((record) => [record.key, record]));
  return after.records.flatMap(({ key, values }): readonly Change[] => {
    const old = then.get(key)?.values;
    if (old === undefined) return [];
    const fields = fieldNames(schema)
      .filter((field) => !sameValue(old.get(field), values.get(field)))
      .map((field) => fieldStep(field, old.get(field), values.get(field)));
    return fields.length === 0 ? [] : [{ kind: 'update', key, fields }];
  });
}

/**
 * What the data file takes from a page whose values became readable: those that it has no value for.
 * It decides about them, and would else have them deleted, though nobody ever said so.
 */
export function takenOver(toPage: readonly Change[], data: RecordSet): readonly Change[] {
  const records = new Map(data.records.map((record) => [record.key, record]));
  return toPage.flatMap(({ key, fields }): readonly Change[] => {
    const record = records.get(key);
    if (record === undefined) return [];
    const taken = fields.filter(
      ({ field, before, after }) =>
        before === undefined &&
        after !== undefined &&
        !record.values.has(field) &&
        !record.unread.has(field),
    );
    return taken.length === 0 ? [] : [{ kind: 'update', key, fields: taken }];
  });
}
