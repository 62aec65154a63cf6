/** Holds back what people took back, and says beside conflicts who edited the wiki. */
import type { Change, CommitInfo, Conflict, FieldChange, RevisionInfo } from '../change.ts';
import { type History, type PageHistory, stepsOf } from '../history/page-history.ts';
import {
  type Acknowledgement,
  deletedByPerson,
  type HeldPlace,
  isAcknowledged,
  isHeld,
  restoredByPerson,
  takenBack,
} from '../history/reverts.ts';
import { type Base, fieldBase } from '../reconcile/base.ts';
import type { Merge } from '../reconcile/merge-record.ts';
import { placeFields, presenceStep, type RecordSchema } from '../schema.ts';
import { sameValue } from '../value.ts';

/** What is known of the people around a page. */
export interface People {
  readonly history: PageHistory;
  /** What they let pass. */
  readonly acknowledged: readonly Acknowledgement[];
  /** What an earlier run held back. */
  readonly held: readonly HeldPlace[];
  /** Of the data file, where it was asked for. */
  readonly file?: History<CommitInfo> | undefined;
  /** The revision at which both sides last agreed, if they did. */
  readonly agreedAt: number | undefined;
}

interface Context {
  readonly base: Base | undefined;
  readonly schema: RecordSchema;
}

/**
 * Turns changes of the page that a person took back before into conflicts: the same change is not
 * made twice, until the data file has a new one or somebody acknowledges the revert.
 */
export function heedPeople<T extends Merge>(
  merge: T,
  people: People | undefined,
  context: Context,
): T {
  if (people === undefined) return merge;
  const heeded = merge.toPage.map((change) => heedChange(change, people, context));
  const held = heeded.flatMap(({ conflicts }) => conflicts);
  const conflicts = [...merge.conflicts, ...held];
  return {
    ...merge,
    toPage: heeded.flatMap(({ change }) => change ?? []),
    conflicts: conflicts.map((conflict) => withEdits(conflict, people, context.schema)),
    diagnostics: merge.diagnostics.filter(
      ({ code, record, field }) =>
        !overruling.includes(code) ||
        !held.some((conflict) => conflict.key === record && conflict.field === field),
    ),
  };
}

/** Diagnostics that say that the page's value is replaced. */
const overruling = ['change-overruled', 'deletion-overruled'];

interface Heeded {
  readonly change?: Change;
  readonly conflicts: readonly Conflict[];
}

function heedChange(change: Change, people: People, context: Context): Heeded {
  const presence = presenceOf(change, context);
  const by = presence && presenceTakenBack(change.key, presence, { people, context });
  if (by !== undefined) return { conflicts: [recordConflict(change, by)] };
  if (presence === 'create' || presence === 'delete') return { change, conflicts: [] };
  const held: Conflict[] = [];
  const left: FieldChange[] = [];
  for (const field of change.fields) {
    const revert = fieldTakenBack(change.key, field, people, context);
    if (revert === undefined) left.push(field);
    else held.push(fieldConflict(change.key, field, revert, context));
  }
  if (held.length === 0) return { change, conflicts: [] };
  return { ...partLeft(change, left, context), conflicts: held };
}

/** The change with the fields that nobody objects to; none if there are none. */
function partLeft(
  change: Change,
  left: readonly FieldChange[],
  context: Context,
): Pick<Heeded, 'change'> {
  if (left.length === 0) return {};
  const isMove = left.some(({ field }) => placeFields(context.schema).includes(field));
  const kind = change.kind === 'rename' ? 'rename' : isMove ? 'move' : 'update';
  return { change: { ...change, kind, fields: left } };
}

/** What becomes of a record's key on this page; `undefined` if it stays. */
function presenceOf(
  change: Change,
  { schema }: Context,
): 'create' | 'delete' | 'rename' | undefined {
  return change.kind === 'rename' ? 'rename' : presenceStep(change, schema);
}

