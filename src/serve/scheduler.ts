/** Goes on for years: decides what is due, hands it to workers, and sleeps until something is. */
import { decide, type Timetable } from '../core/schedule/decide.ts';
import { SyncError } from '../errors.ts';
import type { Log } from '../sync/job.ts';
import type { Claim, RunQueue } from './run-queue.ts';

/** Time, as the scheduler has it: tests have another one. */
export interface ServeClock {
  /** Milliseconds since 1970, by the machine's clock, which may leap. */
  readonly now: () => number;
  /** Sleeps so many milliseconds at most, less if it is woken. */
  readonly sleep: (milliseconds: number, woken: AbortSignal) => Promise<void>;
}

/** What the scheduler works with. */
export interface SchedulerOptions {
  readonly queue: RunQueue;
  /** When what is to be run, as things are now. @throws {SyncError} it cannot be told now */
  readonly timetables: () => Promise<readonly Timetable[]>;
  /** Does all that was claimed, and ends the claim; it may reject with a {SyncError} alone. */
  readonly work: (claim: Claim) => Promise<void>;
  readonly clock: ServeClock;
  readonly log: Log;
  readonly stopping: AbortSignal;
  /** Lanes that are worked on at the same time. */
  readonly workers: number;
  /** Told of each round that came to its end. */
  readonly onRound?: (now: number) => void;
}

/** The clock is looked at so often at least, as it may have been moved. */
const longestSleep = 20_000;
/** A schedule that goes by seconds needs no more than this. */
const shortestSleep = 50;
/** After something that failed, such as a full disk. */
const troubleSleep = 5_000;

/** Runs until it is to stop, and returns when all that was under way has ended. */
export async function runScheduler(options: SchedulerOptions): Promise<void> {
  const { clock, stopping } = options;
  const workers = new Set<Promise<void>>();
  const defects: unknown[] = [];
  let bell = new AbortController();
  const ring = (): void => bell.abort();
  const crew = { workers, ring, fail: (defect: unknown) => defects.push(defect) };
  stopping.addEventListener('abort', ring);
  try {
    while (!stopping.aborted && defects.length === 0) {
      bell = new AbortController();
      const pause = await round(options, crew);
      if (!stopping.aborted) await clock.sleep(pause, bell.signal);
    }
    if (defects.length > 0) throw defects[0];
  } finally {
    stopping.removeEventListener('abort', ring);
    await Promise.all(workers);
  }
}

/** Who is at work. */
interface Crew {
  readonly workers: Set<Promise<void>>;
  /** Ends the scheduler's sleep. */
  readonly ring: () => void;
  readonly fail: (defect: unknown) => void;
}

/** One look at the clock. Gives the milliseconds until the next one. */
async function round(options: SchedulerOptions, crew: Crew): Promise<number> {
  const { queue, clock, log } = options;
  try {
    const timetables = await options.timetables();
    const { steps, nextAt } = decide(timetables, await queue.standings(), clock.now());
    if (steps.length > 0) await queue.offer(steps);
    await startWorkers(options, crew);
    options.onRound?.(clock.now());
    const left =
      nextAt === undefined ? longestSleep : Math.max(shortestSleep, nextAt - clock.now());
    return Math.min(left, longestSleep, queue.pollEvery ?? longestSleep);
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    log('warn', `the schedule cannot be kept now: ${error.message}`, { code: error.code });
    return troubleSleep;
  }
}

async function startWorkers(
  { queue, clock, work, log, stopping, workers: most }: SchedulerOptions,
  { workers, ring, fail }: Crew,
): Promise<void> {
  while (workers.size < most && !stopping.aborted) {
    const claim = await queue.claim(clock.now());
    if (claim === undefined) return;
    const worker = work(claim)
      .catch((error: unknown) => {
        if (!(error instanceof SyncError)) return fail(error);
        log('warn', `how a run ended is not written down: ${error.message}`, { code: error.code });
      })
      .finally(() => {
        workers.delete(worker);
        ring();
      });
    workers.add(worker);
    // Those who share the queue get their turn.
    if (queue.pollEvery !== undefined) return;
  }
}
