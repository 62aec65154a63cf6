/**
 * What a run did and another took back: the same is not done again by itself, until a side has
 * something new there, or somebody says so.
 */
import type { Change, Conflict, FieldChange } from '../change.ts';
import { type Base, fieldBase } from '../reconcile/base.ts';
import { kindOf, type Merge } from '../reconcile/merge-record.ts';
import type { ListingRecord, RecordSet } from '../record.ts';
import { isDeparture, presenceStep, type RecordSchema } from '../schema.ts';
import { type FieldValue, sameValue } from '../value.ts';
import { keyAfter } from './compose.ts';

/** A change of a side that was taken back. */
export interface UndoneChange {
  readonly side: 'page' | 'data';
  /** The run that made it, by its name. */
  readonly run: string;
  /** As it would be made again. */
  readonly change: Change;
}

interface Context {
  readonly base: Base | undefined;
  readonly data: RecordSet;
  readonly wiki: RecordSet;
  readonly schema: RecordSchema;
}

/** Turns changes that were taken back into conflicts. */
export function holdUndone<T extends Merge>(
  merge: T,
  undone: readonly UndoneChange[],
  context: Context,
): T {
  if (undone.length === 0) return merge;
  const page = merge.toPage.map((change) => held('page', change, { undone, context }));
  const data = merge.toData.map((change) => held('data', change, { undone, context }));
  const conflicts = [...merge.conflicts];
  for (const conflict of [...page, ...data].flatMap(({ conflicts: found }) => found)) {
    // A merged text is a change of both sides, and one conflict.
    const isKnown = conflicts.some(
      ({ key, field }) => key === conflict.key && field === conflict.field,
    );
    if (!isKnown) conflicts.push(conflict);
  }
  return {
    ...merge,
    toPage: page.flatMap(({ change }) => change ?? []),
    toData: data.flatMap(({ change }) => change ?? []),
    conflicts,
  };
}

interface Held {
  readonly change?: Change;
  readonly conflicts: readonly Conflict[];
}

function held(
  side: 'page' | 'data',
  change: Change,
  about: { readonly undone: readonly UndoneChange[]; readonly context: Context },
): Held {
  const { schema } = about.context;
  const own = about.undone.filter(
    (one) =>
      one.side === side && one.change.key === change.key && isOfKind(one.change, change, schema),
  );
  const [first] = own;
  if (first === undefined) return { change, conflicts: [] };
  if (change.kind === 'create' || change.kind === 'delete') {
    const same = own.find((one) => isSameRecord(one.change, change));
    if (same === undefined) return { change, conflicts: [] };
    return { conflicts: [wholeConflict(change.key, same)] };
  }
  const { pages } = schema;
  if (pages !== undefined && isDeparture(change, schema)) {
    return { conflicts: [fieldConflict(change.key, pages.field, first, about.context)] };
  }
  const undoing = (step: FieldChange): UndoneChange | undefined =>
    own.find(({ change: { fields } }) =>
      fields.some(({ field, after }) => field === step.field && sameValue(after, step.after)),
    );
  const conflicts = change.fields.flatMap((step): readonly Conflict[] => {
    const by = undoing(step);
    if (by === undefined) return [];
    const isRename = step.field === schema.key && keyAfter(change, schema) !== change.key;
    return [
      isRename
        ? wholeConflict(change.key, by)
        : fieldConflict(change.key, step.field, by, about.context),
    ];
  });
  const fields = change.fields.filter((step) => undoing(step) === undefined);
  if (fields.length === 0) return { conflicts };
  return { change: { ...change, kind: kindOf(change.key, fields, schema), fields }, conflicts };
}

/** A record that comes from another page is one more on this page, however that is told. */
function isOfKind(one: Change, other: Change, schema: RecordSchema): boolean {
  const [presence, wanted] = [presenceStep(one, schema), presenceStep(other, schema)];
  const isOfFields = wanted === undefined && one.kind === 'move';
  return presence === wanted || isOfFields;
}

/** A record that would be added with other values than then is something new. */
function isSameRecord(one: Change, other: Change): boolean {
  if (one.kind === 'delete') return true;
  const after = ({ fields }: Change): FieldValue =>
    Object.fromEntries(
      fields.flatMap(({ field, after: value }) => (value === undefined ? [] : [[field, value]])),
    );
  return sameValue(after(one), after(other));
}

