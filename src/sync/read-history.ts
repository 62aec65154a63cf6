/** Reads a page's history in batches, newest first, and keeps what it has read. */
import type { PageVersion } from '../core/history/page-history.ts';
import { digestOf } from '../core/plan/digest.ts';
import type { RecordSet } from '../core/record.ts';
import { SyncError } from '../errors.ts';
import type { CachedHistory } from '../state/history-cache.ts';
import type { PastRevision } from '../wiki/past-revision.ts';
import type { PageState } from '../wiki/wiki.ts';
import type { ListingJob } from './job.ts';
import { recordsOfPage } from './records-of.ts';

/** How far back, and whether it is kept for another time. */
export interface HistoryOptions {
  /** Revisions that are wanted; a batch more may be read, and a wiki may have fewer. */
  readonly wanted: number;
  readonly mayKeep: boolean;
}

/** A page's versions. */
export interface ReadVersions {
  /** Oldest first. */
  readonly versions: readonly PageVersion[];
  /** Whether the first of them is the page's first. */
  readonly isWhole: boolean;
}

/** Characters of page texts in one answer, and in what is kept. */
const longestAnswer = 4_000_000;
const longestKept = 10_000_000;

/** Revisions in one answer: as many as those without special rights get. */
const mostAtOnce = 50;

type Past = CachedHistory['revisions'];

/**
 * Reads versions of the page, none newer than the one that was read.
 *
 * @throws {SyncError} what reading from the wiki throws
 */
export async function readVersions(
  job: ListingJob,
  page: PageState,
  options: HistoryOptions,
): Promise<ReadVersions> {
  const kept = await keptHistory(job, page);
  const newer = await readNewer(job, page, kept);
  const known = await readOlder(job, page, { known: newer, wanted: options.wanted });
  if (options.mayKeep && known.length > kept.length) await keep(job, page, known);
  return {
    versions: versionsOf(job, page, known),
    isWhole: known.at(-1)?.parentId === 0,
  };
}

async function keptHistory(job: ListingJob, { revision }: PageState): Promise<Past> {
  const kept = await job.state.loadHistory(job.name);
  const isOfPage = kept?.wiki === job.wiki.name && kept.pageId === revision.pageId;
  return isOfPage ? kept.revisions : [];
}

/** What is kept, with all that came since in front of it. */
async function readNewer(job: ListingJob, page: PageState, kept: Past): Promise<Past> {
  const newest = kept[0]?.revisionId;
  const { revisionId } = page.revision;
  if (newest !== undefined && newest === revisionId) return kept;
  const read: PastRevision[] = [];
  for (;;) {
    const from = read.at(-1)?.revisionId ?? revisionId;
    const batch = await readBatch(job, page, from);
    const fresh = batch.filter(
      (past) => !read.some((other) => other.revisionId === past.revisionId),
    );
    read.push(...fresh);
    const at = read.findIndex((past) => past.revisionId === newest);
    if (at !== -1) return [...read.slice(0, at).map(withoutOwner), ...kept];
    // Without anything to join there is no reason to go on here.
    if (newest === undefined || fresh.length === 0 || read.length >= mostAtOnce) {
      return read.map(withoutOwner);
    }
  }
}

async function readOlder(
  job: ListingJob,
  page: PageState,
  { known, wanted }: { readonly known: Past; readonly wanted: number },
): Promise<Past> {
  const all = [...known];
  while (all.length < wanted && all.at(-1)?.parentId !== 0) {
    const batch = await readBatch(job, page, all.at(-1)?.revisionId);
    const older = batch.filter(
      (past) => !all.some((other) => other.revisionId === past.revisionId),
    );
    if (older.length === 0) return all;
    all.push(...older.map(withoutOwner));
  }
  return all;
}

function readBatch(
  job: ListingJob,
  { revision }: PageState,
  from: number | undefined,
): Promise<readonly PastRevision[]> {
  const fit = Math.floor(longestAnswer / Math.max(1, revision.text.length));
  return job.wiki.readHistory({
    page: revision,
    ...(from === undefined ? {} : { from }),
    limit: Math.max(2, Math.min(mostAtOnce, fit)),
    withText: true,
  });
}

/** Whose it is, is told from the user's name. */
function withoutOwner({
  isOwn: _isOwn,
  tags,
  user,
  summary,
  text,
  ...rest
}: PastRevision): Past[number] {
  return {
    ...rest,
    tags: [...tags],
    ...(user === undefined ? {} : { user }),
    ...(summary === undefined ? {} : { summary }),
    ...(text === undefined ? {} : { text }),
  };
}

async function keep(job: ListingJob, { revision }: PageState, known: Past): Promise<void> {
  if (revision.pageId === undefined) return;
  let length = 0;
  const revisions = known.filter(({ text = '' }) => {
    length += text.length;
    return length <= longestKept;
  });
  const { pageId } = revision;
  const history = { listing: job.name, wiki: job.wiki.name, pageId, revisions };
  try {
    await job.state.saveHistory(history);
  } catch (error) {
    // It only saves a request.
    if (!(error instanceof SyncError)) throw error;
    job.log('debug', `${job.name}: ${error.message}`);
  }
}

function versionsOf(job: ListingJob, page: PageState, past: Past): readonly PageVersion[] {
  const read = new Map<string, RecordSet | undefined>();
  const recordsAt = (text: string, hash: string): RecordSet | undefined => {
    if (!read.has(hash)) {
      const records = recordsOfPage(job, text, page.site);
      read.set(hash, typeof records === 'string' ? undefined : records);
    }
    return read.get(hash);
  };
  const account = page.ownEdits?.account;
  return past.toReversed().map(({ revisionId, timestamp, user, text }): PageVersion => {
    const textHash = text === undefined ? `hidden ${revisionId}` : digestOf(text);
    const isOwn = user !== undefined && user === account;
    const link = job.wiki.revisionLink(revisionId);
    const userLink = user === undefined ? undefined : job.wiki.userLink(user);
    return {
      info: {
        revision: revisionId,
        time: timestamp,
        user,
        isOwn,
        link,
        ...(userLink === undefined ? {} : { userLink }),
      },
      textHash,
      records: text === undefined ? undefined : recordsAt(text, textHash),
    };
  });
}
