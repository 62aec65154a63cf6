/**
 * Where runs that are due wait, and where workers get them: the port between deciding what is due and
 * doing it. One process keeps it in memory with a folder behind it; several machines share a database.
 *
 * What an implementation has to hold, whatever dies when:
 *
 * 1. **Once.** A step is taken only if the standing's `until` still is what the step has `seen`; else
 *    somebody else has taken it, and it is dropped without a word. So any number of schedulers may
 *    offer the same steps.
 * 2. **One waits.** Of each name one run waits at most. One that comes while another waits is dropped:
 *    that one will see all there is to see. One that comes while another is *under way* waits.
 * 3. **One lane, one worker.** Runs of a lane are handed out to one worker at a time, all that wait there
 *    at once; nothing of that lane is handed out before its claim has ended.
 * 4. **Nothing is lost.** What `offer` was given is kept when it returns. A claim whose worker is gone
 *    becomes waiting again, and so does what `end` was not told the end of.
 * 5. **Shared.** Standings are the same for everybody who asks.
 *
 * The transitions themselves are pure (`core/schedule/transitions.ts`): read a standing, apply one, write
 * it back, in a way that nobody can come between.
 */
import type { DueRun, RunEnd, Standing, Step } from '../core/schedule/standing.ts';

/** Where due runs wait, and are claimed. */
export interface RunQueue {
  /** All standings, by name. @throws {SyncError} what reading them throws */
  readonly standings: () => Promise<ReadonlyMap<string, Standing>>;
  /** Takes steps; those that somebody else took first are dropped. @throws {SyncError} not taken */
  readonly offer: (steps: readonly Step[]) => Promise<void>;
  /**
   * All that waits in a lane that is free, the longest wait first; `undefined` if there is nothing. It
   * does not wait for something to come.
   */
  readonly claim: (now: number) => Promise<Claim | undefined>;
  /**
   * Milliseconds after which there may be something to claim that nobody here has offered; absent
   * if only this process offers.
   */
  readonly pollEvery?: number;
  /** The last report of a listing, as HTML; `undefined` if there is none. */
  readonly loadReport: (name: string) => Promise<string | undefined>;
  /** Lets go of everything; claims that have not ended become waiting again. */
  readonly close: () => Promise<void>;
}

/** Runs of one lane, in the hands of one worker. */
export interface Claim {
  readonly lane: string;
  /** At least one, each of another name. */
  readonly runs: readonly DueRun[];
  /** Aborted when the claim was lost to somebody else: nothing more may be written then. */
  readonly lost: AbortSignal;
  /**
   * Keeps how the runs ended and what they found to be due, and frees the lane. A run that is not
   * among the ends waits again, as when a worker was asked to stop before it came to it.
   */
  readonly end: (ends: readonly EndedRun[], found: readonly DueRun[]) => Promise<void>;
}

/** How a run ended, with its report as HTML if it made one. */
export interface EndedRun {
  readonly end: RunEnd;
  readonly report?: string;
}
