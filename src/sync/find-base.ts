/**
 * What both sides last agreed on: from the snapshot, or from the newest sync point that the page's
 * own history has, whichever is newer. So a machine without any state still merges three ways.
 */
import type { Diagnostic } from '../core/diagnostic.ts';
import { blobId, digestOf } from '../core/plan/digest.ts';
import { basisDigest, type SyncPoint, syncPointOf } from '../core/plan/sync-point.ts';
import { type Base, baseOfRecords } from '../core/reconcile/base.ts';
import { fieldNames } from '../core/schema.ts';
import type { UndoneChange } from '../core/undo/undone.ts';
import { fileBlobs } from '../git/file-history.ts';
import { lazily } from '../lazily.ts';
import type { OwnEdit } from '../wiki/past-revision.ts';
import type { PageState } from '../wiki/wiki.ts';
import type { ListingJob } from './job.ts';
import { recordsOfPage } from './records-of.ts';

/** What is known of the last agreement. */
export interface KnownBase {
  readonly base: Base | undefined;
  /** The page's revision then; `undefined` on a folder wiki. */
  readonly revision: number | undefined;
  /** What runs did that were taken back since. */
  readonly undone: readonly UndoneChange[];
}

/** A base, and what a person should know of where it comes from. */
export interface FoundBase extends KnownBase {
  /** Whether the data file, as git knows it, never was as the sync point says. */
  readonly isDoubtful?: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** An own edit that marks a sync point. */
interface Marked {
  readonly revisionId: number;
  readonly point: SyncPoint;
}

/** Own edits that are looked through for a mark. */
const longestSearch = 500;

/**
 * Finds the base.
 *
 * @param text the data file's
 * @throws {SyncError} what reading the history throws
 */
export async function findBase(
  job: ListingJob,
  { page, text }: { readonly page: PageState; readonly text: string },
  known: KnownBase,
): Promise<FoundBase> {
  const marked = await markedEdits(job, page, known);
  const mapping = lazily(() => basisDigest(job.schema));
  const usable = marked.filter(({ point }) => mapping().startsWith(point.mapping));
  for (const edit of usable) {
    const base = await baseAt(job, page, edit);
    if (base === undefined) continue;
    job.log('info', `${job.name}: merging from the sync point of revision ${edit.revisionId}`);
    const isDoubtful = await isOfAnotherCopy(job, edit.point, text);
    return { base, revision: edit.revisionId, undone: known.undone, isDoubtful, diagnostics: [] };
  }
  const isRemapped = known.base === undefined && marked.length > usable.length;
  return { ...known, diagnostics: isRemapped ? [otherMapping(job)] : [] };
}

/** Whether git knows all versions of the data file, and the sync point's is none of them. */
async function isOfAnotherCopy(
  job: ListingJob,
  { data }: SyncPoint,
  text: string,
): Promise<boolean> {
  if (blobId(text).startsWith(data)) return false;
  const file = await job.tracked();
  if (file === undefined) return false;
  const { ids, isWhole } = await fileBlobs(file);
  return isWhole && ids.size > 0 && ![...ids].some((id) => id.startsWith(data));
}

/** The sync points that are newer than the snapshot, newest first. */
async function markedEdits(
  job: ListingJob,
  page: PageState,
  known: KnownBase,
): Promise<readonly Marked[]> {
  const { ownEdits, revision } = page;
  if (ownEdits === undefined || revision.revisionId === known.revision) return [];
  const listed = marksIn(ownEdits.edits, known);
  if (listed.length > 0 || ownEdits.isComplete) return listed;
  const limit = longestSearch;
  const past = await job.wiki.readHistory({ page: revision, limit, withText: false });
  return marksIn(
    past.filter(({ isOwn }) => isOwn),
    known,
  );
}

function marksIn(edits: readonly OwnEdit[], { revision = 0 }: KnownBase): readonly Marked[] {
  return edits.flatMap(({ revisionId, summary = '' }) => {
    const point = revisionId > revision ? syncPointOf(summary) : undefined;
    return point === undefined ? [] : [{ revisionId, point }];
  });
}

/** What the page said then; `undefined` if it is hidden, or is not what was sent. */
async function baseAt(
  job: ListingJob,
  page: PageState,
  { revisionId, point }: Marked,
): Promise<Base | undefined> {
  const text = await textAt(job, page, revisionId);
  if (text === undefined || !digestOf(text).startsWith(point.page)) return undefined;
  const records = recordsOfPage(job, text, page.site);
  return typeof records === 'string' ? undefined : baseOfRecords(records, fieldNames(job.schema));
}

async function textAt(
  job: ListingJob,
  { revision }: PageState,
  revisionId: number,
): Promise<string | undefined> {
  if (revision.revisionId === revisionId) return revision.text;
  const request = { page: revision, from: revisionId, limit: 1, withText: true };
  const [past] = await job.wiki.readHistory(request);
  return past?.revisionId === revisionId ? past.text : undefined;
}

function otherMapping(job: ListingJob): Diagnostic {
  return {
    code: 'sync-point-of-other-mapping',
    severity: 'notice',
    message: `The config of '${job.name}' has changed since the last sync point in the page's history.`,
    hint: 'Page and data file are merged as on first contact, so that nothing is taken for agreed on.',
  };
}
