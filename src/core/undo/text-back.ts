/** A text without what a run did to it, with its own bytes, layout and places. */

import type { Change } from '../change.ts';
import { mergeLines } from '../reconcile/merge-lines.ts';
import type { RecordSet } from '../record.ts';
import { fieldNames, presenceStep, type RecordSchema } from '../schema.ts';
import { type FieldValue, sameValue } from '../value.ts';
import { keyAfter } from './compose.ts';

/** A side's text before and after a run. */
export interface RunTexts {
  readonly before: string;
  readonly after: string;
}

/**
 * The text as it was before the run, with what people did since; `undefined` if both are on the
 * same lines, so that it cannot be told line by line.
 */
export function textBack(now: string, { before, after }: RunTexts): string | undefined {
  return now === after ? before : mergeLines(after, before, now);
}

/** Whether a side that had these records has, after the changes, those and no others. */
export function isAsChanged(
  before: RecordSet,
  changes: readonly Change[],
  after: RecordSet,
  schema: RecordSchema,
): boolean {
  const expected = expectedRecords(before, changes, schema);
  if (!isSameSet(before.quarantined, after.quarantined)) return false;
  if (before.unidentified !== after.unidentified) return false;
  const found = new Map(after.records.map((record) => [record.key, record]));
  if (found.size !== expected.size || found.size !== after.records.length) return false;
  return [...expected].every(([key, values]) => {
    const record = found.get(key);
    if (record === undefined) return false;
    return fieldNames(schema).every((name) => sameValue(record.values.get(name), values.get(name)));
  });
}

type Values = ReadonlyMap<string, FieldValue>;

function expectedRecords(
  before: RecordSet,
  changes: readonly Change[],
  schema: RecordSchema,
): ReadonlyMap<string, Values> {
  const expected = new Map<string, Values>(before.records.map(({ key, values }) => [key, values]));
  for (const change of changes) {
    const values = new Map(change.kind === 'create' ? [] : expected.get(change.key));
    expected.delete(change.key);
    if (presenceStep(change, schema) === 'delete') continue;
    for (const { field, after } of change.fields) {
      if (after === undefined) values.delete(field);
      else values.set(field, after);
    }
    expected.set(keyAfter(change, schema), values);
  }
  return expected;
}

function isSameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((key) => other.has(key));
}
