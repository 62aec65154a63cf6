/** What the changes to a data file come to, whatever its format. */
import type { DataChange, DataRecord } from '../core/data-file.ts';
import { type FieldValue, isList, sameValue } from '../core/value.ts';

/** Values by field name, in their order. */
export type Values = ReadonlyMap<string, FieldValue>;

/** A data file's changes, by where they are made. */
export interface ChangePlan {
  /** What happens to the original record at this index; nothing to those that are not here. */
  readonly records: ReadonlyMap<number, RecordChange>;
  /** The records that follow the original one at this index, or stand before all at -1. */
  readonly inserts: ReadonlyMap<number, readonly Values[]>;
}

/** What happens to one record. A field that is unset has the value `undefined`. */
export type RecordChange =
  | { readonly kind: 'remove' }
  | { readonly kind: 'change'; readonly fields: ReadonlyMap<string, FieldValue | undefined> };

/** What happens to the fields of one record. */
export interface FieldChanges {
  /** New values of fields that the record has. */
  readonly replaced: Values;
  readonly removed: ReadonlySet<string>;
  /** New fields in their order, by the field that stays and that they follow; '' for the front. */
  readonly added: ReadonlyMap<string, Values>;
}

/**
 * Groups changes; the last one to a field counts.
 *
 * @throws {RangeError} for a record that is not there, or one both changed and removed: a defect
 */
export function planChanges(changes: readonly DataChange[], recordCount: number): ChangePlan {
  const records = new Map<number, RecordChange>();
  const inserts = new Map<number, Values[]>();
  for (const change of changes) {
    if (change.kind === 'insert') {
      const { after, values } = change;
      if (after !== -1) requireRecord(after, recordCount);
      inserts.set(after, [...(inserts.get(after) ?? []), values]);
    } else {
      requireRecord(change.record, recordCount);
      records.set(change.record, combined(records.get(change.record), change));
    }
  }
  return { records, inserts };
}

/** Finds out what a record's changes come to: fields that stay the same are left out. */
export function fieldChanges(
  values: Values,
  fields: ReadonlyMap<string, FieldValue | undefined>,
  fieldOrder: readonly string[],
): FieldChanges {
  const replaced = new Map<string, FieldValue>();
  const removed = new Set<string>();
  const added = new Map<string, FieldValue>();
  for (const [name, value] of fields) {
    const old = values.get(name);
    if (value === undefined) {
      if (old !== undefined) removed.add(name);
    } else if (old === undefined) {
      added.set(name, value);
    } else if (!sameText(old, value)) {
      replaced.set(name, value);
    }
  }
  const kept = [...values.keys()].filter((name) => !removed.has(name));
  return { replaced, removed, added: anchored(kept, added, fieldOrder) };
}

/** A record's values after changes, in their order. */
export function changedValues(values: Values, changes: FieldChanges): Values {
  const result = new Map<string, FieldValue>(changes.added.get(''));
  for (const [name, value] of values) {
    if (changes.removed.has(name)) continue;
    result.set(name, changes.replaced.get(name) ?? value);
    for (const [addedName, addedValue] of changes.added.get(name) ?? []) {
      result.set(addedName, addedValue);
    }
  }
  return result;
}

/** All records' values after the changes: what an edited file must hold. */
export function changedRecords(
  records: readonly DataRecord[],
  changes: readonly DataChange[],
  fieldOrder: readonly string[],
): readonly Values[] {
  const plan = planChanges(changes, records.length);
  const result: Values[] = [...(plan.inserts.get(-1) ?? [])];
  for (const [index, { values }] of records.entries()) {
    const change = plan.records.get(index);
    if (change === undefined) result.push(values);
    else if (change.kind === 'change') {
      result.push(changedValues(values, fieldChanges(values, change.fields, fieldOrder)));
    }
    result.push(...(plan.inserts.get(index) ?? []));
  }
  return result;
}

/**
 * Whether two values are the same in a file whose scalars are all texts: `true` and `'true'`,
 * 3 and `'3'`.
 */
export function sameText(a: FieldValue, b: FieldValue): boolean {
  return sameValue(asText(a), asText(b));
}

function asText(value: FieldValue): FieldValue {
  if (isList(value)) return value.map(asText);
  if (typeof value !== 'object') return String(value);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, asText(part)]));
}

function requireRecord(index: number, recordCount: number): void {
  if (index < 0 || index >= recordCount) throw new RangeError(`There is no record ${index}.`);
}

function combined(
  before: RecordChange | undefined,
  change: Exclude<DataChange, { kind: 'insert' }>,
): RecordChange {
  if (change.kind === 'remove' ? before?.kind === 'change' : before?.kind === 'remove') {
    throw new RangeError(`Record ${change.record} is both changed and removed.`);
  }
  if (change.kind === 'remove') return { kind: 'remove' };
  const fields = new Map(before?.kind === 'change' ? before.fields : []);
  fields.set(change.field, change.kind === 'set' ? change.value : undefined);
  return { kind: 'change', fields };
}

/** Finds each new field's place: after the nearest of its predecessors, else before all. */
function anchored(
  kept: readonly string[],
  added: Values,
  fieldOrder: readonly string[],
): ReadonlyMap<string, Values> {
  const names = [...kept];
  for (const name of inOrder([...added.keys()], fieldOrder)) {
    const rank = fieldOrder.indexOf(name);
    const predecessors = rank === -1 ? names : fieldOrder.slice(0, rank);
    const nearest = predecessors.findLast((predecessor) => names.includes(predecessor));
    names.splice(nearest === undefined ? 0 : names.indexOf(nearest) + 1, 0, name);
  }
  const result = new Map<string, Map<string, FieldValue>>();
  let anchor = '';
  for (const name of names) {
    const value = added.get(name);
    if (value === undefined) anchor = name;
    else result.set(anchor, (result.get(anchor) ?? new Map()).set(name, value));
  }
  return result;
}

function inOrder(names: readonly string[], fieldOrder: readonly string[]): readonly string[] {
  const rank = (name: string) =>
    fieldOrder.includes(name) ? fieldOrder.indexOf(name) : fieldOrder.length;
  return names.toSorted((a, b) => rank(a) - rank(b));
}
