/** A run over listings: one that fails does not stop the rest. */
import { SyncError } from '../errors.ts';
import type { ListingReport } from '../report/run-report.ts';
import { keepGoodRun } from './good-run.ts';
import { type ListingJob, refuseIfStopping } from './job.ts';
import { logReport } from './log-run.ts';
import { reportHead } from './plan-listing.ts';
import { joined } from './replan.ts';

/**
 * Runs one command over the listings, one after the other, in order. A page from which records go to
 * others of its listing has its turn again once these are through.
 *
 * @param advance is told how many are through
 */
export async function runListings(
  jobs: readonly ListingJob[],
  run: (job: ListingJob) => Promise<ListingReport>,
  advance: (done: number, total: number) => void = () => undefined,
): Promise<readonly ListingReport[]> {
  const reports = new Map<ListingJob, ListingReport>();
  advance(0, jobs.length);
  for (const job of jobs) {
    const report = await runOne({ ...job, mayWait: true }, run);
    reports.set(job, report);
    advance(reports.size, jobs.length);
  }
  const waiting = jobs.filter((job) => reports.get(job)?.waits === true);
  for (const job of waiting) reports.set(job, await runOne(job, run));
  for (const job of inCircles(waiting, reports)) {
    const report = joined(reports.get(job), await runOne(job, run));
    reports.set(job, await endOf(job, report));
  }
  return jobs.flatMap((job) => reports.get(job) ?? []);
}

/** Pages that waited for each other, and may go on now that each has done the rest of its plan. */
function inCircles(
  waiting: readonly ListingJob[],
  reports: ReadonlyMap<ListingJob, ListingReport>,
): readonly ListingJob[] {
  return waiting.filter(
    (job) =>
      reports.get(job)?.waits === true &&
      waiting.some((other) => other !== job && other.shared === job.shared),
  );
}

async function runOne(
  job: ListingJob,
  run: (job: ListingJob) => Promise<ListingReport>,
): Promise<ListingReport> {
  const report = await reportOfOne(job, run);
  return endOf(job, report);
}

async function endOf(job: ListingJob, report: ListingReport): Promise<ListingReport> {
  await logReport(job, report);
  return keepGoodRun(job, report);
}

async function reportOfOne(
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
