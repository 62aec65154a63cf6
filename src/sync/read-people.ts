/** Reads a page's history where it may say that people want something else than the plan. */
import type { Change } from '../core/change.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { historyOf, type PageHistory } from '../core/history/page-history.ts';
import {
  type HeldPlace,
  isAcknowledged,
  isHeld,
  type Revert,
  revertsIn,
} from '../core/history/reverts.ts';
import type { People } from '../core/plan/heed-people.ts';
import type { PlannedListing } from '../core/plan/make-plan.ts';
import { type Base, fieldBase } from '../core/reconcile/base.ts';
import { sameValue } from '../core/value.ts';
import type { PeopleRecord } from '../state/people.ts';
import type { ListingJob } from './job.ts';
import { readVersions } from './read-history.ts';
import type { ListingSides } from './read-sides.ts';

/** What the state folder knows of a listing's people; nothing if it is of another page. */
export async function knownPeople(job: ListingJob): Promise<PeopleRecord> {
  const { name: listing, page } = job;
  const wiki = job.wiki.name;
  const known = await job.state.loadPeople(listing);
  if (known?.wiki === wiki && known.page === page) return known;
  return { listing, wiki, page, reverts: [], acknowledged: [], held: [] };
}

/** Whether the page's history can change what is planned, or is to be told with it. */
export function asksForHistory(
  { plan, isRefused }: PlannedListing,
  sides: ListingSides,
  { held }: PeopleRecord,
): boolean {
  const { page, rememberedAt, base } = sides;
  if (isRefused) return false;
  // Of a page without a history the data file's still tells who is in conflict.
  if (plan.conflicts.length > 0) return true;
  if (page.revision.revisionId === undefined) return false;
  const { ownEdits } = page;
  if (ownEdits === undefined || plan.toPage.length + plan.toData.length === 0) return false;
  if (rememberedAt === undefined) return ownEdits.edits.length > 0 || !ownEdits.isComplete;
  const isRemembered = rememberedAt === page.revision.revisionId;
  return (
    !isRemembered || plan.toPage.some((change) => !isPlain(change, base) || touches(change, held))
  );
}

function touches({ key, fields }: Change, held: readonly HeldPlace[]): boolean {
  return held.some(
    (place) =>
      place.key === key &&
      (place.field === undefined || fields.some(({ field }) => field === place.field)),
  );
}

/** Whether both sides agreed on what the page has now: then it can be nothing that people want. */
function isPlain({ kind, key, fields }: Change, base: Base | undefined): boolean {
  const record = base?.records.get(key);
  if (kind === 'create') return base !== undefined && record === undefined && !base.unmet.has(key);
  if (record === undefined || kind === 'delete') return record !== undefined;
  return fields.every(({ field, before }) => {
    const known = fieldBase(record, field);
    return known.kind === 'known' && sameValue(known.value, before);
  });
}

/** Revisions that are looked at for one plan. */
const looked = 50;

/**
 * The page's newest history.
 *
 * @throws {SyncError} what reading it throws
 */
export async function readPeople(
  job: ListingJob,
  { page, agreedAt }: ListingSides,
  known: Pick<People, 'acknowledged' | 'held'> & { readonly mayKeep: boolean },
): Promise<People> {
  const { acknowledged, held, mayKeep } = known;
  job.log('info', `${job.name}: reading what people did on '${job.page}'`);
  const read =
    page.revision.revisionId === undefined
      ? { versions: [], isWhole: false }
      : await readVersions(job, page, { wanted: looked, mayKeep });
  return { history: historyOf(read.versions, read.isWhole), acknowledged, held, agreedAt };
}

/** With what the plan holds back; itself if that is what it knows. */
export function notingHeld(known: PeopleRecord, { plan }: PlannedListing): PeopleRecord {
  const held = plan.conflicts
    .filter(({ isTakenBack }) => isTakenBack === true)
    .map(({ key, field }): HeldPlace => ({ key, ...(field === undefined ? {} : { field }) }));
  const isKnown =
    held.length === known.held.length && held.every((each) => isHeld(known.held, each));
  return isKnown ? known : { ...known, held };
}

/** Without what both sides agree on by now, where the history was not asked. */
export function stillHeld(known: PeopleRecord, { plan, isRefused }: PlannedListing): PeopleRecord {
  if (isRefused) return known;
  const held = known.held.filter((place) => plan.toPage.some((change) => touches(change, [place])));
  return held.length === known.held.length ? known : { ...known, held };
}

/** With the reverts that the history shows; itself if there is nothing new in it. */
export function notingReverts(known: PeopleRecord, history: PageHistory): PeopleRecord {
  const reverts = [...known.reverts, ...revertsIn(history)].filter(
    (revert, index, all) =>
      !isAcknowledged(known.acknowledged, revert, revert.by) &&
      all.findIndex((other) => isSame(revert, other)) === index,
  );
  return reverts.length === known.reverts.length ? known : { ...known, reverts };
}

function isSame(one: Revert, other: Revert): boolean {
  const isSameRevision = one.by.revision === other.by.revision;
  return isSameRevision && one.key === other.key && one.field === other.field;
}

/** Reverts of so many revisions say that the page's people do not want the bot. */
const enough = 2;

/** Why nothing is written to the page any more, if people have taken back too much. */
export function tooManyReverts(job: ListingJob, { reverts }: PeopleRecord): Diagnostic | undefined {
  const revisions = new Map(reverts.map(({ by }) => [by.revision, by]));
  if (revisions.size < enough) return undefined;
  const told = [...revisions.values()]
    .slice(-3)
    .map(({ revision, user }) => `revision ${revision} by ${user ?? 'somebody'}`);
  return {
    code: 'reverted-twice',
    severity: 'warning',
    message: `People took back what was changed on '${job.page}' ${revisions.size} times, last in ${told.join(', ')}.`,
    hint: `Nothing is saved there until somebody looks into it and says 'wikisync acknowledge ${job.name}'.`,
  };
}
