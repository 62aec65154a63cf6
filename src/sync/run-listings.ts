/** A run over listings: one that fails does not stop the rest, and wikis are worked on side by side. */
import { groupsInCommon } from '../core/in-common.ts';
import { SyncError } from '../errors.ts';
import type { ListingOutcome, ListingReport } from '../report/run-report.ts';
import { keepGoodRun } from './good-run.ts';
import { type ListingJob, refuseIfStopping } from './job.ts';
import { logReport } from './log-run.ts';
import { readyListings } from './look-ahead.ts';
import { reportHead } from './plan-listing.ts';
import { joined } from './replan.ts';
import { type Keeping, keptReport } from './slim-report.ts';

/** One command over one listing. */
export type RunListing = (job: ListingJob) => Promise<ListingReport>;

/** How a run goes over its listings. */
export interface RunHow {
  /** Is told how many are through. */
  readonly advance?: (done: number, total: number) => void;
  /** How a listing ends of which neither side changed; absent if each has to be looked at. */
  readonly quiet?: ListingOutcome;
  /** What reports keep of pages that need nothing. Default: all. */
  readonly keeps?: Keeping;
  /** Whether wikis take turns, as what is written goes to one place. Default: no. */
  readonly isOneByOne?: boolean;
}

/**
 * Runs one command over the listings, and gives their reports in order. Those of one wiki, and those
 * of one data file, come one after the other. A page from which records go to others of its listing
 * has its turn again once these are through.
 */
export async function runListings(
  jobs: readonly ListingJob[],
  run: RunListing,
  how: RunHow = {},
): Promise<readonly ListingReport[]> {
  const { advance = () => undefined } = how;
  const reports = new Map<ListingJob, ListingReport>();
  advance(0, jobs.length);
  const note = (job: ListingJob, report: ListingReport): void => {
    reports.set(job, keptReport(report, how.keeps));
    advance(reports.size, jobs.length);
  };
  const groups = how.isOneByOne === true ? [jobs] : groupsInCommon(jobs, sharedBy);
  // Of a defect in one the others must not be left to go on without the lock that they rely on.
  const ends = await Promise.allSettled(
    groups.map((group) => runGroup(group, run, { how, reports, note })),
  );
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return jobs.flatMap((job) => reports.get(job) ?? []);
}

/** A wiki is asked one thing at a time, and a file is written by one run at a time. */
function sharedBy({ wiki, data }: ListingJob): readonly [string, string] {
  return [`wiki ${wiki.name}`, `file ${data.path}`];
}

/** One after the other, in order. */
async function runGroup(
  jobs: readonly ListingJob[],
  run: RunListing,
  to: {
    readonly how: RunHow;
    readonly reports: ReadonlyMap<ListingJob, ListingReport>;
    readonly note: (job: ListingJob, report: ListingReport) => void;
  },
): Promise<void> {
  const { how, reports, note } = to;
  for await (const { job, quiet } of readyListings(jobs, {
    outcome: how.quiet,
    commits: how.isOneByOne === true,
  })) {
    if (quiet === undefined) note(job, await runOne({ ...job, mayWait: true }, run));
    else note(job, await keepGoodRun(job, quiet));
  }
  const waiting = jobs.filter((job) => reports.get(job)?.waits === true);
  for (const job of waiting) note(job, await runOne(job, run));
  for (const job of inCircles(waiting, reports)) {
    const report = joined(reports.get(job), await runOne(job, run));
    note(job, await endOf(job, report));
  }
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

async function runOne(job: ListingJob, run: RunListing): Promise<ListingReport> {
  const report = await reportOfOne(job, run);
  return endOf(job, report);
}

async function endOf(job: ListingJob, report: ListingReport): Promise<ListingReport> {
  await logReport(job, report);
  return keepGoodRun(job, report);
}

async function reportOfOne(job: ListingJob, run: RunListing): Promise<ListingReport> {
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
