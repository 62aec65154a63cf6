/** Reads a page's history where it may say that people want something else than the plan. */
import type { Diagnostic } from '../core/diagnostic.ts';
import { historyOf, type PageHistory, type PageVersion } from '../core/history/page-history.ts';
import { isAcknowledged, type Revert, revertsIn } from '../core/history/reverts.ts';
import { digestOf } from '../core/plan/digest.ts';
import type { People } from '../core/plan/heed-people.ts';
import type { PlannedListing } from '../core/plan/make-plan.ts';
import type { RecordSet } from '../core/record.ts';
import type { PeopleRecord } from '../state/people.ts';
import type { PageState, PastRevision } from '../wiki/wiki.ts';
import type { ListingJob } from './job.ts';
import type { ListingSides } from './read-sides.ts';
import { recordsOfPage } from './records-of.ts';

/** What the state folder knows of a listing's people; nothing if it is of another page. */
export async function knownPeople(job: ListingJob): Promise<PeopleRecord> {
  const { name: listing, page } = job;
  const wiki = job.wiki.name;
  const known = await job.state.loadPeople(listing);
  if (known?.wiki === wiki && known.page === page) return known;
  return { listing, wiki, page, reverts: [], acknowledged: [] };
}

/** Whether the page's history can change what is planned, or is to be told with it. */
export function asksForHistory({ plan, isRefused }: PlannedListing, sides: ListingSides): boolean {
  const { page, rememberedAt } = sides;
  if (isRefused || page.revision.revisionId === undefined) return false;
  if (plan.conflicts.length > 0) return true;
  const { ownEdits } = page;
  if (ownEdits === undefined || plan.toPage.length + plan.toData.length === 0) return false;
  if (rememberedAt === undefined) return ownEdits.edits.length > 0 || !ownEdits.isComplete;
  const isOverruling = plan.diagnostics.some(({ code }) => overruling.includes(code));
  return isOverruling || rememberedAt !== page.revision.revisionId;
}

/** Diagnostics of changes that go against one of the page's. */
const overruling = ['change-overruled', 'deletion-overruled'];

/** Characters of page texts, and revisions, that are read for one plan. */
const longestTexts = 4_000_000;
const mostRevisions = 50;

/**
 * The page's newest history.
 *
 * @throws {SyncError} what reading it throws
 */
export async function readPeople(
  job: ListingJob,
  { page, agreedAt }: ListingSides,
  { acknowledged }: PeopleRecord,
): Promise<People> {
  const length = Math.max(1, page.revision.text.length);
  const limit = Math.max(2, Math.min(mostRevisions, Math.floor(longestTexts / length)));
  const past = await job.wiki.readHistory({ page: page.revision, limit, withText: true });
  return { history: pageHistory(job, page, past), acknowledged, agreedAt };
}

function pageHistory(
  job: ListingJob,
  { revision, site }: PageState,
  past: readonly PastRevision[],
): PageHistory {
  const { revisionId = 0 } = revision;
  const read = new Map<string, RecordSet | undefined>();
  const recordsAt = (text: string): RecordSet | undefined => {
    if (!read.has(text)) {
      const records = recordsOfPage(job, text, site);
      read.set(text, typeof records === 'string' ? undefined : records);
    }
    return read.get(text);
  };
  const versions = past
    .filter((version) => version.revisionId <= revisionId)
    .map(({ text, ...version }): PageVersion => {
      const { timestamp: time, user, isOwn } = version;
      const link = job.wiki.revisionLink(version.revisionId);
      return {
        info: { revision: version.revisionId, time, user, isOwn, link },
        textHash: text === undefined ? `hidden ${version.revisionId}` : digestOf(text),
        records: text === undefined ? undefined : recordsAt(text),
      };
    });
  return historyOf(versions.toReversed(), past.at(-1)?.parentId === 0);
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
