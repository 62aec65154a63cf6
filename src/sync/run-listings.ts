/** A run over listings: one that fails does not stop the rest. */
import { SyncError } from '../errors.ts';
import type { ListingReport } from '../report/run-report.ts';
import { type ListingJob, refuseIfStopping } from './job.ts';
import { reportHead } from './plan-listing.ts';

/**
 * Runs one command over the listings, one after the other, in order.
 *
 * @param advance is told how many are through
 */
export async function runListings(
  jobs: readonly ListingJob[],
  run: (job: ListingJob) => Promise<ListingReport>,
  advance: (done: number, total: number) => void = () => undefined,
): Promise<readonly ListingReport[]> {
  const reports: ListingReport[] = [];
  advance(0, jobs.length);
  for (const job of jobs) {
    reports.push(await runOne(job, run));
    advance(reports.length, jobs.length);
  }
  return reports;
}

async function runOne(
  job: ListingJob,
  run: (job: ListingJob) => Promise<ListingReport>,
): Promise<ListingReport> {
  try {
    refuseIfStopping(job);
    return await run(job);
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    const { code, message, hint } = error;
    return {
      ...reportHead(job),
      diagnostics: [],
      outcome: { kind: 'failed', code, message, ...(hint === undefined ? {} : { hint }) },
    };
  }
}
