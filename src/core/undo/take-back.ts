/** What takes a run back: each of its changes whose place still is as the run left it. */
import type { Change, FieldChange } from '../change.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Relocation } from '../pages/relocate.ts';
import { fieldStep, kindOf } from '../reconcile/merge-record.ts';
import { deleteChange } from '../reconcile/presence.ts';
import { inOrder, type Reconciliation } from '../reconcile/reconcile.ts';
import type { ListingRecord, RecordSet } from '../record.ts';
import { fieldNames, presenceStep, type RecordSchema } from '../schema.ts';
import { sameValue } from '../value.ts';
import { inverse, keyAfter } from './compose.ts';
import { fieldGone, left, leftField, type PeopleSince } from './left-as-is.ts';

/** What a run changed on each side. */
export interface RunChanges {
  readonly page: readonly Change[];
  readonly data: readonly Change[];
}

/** What is taken back, on which sides. */
export interface TakeBack {
  /** The run's name. */
  readonly run: string;
  readonly changes: RunChanges;
  readonly data: RecordSet;
  readonly wiki: RecordSet;
  readonly schema: RecordSchema;
  /** Keys of records of the page whose call people have touched since, be it between its values. */
  readonly touched: ReadonlySet<string>;
  /** What of moves to other pages and from them can be taken back: see `movesBack`. */
  readonly moved: Pick<Relocation, 'wiki' | 'incoming' | 'departures'>;
  /** Keys of records that stand on the listing's other pages. */
  readonly elsewhere: ReadonlySet<string>;
  /** Who did what since, where it was asked for. */
  readonly people?: PeopleSince | undefined;
}

/** One side, with what the run did to it. */
interface UndoneSide {
  readonly side: 'page' | 'data';
  readonly set: RecordSet;
  readonly records: ReadonlyMap<string, ListingRecord>;
  readonly undo: TakeBack;
}

/** A change that takes back, and what is left as it is. */
interface Back {
  readonly change?: Change;
  readonly left: readonly Diagnostic[];
}

/**
 * The changes that take a run back, field by field. What people changed since stays, and is listed;
 * what already is as it was before the run is not worth a word.
 */
export function takeBack(undo: TakeBack): Reconciliation {
  const { changes, data, wiki, schema } = undo;
  const onPage = sideOf('page', wiki, undo);
  const inData = sideOf('data', data, undo);
  const page = changes.page.map((change) => backOf(change, onPage));
  const file = changes.data.map((change) => backOf(change, inData));
  const toPage = page.flatMap(({ change }) => change ?? []);
  const toData = file.flatMap(({ change }) => change ?? []);
  const renames = [...toPage, ...toData].filter(({ kind }) => kind === 'rename');
  return {
    toPage: inOrder(toPage, wiki, data),
    toData: inOrder(toData, data, wiki),
    conflicts: [],
    diagnostics: [...page, ...file].flatMap(({ left }) => left),
    renamed: new Map(renames.map((change) => [keyAfter(change, schema), change.key])),
  };
}

function sideOf(side: 'page' | 'data', set: RecordSet, undo: TakeBack): UndoneSide {
  const records = new Map(
    set.records
      .filter(({ key }) => !set.quarantined.has(key))
      .map((record) => [record.key, record]),
  );
  return { side, set, records, undo };
}

function backOf(change: Change, side: UndoneSide): Back {
  if (change.kind === 'create') return uncreated(change, side);
  if (change.kind === 'delete') return undeleted(change, side);
  return unchanged(change, side);
}

/** A record that the run added goes, unless anybody has done something with it. */
function uncreated(change: Change, side: UndoneSide): Back {
  const record = side.records.get(change.key);
  if (record === undefined) {
    const isThere = side.set.quarantined.has(change.key);
    return { left: isThere ? [left(side, change.key, 'cannot be trusted now')] : [] };
  }
  const { schema, touched } = side.undo;
  const isTouched = side.side === 'page' && touched.has(change.key);
  if (isTouched || !isAsLeft(record, change.fields, schema)) {
    return { left: [left(side, change.key, 'was changed since the run added it')] };
  }
  return { change: deleteChange(record, schema), left: [] };
}

