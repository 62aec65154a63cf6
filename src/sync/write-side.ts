/** One write to a page or a data file, written down before and after. */
import { SyncError, type SyncErrorCode } from '../errors.ts';
import type { Intent, Outcome } from '../state/journal.ts';
import type { Snapshot } from '../state/snapshot.ts';
import { type ListingJob, refuseIfStopping } from './job.ts';
import { outcomeOf } from './settle.ts';

/** A write that was done. */
export interface Done<T> {
  readonly value: T;
  readonly result: Outcome['result'];
  readonly revision?: number | undefined;
}

/**
 * Writes one side. The intent is on the disk before `write` begins, and what became of it once
 * `remember` has kept what follows from it: a run that is cut off in between leaves it open.
 *
 * @param pending the snapshot if it is done
 * @throws {SyncError} what `write` and `remember` throw; interrupted, before anything began
 */
export async function writeSide<T>(
  job: ListingJob,
  described: { readonly intent: Intent; readonly pending: Snapshot },
  steps: {
    /** Writes down in the run log what is about to be written. */
    readonly log: () => Promise<void>;
    readonly write: () => Promise<Done<T>>;
    readonly remember: (value: T) => Promise<void>;
  },
): Promise<T> {
  const { intent, pending } = described;
  refuseIfStopping(job);
  job.shared?.seen.delete(job.name);
  await steps.log();
  await job.state.beginIntent(intent, pending);
  const done = await tryToWrite(job, intent, steps.write);
  await steps.remember(done.value);
  await job.state.endIntent(outcomeOf(job, intent, done));
  return done.value;
}

async function tryToWrite<T>(
  job: ListingJob,
  intent: Intent,
  write: () => Promise<Done<T>>,
): Promise<Done<T>> {
  try {
    return await write();
  } catch (error) {
    const result = resultOf(error);
    if (result !== undefined) await job.state.endIntent(outcomeOf(job, intent, { result }));
    throw error;
  }
}

/** Failures after which it may be written, or not: a disk can fail after the last step. */
const open: readonly SyncErrorCode[] = ['outcome-unknown', 'file-write-failed'];

/** What a failure says of the write; `undefined` if it does not tell, so that the next run looks. */
function resultOf(error: unknown): Outcome['result'] | undefined {
  if (!(error instanceof SyncError) || open.includes(error.code)) return undefined;
  return error.code === 'page-changed' ? 'changed' : 'not-done';
}
