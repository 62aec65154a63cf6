/** A person's word on conflicts: it turns them into changes. */
import type { Change, Conflict, FieldChange } from '../change.ts';
import type { ListingRecord, RecordSet } from '../record.ts';
import { fieldNames, type RecordSchema } from '../schema.ts';
import { type FieldValue, sameValue } from '../value.ts';
import { fieldStep, kindOf, type Merge } from './merge-record.ts';
import { createChange, deleteChange } from './presence.ts';
import { inOrder } from './reconcile.ts';

/** Which value stands in the end. */
export type Decision =
  | { readonly take: 'data' | 'wiki' }
  | { readonly take: 'value'; readonly value: FieldValue };

/** What is decided about a conflict; `undefined` leaves it open. */
export type Decide = (conflict: Conflict) => Decision | undefined;

/** What a decision is carried out on. */
export interface Decided {
  readonly schema: RecordSchema;
  readonly data: RecordSet;
  readonly wiki: RecordSet;
  /** Of renamed records: new key to the one that the other side has. */
  readonly renamed: ReadonlyMap<string, string>;
}

type Changes = Pick<Merge, 'toPage' | 'toData'>;

/** Carries decisions out: each decided conflict becomes changes of the side, or sides, that lose. */
export function settleConflicts<T extends Merge>(merge: T, decide: Decide, sides: Decided): T {
  const open: Conflict[] = [];
  let { toPage, toData } = merge;
  for (const conflict of merge.conflicts) {
    const decision = decide(conflict);
    const changes = decision && changesFor(conflict, decision, sides);
    if (changes === undefined) open.push(conflict);
    else {
      toPage = withChanges(toPage, changes.toPage, sides.schema);
      toData = withChanges(toData, changes.toData, sides.schema);
    }
  }
  return {
    ...merge,
    toPage: inOrder(toPage, sides.wiki, sides.data),
    toData: inOrder(toData, sides.data, sides.wiki),
    conflicts: open,
  };
}

/** `undefined` where the decision says nothing about such a conflict. */
function changesFor(conflict: Conflict, decision: Decision, sides: Decided): Changes | undefined {
  const { key, field } = conflict;
  if (field !== undefined) return fieldChanges(conflict, field, decision, sides);
  if (decision.take === 'value') return undefined;
  return renameChanges(key, decision.take, sides) ?? presenceChanges(key, decision.take, sides);
}

function fieldChanges(
  conflict: Conflict,
  field: string,
  decision: Decision,
  { schema, data, wiki, renamed }: Decided,
): Changes | undefined {
  const { key } = conflict;
  const known = [data, wiki].map((side) => recordAs(side, key, renamed)?.key);
  // A record that one side renamed is not written to before the other has taken the new key.
  const isOfBoth = known.every((name) => name === key);
  const isRenamedApart = field === schema.key && known.every((name) => name !== key);
  if (!isOfBoth && !isRenamedApart) return undefined;
  const value = decision.take === 'value' ? decision.value : conflict[decision.take];
  const changeOf = (side: RecordSet, before: FieldValue | undefined): readonly Change[] => {
    const record = recordAs(side, key, renamed);
    if (record === undefined || sameValue(before, value)) return [];
    const fields = [fieldStep(field, before, value)];
    return [{ kind: kindOf(record.key, fields, schema), key: record.key, fields }];
  };
  const changes = { toPage: changeOf(wiki, conflict.wiki), toData: changeOf(data, conflict.data) };
  return changes.toPage.length + changes.toData.length === 0 ? undefined : changes;
}

/** A record as a whole: the side that is taken has it, or has it not. */
function presenceChanges(key: string, take: 'data' | 'wiki', sides: Decided): Changes {
  const { schema, renamed } = sides;
  const taken = recordAs(sides[take], key, renamed);
  const other = recordAs(sides[take === 'data' ? 'wiki' : 'data'], key, renamed);
  const changes =
    taken !== undefined && other === undefined
      ? [createChange(taken, schema)]
      : taken === undefined && other !== undefined
        ? [deleteChange(other, schema)]
        : [];
  return take === 'data' ? { toPage: changes, toData: [] } : { toPage: [], toData: changes };
}

/** A rename that people took back: the page has the old key, and the data file the new one. */
function renameChanges(
  oldKey: string,
  take: 'data' | 'wiki',
  { schema, data, wiki, renamed }: Decided,
): Changes | undefined {
  const [newKey] = [...renamed].find(([, from]) => from === oldKey) ?? [];
  const before = recordOf(wiki, oldKey)?.values.get(schema.key);
  const after = newKey === undefined ? undefined : recordOf(data, newKey)?.values.get(schema.key);
  if (newKey === undefined || before === undefined || after === undefined) return undefined;
  const renameTo = (key: string, from: FieldValue, to: FieldValue): Change => ({
    kind: 'rename',
    key,
    fields: [fieldStep(schema.key, from, to)],
  });
  return take === 'data'
    ? { toPage: [renameTo(oldKey, before, after)], toData: [] }
    : { toPage: [], toData: [renameTo(newKey, after, before)] };
}

function recordOf({ records }: RecordSet, key: string): ListingRecord | undefined {
  return records.find((record) => record.key === key);
}

/** By its key, or by the one that it has since. */
function recordAs(
  set: RecordSet,
  key: string,
  renamed: ReadonlyMap<string, string>,
): ListingRecord | undefined {
  return recordOf(set, key) ?? set.records.find((record) => renamed.get(record.key) === key);
}

/** The changes with more: fields of a record that is changed anyway are put with its others. */
function withChanges(
  changes: readonly Change[],
  more: readonly Change[],
  schema: RecordSchema,
): readonly Change[] {
  const all = [...changes];
  for (const change of more) {
    const at = all.findIndex(({ key, kind }) => key === change.key && isOfFields(kind));
    const found = all[at];
    if (found === undefined || !isOfFields(change.kind)) all.push(change);
    else {
      const fields = inFieldOrder([...found.fields, ...change.fields], schema);
      all[at] = { ...found, kind: kindOf(found.key, fields, schema), fields };
    }
  }
  return all;
}

function isOfFields(kind: Change['kind']): boolean {
  return kind !== 'create' && kind !== 'delete';
}

function inFieldOrder(
  fields: readonly FieldChange[],
  schema: RecordSchema,
): readonly FieldChange[] {
  const order = fieldNames(schema);
  return fields.toSorted((a, b) => order.indexOf(a.field) - order.indexOf(b.field));
}
