/** What both sides agreed on, once a run is taken back: where they differ again, what it was before it. */
import type { Change } from '../change.ts';
import { type Base, type BaseRecord, baseRecord, fieldBase } from '../reconcile/base.ts';
import type { RecordSet } from '../record.ts';
import { fieldChange, presenceStep, type RecordSchema } from '../schema.ts';
import { sameValue } from '../value.ts';
import { keyAfter } from './compose.ts';
import type { RunChanges } from './take-back.ts';

/** A run that is taken back. */
export interface Restoring {
  /** What takes it back. */
  readonly back: RunChanges;
  /** What both sides agreed on before the run about what it changed. */
  readonly before: Base;
  readonly data: RecordSet;
  readonly wiki: RecordSet;
  readonly schema: RecordSchema;
}

/** With the base of before the run wherever it was taken back and the sides are apart again. */
export function restoredBase(next: Base, restoring: Restoring): Base {
  const restored = { records: new Map(next.records), unmet: new Set(next.unmet) };
  for (const change of [...restoring.back.page, ...restoring.back.data]) {
    const presence = presenceStep(change, restoring.schema);
    if (change.kind === 'move' && presence !== undefined) restoreMoved(change, restored, restoring);
    else if (change.kind === 'rename' || presence !== undefined)
      restoreRecord(change, restored, restoring);
    else restoreFields(change, restored, restoring);
  }
  return restored;
}

interface Restored {
  readonly records: Map<string, BaseRecord>;
  readonly unmet: Set<string>;
}

/**
 * A record that came back, went again or got its old name, while the other side stays as it is. Where
 * that has it too by now, what people did to it there since is not forgotten.
 */
function restoreRecord(change: Change, { records, unmet }: Restored, restoring: Restoring): void {
  const { before, data, wiki, schema } = restoring;
  const key = keyAfter(change, schema);
  if (hasKey(data, key) && hasKey(wiki, key)) restoreFields(change, { records, unmet }, restoring);
  if (hasKey(data, key) === hasKey(wiki, key)) return;
  const old = before.records.get(key) ?? renamedBack(change, records, schema);
  if (change.kind === 'rename') records.delete(change.key);
  if (old === undefined) records.delete(key);
  else records.set(key, old);
  if (old === undefined && before.unmet.has(key)) unmet.add(key);
  else unmet.delete(key);
}

/** Of a record that moves between pages, what was agreed on is kept for the one that it stands on. */
function restoreMoved(change: Change, { records }: Restored, restoring: Restoring): void {
  const { before, data, wiki } = restoring;
  const { key, fields } = change;
  if (hasKey(data, key) === hasKey(wiki, key)) return;
  const [known, old] = [records.get(key), before.records.get(key)];
  const names = fields.map(({ field }) => field);
  const restored = known === undefined ? old : withFields(known, old, names);
  if (restored === undefined || !hasKey(wiki, key)) records.delete(key);
  else records.set(key, restored);
}

/** What is known of it by the name that it had until now, where nothing is by the old one. */
function renamedBack(
  { kind, key, fields }: Change,
  records: ReadonlyMap<string, BaseRecord>,
  schema: RecordSchema,
): BaseRecord | undefined {
  const known = records.get(key);
  const name = fieldChange(fields, schema.key)?.after;
  if (kind !== 'rename' || known === undefined || name === undefined) return undefined;
  return { ...known, values: new Map([...known.values, [schema.key, name]]) };
}

function restoreFields(change: Change, { records }: Restored, restoring: Restoring): void {
  const { before, data, wiki, schema } = restoring;
  const key = keyAfter(change, schema);
  const known = records.get(key);
  if (known === undefined) return;
  const valueIn = (set: RecordSet, field: string) =>
    set.records.find((record) => record.key === key)?.values.get(field);
  const fields = change.fields
    .map(({ field }) => field)
    .filter((field) => !sameValue(valueIn(data, field), valueIn(wiki, field)));
  if (fields.length === 0) return;
  records.set(key, withFields(known, before.records.get(key), fields));
}

function hasKey({ records }: RecordSet, key: string): boolean {
  return records.some((record) => record.key === key);
}

function withFields(
  known: BaseRecord,
  before: BaseRecord | undefined,
  fields: readonly string[],
): BaseRecord {
  const names = new Set([...known.values.keys(), ...known.unknown, ...known.disputed, ...fields]);
  return baseRecord(
    [...names].map((field) => [field, fieldBase(fields.includes(field) ? before : known, field)]),
  );
}

/**
 * What was agreed on before a run of which the log is lost: that its changes began from there. What
 * it added was not there, and what it deleted was.
 */
export function baseBefore({ page, data }: RunChanges): Base {
  const records = new Map<string, BaseRecord>();
  for (const { kind, key, fields } of [...page, ...data]) {
    if (kind === 'create' || kind === 'rename') continue;
    const values = new Map(records.get(key)?.values);
    for (const { field, before } of fields) {
      if (before !== undefined && !values.has(field)) values.set(field, before);
    }
    records.set(key, { values, unknown: new Set(), disputed: new Set() });
  }
  return { records, unmet: new Set() };
}