/** For a record that is added, deleted or renamed: a rename takes the old key from the page. */
function presenceTakenBack(
  key: string,
  kind: 'create' | 'delete' | 'rename',
  about: { readonly people: People; readonly context: Context },
): RevisionInfo | undefined {
  const { people, context } = about;
  const { base } = context;
  const isInBase = base?.records.has(key) === true;
  if (kind !== 'create') {
    const by = restoredByPerson(people.history, key);
    return heeded(by, { key, isAgreed: isInBase }, people);
  }
  const isUnmet = base === undefined || base.unmet.has(key);
  const since = isUnmet ? 0 : (people.agreedAt ?? 0);
  const isKnown = isInBase || isHeld(people.held, { key });
  const by = deletedByPerson(people.history, key, isKnown ? -1 : since);
  return heeded(by, { key, isAgreed: !isInBase && !isUnmet }, people);
}

function fieldTakenBack(
  key: string,
  { field, before, after }: FieldChange,
  people: People,
  { base }: Context,
): RevisionInfo | undefined {
  const known = fieldBase(base?.records.get(key), field);
  const isAgreed = known.kind === 'known' && sameValue(known.value, before);
  const by = takenBack(people.history, { key, field }, after);
  return heeded(by, { key, field, isAgreed }, people);
}

/** What a person let pass is no objection any more, nor what both sides agreed on afterwards. */
function heeded(
  by: RevisionInfo | undefined,
  what: { readonly key: string; readonly field?: string; readonly isAgreed: boolean },
  { acknowledged, held, agreedAt = 0 }: People,
): RevisionInfo | undefined {
  if (by === undefined || isAcknowledged(acknowledged, what, by)) return undefined;
  const isPast = what.isAgreed && agreedAt >= by.revision && !isHeld(held, what);
  return isPast ? undefined : by;
}

const madeOnPage: Readonly<Record<Change['kind'], readonly [made: string, undone: string]>> = {
  create: ['added', 'deleted it'],
  delete: ['deleted', 'put it back'],
  rename: ['renamed', 'gave it its old name again'],
  update: ['changed', 'took that back'],
  move: ['moved', 'took that back'],
};

function recordConflict({ kind, key }: Change, by: RevisionInfo): Conflict {
  const [made, undone] = madeOnPage[kind];
  const reason = `${who(by)} ${undone} on the wiki: it is not ${made} there again.`;
  return { key, reason, isTakenBack: true, wikiEdit: by };
}

function fieldConflict(
  key: string,
  { field, before, after }: FieldChange,
  by: RevisionInfo,
  { base }: Context,
): Conflict {
  const known = fieldBase(base?.records.get(key), field);
  return {
    key,
    field,
    ...(known.kind === 'known' && known.value !== undefined ? { base: known.value } : {}),
    ...(after === undefined ? {} : { data: after }),
    ...(before === undefined ? {} : { wiki: before }),
    reason: `${who(by)} took this change back on the wiki: it is not made there again.`,
    isTakenBack: true,
    wikiEdit: by,
  };
}

/** A person's name as it stands at the beginning of a sentence. */
function who({ user }: RevisionInfo): string {
  return user === undefined ? 'Somebody' : `'${user}'`;
}

/** With who last touched, on either side, what the conflict is about. */
function withEdits(conflict: Conflict, { history, file }: People, schema: RecordSchema): Conflict {
  const wikiEdit = conflict.wikiEdit ?? lastEdit(history, conflict, schema);
  const dataEdit = file && lastEdit(file, conflict, schema);
  return {
    ...conflict,
    ...(wikiEdit === undefined ? {} : { wikiEdit }),
    ...(dataEdit === undefined ? {} : { dataEdit }),
  };
}

/** Of a record as a whole that is any edit of its fields; another key makes another record of it. */
function lastEdit<By>(
  history: History<By>,
  { key, field }: Conflict,
  schema: RecordSchema,
): By | undefined {
  const isWhole = field === undefined || field === schema.key;
  const steps = isWhole
    ? history.steps.filter((step) => step.key === key)
    : stepsOf(history, { key, field });
  return steps.at(-1)?.by;
}
