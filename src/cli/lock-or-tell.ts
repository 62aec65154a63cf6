/** Keeps other runs away, or tells whom it may concern that another one is at work. */
import type { Diagnostic } from '../core/diagnostic.ts';
import { SyncError } from '../errors.ts';
import type { ListingReport, RunReport } from '../report/run-report.ts';
import { loadHealth, overdueOf } from '../sync/health.ts';
import type { ListingJob } from '../sync/job.ts';
import { reportHead } from '../sync/plan-listing.ts';
import { type Delivery, deliver, tellOfFailure } from './deliver.ts';
import { type ExitCode, errorCode } from './exit-code.ts';

/**
 * Locks, and clears away what an earlier run left.
 *
 * @returns what gives the lock back; or an exit code, where runs have met each other for so long that
 * a listing has gone without a good one: that is reported
 * @throws {SyncError} state-locked, state-damaged, file-write-failed, state-unavailable
 */
export async function lockOrTell(
  command: string,
  delivery: Delivery,
): Promise<(() => Promise<void>) | ExitCode> {
  const { opened } = delivery;
  try {
    const unlock = await opened.lock();
    await opened.state.tidy(Date.now());
    return unlock;
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    const report = await lockFailure(command, opened.jobs, error);
    if (isNeglect(report)) return deliver(report, delivery);
    await tellOfFailure(report, delivery, errorCode(error.code));
    throw error;
  }
}

/** How a run ends for its listings that could not lock them. */
export async function lockFailure(
  command: string,
  jobs: readonly ListingJob[],
  { code, message, hint }: SyncError,
): Promise<RunReport> {
  const more = hint === undefined ? {} : { hint };
  const outcome = { kind: 'failed', code, message, ...more } as const;
  const listings: ListingReport[] = [];
  for (const job of jobs) {
    listings.push({ ...reportHead(job), diagnostics: await neglectOf(job), outcome });
  }
  return { command, diagnostics: [], listings };
}

/** Whether that has been so for too long. */
export function isNeglect({ listings }: RunReport): boolean {
  return listings.some(({ diagnostics }) => diagnostics.length > 0);
}

/** Nothing is known of it where the state cannot be read: then that is the failure. */
async function neglectOf(job: ListingJob): Promise<readonly Diagnostic[]> {
  try {
    return overdueOf(job, await loadHealth(job.state, job.name, reportHead(job)));
  } catch (error) {
    if (error instanceof SyncError) return [];
    throw error;
  }
}
