/** Looks at many listings at once before they are run: which of them need to be read at all. */
import { SyncError } from '../errors.ts';
import type { ListingOutcome, ListingReport } from '../report/run-report.ts';
import type { ListingJob } from './job.ts';
import { isMakerJob } from './make-pages.ts';
import { type LookedAt, lookAt } from './quiet.ts';

/** A listing whose turn it is. */
export interface ReadyListing {
  readonly job: ListingJob;
  /** Its report, if neither side changed. */
  readonly quiet: ListingReport | undefined;
}

/** Listings that are looked at together. */
const together = 500;

/**
 * The listings in their order; their wikis are told which pages are going to be read.
 *
 * @param outcome see `RunHow.quiet`
 */
export async function* readyListings(
  jobs: readonly ListingJob[],
  outcome: ListingOutcome | undefined,
): AsyncGenerator<ReadyListing> {
  for (let start = 0; start < jobs.length; start += together) {
    const some = jobs.slice(start, start + together);
    const quiet = await lookAtAll(some, outcome);
    for (const job of some) yield { job, quiet: quiet.get(job) };
  }
}

/** The reports of those that are quiet. */
async function lookAtAll(
  jobs: readonly ListingJob[],
  outcome: ListingOutcome | undefined,
): Promise<ReadonlyMap<ListingJob, ListingReport>> {
  const pages = jobs.filter((job) => !isMakerJob(job) && !job.stopping.aborted);
  // What is alone is read in the request that would be needed to look whether it has to be.
  if (pages.length < 2) return new Map();
  const looked = new Map<ListingJob, LookedAt>();
  for (const job of pages) looked.set(job, await lookAt(job, outcome));
  const quiet = new Map<ListingJob, ListingReport>();
  for (const wiki of new Set(pages.map((job) => job.wiki))) {
    const own = pages.filter((job) => job.wiki === wiki);
    const revisions = await newestOf(own, looked);
    for (const job of own) {
      const found = looked.get(job)?.quiet;
      if (found !== undefined && revisions.get(job.page) === found.revision) {
        quiet.set(job, found.report);
      }
    }
    wiki.expect(
      own.flatMap((job) => {
        if (quiet.has(job)) return [];
        const { since } = looked.get(job) ?? {};
        const request = { page: job.page, template: job.schema.template };
        return [since === undefined ? request : { ...request, since }];
      }),
    );
  }
  return quiet;
}

/** The newest revisions of the pages of listings that are quiet if these are the known ones. */
async function newestOf(
  [first, ...more]: readonly ListingJob[],
  looked: ReadonlyMap<ListingJob, LookedAt>,
): Promise<ReadonlyMap<string, number>> {
  if (first === undefined) return new Map();
  const asked = [first, ...more].filter((job) => looked.get(job)?.quiet !== undefined);
  if (asked.length === 0) return new Map();
  first.log(
    'debug',
    `${first.wiki.name}: asking for the newest revisions of ${asked.length} pages`,
  );
  try {
    return await first.wiki.readRevisions(asked.map(({ page }) => page));
  } catch (error) {
    // Each listing's own run meets it too, and tells it.
    if (error instanceof SyncError) return new Map();
    throw error;
  }
}