const again = { page: 'on the page', data: 'in the data file' } as const;

function reasonOf({ run, side }: UndoneChange): string {
  return `Run ${run} was taken back: what it did there is not done ${again[side]} again.`;
}

function wholeConflict(key: string, by: UndoneChange): Conflict {
  return { key, reason: reasonOf(by), isUndone: true };
}

function fieldConflict(key: string, field: string, by: UndoneChange, context: Context): Conflict {
  const base = fieldBase(context.base?.records.get(key), field);
  const [data, wiki] = [context.data, context.wiki].map(({ records }) =>
    records.find((record) => record.key === key)?.values.get(field),
  );
  return {
    key,
    field,
    ...(base.kind === 'known' && base.value !== undefined ? { base: base.value } : {}),
    ...(data === undefined ? {} : { data }),
    ...(wiki === undefined ? {} : { wiki }),
    reason: reasonOf(by),
    isUndone: true,
  };
}

/**
 * What of it is still to be held back: where the sides agree by now there is nothing to hold, and
 * where the side that the change comes from has something else, that is new.
 */
export function stillUndone(
  undone: readonly UndoneChange[],
  { data, wiki }: { readonly data: RecordSet; readonly wiki: RecordSet },
  schema: RecordSchema,
): readonly UndoneChange[] {
  const [inData, onWiki] = [byKey(data), byKey(wiki)];
  return undone.flatMap((one) => {
    const [own, source] = one.side === 'page' ? [onWiki, inData] : [inData, onWiki];
    return partStillHeld(one, undone, { own, source, schema });
  });
}

/** A record that moved between pages may have fields that are held, once it stands where it shall. */
function partStillHeld(
  one: UndoneChange,
  undone: readonly UndoneChange[],
  { own, source, schema }: Sides & { readonly schema: RecordSchema },
): readonly UndoneChange[] {
  const { change } = one;
  const presence = presenceStep(change, schema);
  if (presence !== undefined && isHeldWhole(change.key, presence, { own, source })) return [one];
  if (change.kind === 'rename') {
    return own.has(change.key) && source.has(keyAfter(change, schema)) ? [one] : [];
  }
  if (change.kind === 'create' || change.kind === 'delete') return [];
  const fields = wantedFields(one, undone, { own, source });
  return fields.length === 0 ? [] : [{ ...one, change: { ...change, fields } }];
}

/** Whether a record still is to come, or to go. */
function isHeldWhole(key: string, presence: 'create' | 'delete', { own, source }: Sides): boolean {
  const isThere = own.has(key);
  return isThere !== source.has(key) && isThere === (presence === 'delete');
}

/** The side that was written, and the one that its change came from. */
interface Sides {
  readonly own: ReadonlyMap<string, ListingRecord>;
  readonly source: ReadonlyMap<string, ListingRecord>;
}

function wantedFields(
  one: UndoneChange,
  undone: readonly UndoneChange[],
  { own, source }: Sides,
): readonly FieldChange[] {
  const { key, fields } = one.change;
  const record = own.get(key);
  if (record === undefined) return [];
  return fields.filter(({ field, after }) => {
    if (sameValue(record.values.get(field), after)) return false;
    const isWanted = sameValue(source.get(key)?.values.get(field), after);
    return isWanted || isTextOfBoth(undone, one, field);
  });
}

/** Whether both sides were given it, as a text that was merged from theirs. */
function isTextOfBoth(
  undone: readonly UndoneChange[],
  { side, change }: UndoneChange,
  name: string,
): boolean {
  const after = change.fields.find(({ field }) => field === name)?.after;
  return undone.some(
    (other) =>
      other.side !== side &&
      other.change.key === change.key &&
      other.change.fields.some(
        ({ field, after: value }) => field === name && sameValue(value, after),
      ),
  );
}

/** Keys of records that stay on the page, as moving them from there was taken back. */
export function stayingKeys(
  undone: readonly UndoneChange[],
  schema: RecordSchema,
): ReadonlySet<string> {
  const staying = undone.filter(
    ({ side, change }) => side === 'page' && presenceStep(change, schema) === 'delete',
  );
  return new Set(staying.map(({ change }) => change.key));
}

function byKey({ records }: RecordSet): ReadonlyMap<string, ListingRecord> {
  return new Map(records.map((record) => [record.key, record]));
}
