/** Keeps other runs away, or tells whom it may concern that another one is at work. */
import { SyncError } from '../errors.ts';
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
    const { code, message, hint } = error;
    const outcome = {
      kind: 'failed',
      code,
      message,
      ...(hint === undefined ? {} : { hint }),
    } as const;
    const listings = [];
    for (const job of opened.jobs) {
      listings.push({ ...reportHead(job), diagnostics: await neglectOf(job), outcome });
    }
    const report = { command, diagnostics: [], listings };
    if (listings.some(({ diagnostics }) => diagnostics.length > 0))
      return deliver(report, delivery);
    await tellOfFailure(report, delivery, errorCode(code));
    throw error;
  }
}

/** Nothing is known of it where the state cannot be read: then that is the failure. */
async function neglectOf(job: ListingJob) {
  try {
    return overdueOf(job, await loadHealth(job.state, job.name, reportHead(job)));
  } catch (error) {
    if (error instanceof SyncError) return [];
    throw error;
  }
}
