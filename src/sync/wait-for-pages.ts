/** A page from which records go is written once those that they go to have them. */
import type { ListingReport } from '../report/run-report.ts';
import type { ListingJob } from './job.ts';
import { type Planning, reportOf } from './plan-listing.ts';

/** Whether the page's turn comes later in the run. */
export function mustWait({ mayWait }: ListingJob, planning: Planning): boolean {
  return mayWait === true && isAwaiting(planning);
}

/** Of a page whose turn comes later: nothing was written. */
export function waitingReport(job: ListingJob, planning: Planning): ListingReport {
  return { ...reportOf(job, planning, { kind: 'planned' }), waits: true };
}

/** With whether records stay that go elsewhere. */
export function withWaits(report: ListingReport, planning: Planning): ListingReport {
  return isAwaiting(planning) ? { ...report, waits: true } : report;
}

function isAwaiting({ planned }: Planning): boolean {
  return planned.moved.awaited.length > 0;
}