function isAsLeft(
  record: ListingRecord,
  fields: readonly FieldChange[],
  schema: RecordSchema,
): boolean {
  if (record.unread.size > 0) return false;
  return fieldNames(schema).every((name) =>
    sameValue(record.values.get(name), fields.find(({ field }) => field === name)?.after),
  );
}

/** A record that the run deleted comes back, unless there is one of that name by now. */
function undeleted(change: Change, side: UndoneSide): Back {
  const { schema } = side.undo;
  const now = side.records.get(change.key);
  const isThere = now !== undefined || side.set.quarantined.has(change.key);
  const names = fieldNames(schema);
  const whole = inverse(change, schema);
  const created = { ...whole, fields: whole.fields.filter(({ field }) => names.includes(field)) };
  if (!isThere) {
    if (side.side === 'data' || !side.undo.elsewhere.has(change.key))
      return { change: created, left: [] };
    return { left: [left(side, change.key, 'is there again, on another page')] };
  }
  const isBack = now !== undefined && isAsLeft(now, created.fields, schema);
  return { left: isBack ? [] : [left(side, change.key, 'is there again, with other values')] };
}

/** Fields go back one by one. */
function unchanged(change: Change, side: UndoneSide): Back {
  const { schema } = side.undo;
  const presence = side.side === 'page' ? presenceStep(change, schema) : undefined;
  if (presence === 'create') return wentAgain(change, side);
  if (presence === 'delete') return cameAgain(change, side);
  const key = keyAfter(change, schema);
  const record = side.records.get(key);
  if (record === undefined) {
    const isBack = key !== change.key && side.records.has(change.key);
    return { left: isBack ? [] : [left(side, key, 'is not there as such any more')] };
  }
  return fieldsBack(change, key, { record, side });
}

/** A record that the run brought from another page goes there again. */
function wentAgain({ key }: Change, { undo }: UndoneSide): Back {
  const change = undo.moved.departures.find((departure) => departure.key === key);
  return change === undefined ? { left: [] } : { change, left: [] };
}

/** A record that the run took to another page comes from there, with its fields set back. */
function cameAgain(change: Change, side: UndoneSide): Back {
  const { moved } = side.undo;
  const record = moved.incoming.has(change.key)
    ? moved.wiki.records.find(({ key }) => key === change.key)
    : undefined;
  return record === undefined ? { left: [] } : fieldsBack(change, change.key, { record, side });
}

function fieldsBack(
  change: Change,
  key: string,
  about: { readonly record: ListingRecord; readonly side: UndoneSide },
): Back {
  const { schema } = about.side.undo;
  const steps = change.fields.map((step) => fieldBack(change, step, about));
  const fields = steps.flatMap((step) => (step === undefined || 'code' in step ? [] : [step]));
  const diagnostics = steps.flatMap((step) => (step !== undefined && 'code' in step ? [step] : []));
  if (fields.length === 0) return { left: diagnostics };
  return { change: { kind: kindOf(key, fields, schema), key, fields }, left: diagnostics };
}

/** The step back, or why there is none; `undefined` if it is back already. */
function fieldBack(
  change: Change,
  { field, before, after }: FieldChange,
  { record, side }: { readonly record: ListingRecord; readonly side: UndoneSide },
): FieldChange | Diagnostic | undefined {
  const { key } = record;
  if (!fieldNames(side.undo.schema).includes(field)) return fieldGone(side, key, field);
  const now = record.values.get(field);
  const isUnread = record.unread.has(field);
  if (!isUnread && sameValue(now, before)) return undefined;
  if (isUnread || !sameValue(now, after)) return leftField(side, key, field);
  const isRename = field === side.undo.schema.key && key !== change.key;
  if (isRename && side.records.has(change.key)) {
    return left(side, key, `keeps its name, as there is a '${change.key}' again`);
  }
  return fieldStep(field, after, before);
}
