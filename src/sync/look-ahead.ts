/** Looks at many listings at once before they are run: which of them need to be read at all. */
import { isDeepStrictEqual } from 'node:util';
import { SyncError } from '../errors.ts';
import { fileStamp } from '../files.ts';
import type { TrackedFile } from '../git/tracked-file.ts';
import { uncommittedOf } from '../git/uncommitted.ts';
import type { ListingOutcome, ListingReport } from '../report/run-report.ts';
import type { NewestRevisions } from '../wiki/wiki.ts';
import type { ListingJob } from './job.ts';
import { isMakerJob } from './make-pages.ts';
import { type LookedAt, lookAt } from './quiet.ts';

/** A listing whose turn it is. */
export interface ReadyListing {
  readonly job: ListingJob;
  /** Its report, if neither side changed. */
  readonly quiet: ListingReport | undefined;
}

/** What it depends on which need to be read. */
export interface LookingAhead {
  /** See `RunHow.quiet`. */
  readonly outcome: ListingOutcome | undefined;
  /** Whether data files are committed: one that is not is refused, whatever is in it. */
  readonly commits: boolean;
}

/** Listings that are looked at together. */
const together = 500;

/**
 * The listings in their order; their wikis are told which pages are going to be read. One is asked for
 * once the one before it is through.
 */
export async function* readyListings(
  jobs: readonly ListingJob[],
  how: LookingAhead,
): AsyncGenerator<ReadyListing> {
  for (let start = 0; start < jobs.length; start += together) {
    const some = jobs.slice(start, start + together);
    const looked = await lookAtAll(some, how);
    for (const [index, job] of some.entries()) {
      const quiet = looked.quiet.get(job);
      if (quiet !== undefined) yield { job, quiet };
      else {
        const before = await fileStamp(job.data.path);
        yield { job, quiet };
        const isWritten = (await fileStamp(job.data.path)).stamp !== before.stamp;
        lookAgain(job, some.slice(index + 1), { ...looked, isWritten });
      }
    }
  }
}

interface Looked {
  readonly seen: ReadonlyMap<ListingJob, LookedAt>;
  /** The reports of those that are quiet. */
  readonly quiet: Map<ListingJob, ListingReport>;
}

async function lookAtAll(jobs: readonly ListingJob[], how: LookingAhead): Promise<Looked> {
  const pages = jobs.filter((job) => !isMakerJob(job) && !job.stopping.aborted);
  // One that is alone is read at once where it cannot be quiet; what a commit of it is refused for is found
  // before anything is asked.
  const isRead = how.outcome === undefined || how.commits;
  if (pages.length < 2 && isRead) return { seen: new Map(), quiet: new Map() };
  const seen = await lookAtData(pages, how);
  const quiet = new Map<ListingJob, ListingReport>();
  const looked = { seen, quiet };
  for (const wiki of new Set(pages.map((job) => job.wiki))) {
    const own = pages.filter((job) => job.wiki === wiki);
    const newest = await newestOf(own, seen);
    for (const job of own) {
      const report = reportIfQuiet(job, seen.get(job), newest);
      if (report !== undefined) quiet.set(job, report);
    }
    expectPages(wiki, own, looked);
  }
  return looked;
}

async function lookAtData(
  jobs: readonly ListingJob[],
  { outcome, commits }: LookingAhead,
): Promise<ReadonlyMap<ListingJob, LookedAt>> {
  const seen = new Map<ListingJob, LookedAt>();
  for (const job of jobs) seen.set(job, await lookAt(job, outcome));
  if (!commits) return seen;
  const asked = jobs.filter((job) => seen.get(job)?.quiet !== undefined);
  const committed = await committedOf(asked);
  // What is not committed is left to each listing's own run, which refuses it.
  for (const job of asked) {
    const { quiet, ...looked } = seen.get(job) ?? {};
    if (!committed.has(job)) seen.set(job, looked);
  }
  return seen;
}

async function committedOf(jobs: readonly ListingJob[]): Promise<ReadonlySet<ListingJob>> {
  try {
    const files = new Map<ListingJob, TrackedFile>();
    for (const job of jobs) {
      const file = await job.tracked();
      if (file !== undefined) files.set(job, file);
    }
    const uncommitted = await uncommittedOf([...files.values()]);
    return new Set([...files].flatMap(([job, file]) => (uncommitted.has(file) ? [] : [job])));
  } catch (error) {
    // Each listing's own run meets it too, and tells it.
    if (error instanceof SyncError) return new Set();
    throw error;
  }
}

function reportIfQuiet(
  { page, schema }: ListingJob,
  seen: LookedAt | undefined,
  { revisions, redirects }: NewestRevisions,
): ListingReport | undefined {
  const known = seen?.quiet;
  const names = redirects.get(schema.template) ?? [];
  const isQuiet =
    revisions.get(page) === known?.revision && isDeepStrictEqual(names, known?.redirects);
  return isQuiet ? known?.report : undefined;
}

/**
 * Other listings of the page, and of a data file that was written, are not quiet any more. Other pages
 * of the listing are: what was written are this page's records.
 */
function lookAgain(
  writer: ListingJob,
  left: readonly ListingJob[],
  looked: Looked & { readonly isWritten: boolean },
): void {
  const { shared, data, neighbours = [] } = writer;
  if (!looked.isWritten && neighbours.length === 0) return;
  const names = new Set(neighbours.map(({ name }) => name));
  const touched = left.filter((job) => {
    const isOfFile = looked.isWritten && job.data.path === data.path;
    const isOther = isOfFile && (shared === undefined || job.shared !== shared);
    return (isOther || names.has(job.name)) && looked.quiet.delete(job);
  });
  for (const wiki of new Set(touched.map((job) => job.wiki))) {
    expectPages(
      wiki,
      left.filter((job) => job.wiki === wiki),
      looked,
    );
  }
}

function expectPages(
  wiki: ListingJob['wiki'],
  jobs: readonly ListingJob[],
  { seen, quiet }: Looked,
): void {
  const wanted = jobs.filter((job) => !isMakerJob(job) && !quiet.has(job));
  wiki.expect(
    wanted.map((job) => {
      const { since } = seen.get(job) ?? {};
      const request = { page: job.page, template: job.schema.template };
      return since === undefined ? request : { ...request, since };
    }),
  );
}

/** What is the newest of the listings that are quiet if it is the known one. */
async function newestOf(
  jobs: readonly ListingJob[],
  looked: ReadonlyMap<ListingJob, LookedAt>,
): Promise<NewestRevisions> {
  const none = { revisions: new Map(), redirects: new Map() };
  const asked = jobs.filter((job) => looked.get(job)?.quiet !== undefined);
  const [first] = asked;
  if (first === undefined) return none;
  first.log('info', `${first.wiki.name}: asking which of ${asked.length} pages changed`);
  try {
    return await first.wiki.readRevisions({
      titles: asked.map(({ page }) => page),
      templates: [...new Set(asked.map(({ schema }) => schema.template))],
    });
  } catch (error) {
    // Each listing's own run meets it too, and tells it.
    if (error instanceof SyncError) return none;
    throw error;
  }
}
