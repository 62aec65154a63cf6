/** How a standing goes from one state to the next. All of it is pure: who keeps them applies these. */
import { backOff } from './back-off.ts';
import type { DueRun, PastDrift, RunEnd, Standing, Step } from './standing.ts';

/** Runs that the picture of the drift goes back. */
const longestPast = 100;

/** Exit codes: of what is worth another try, and of all that failed. */
const later = 75;
const failed: readonly number[] = [1, 64, 70, later];

/** Takes a step; `undefined` if somebody else has taken it, or one like it, since it was decided. */
export function stepped(standing: Standing | undefined, step: Step): Standing | undefined {
  const { name, seen, until, run } = step;
  if (standing?.until !== seen) return undefined;
  const next = standing ?? { name, until, failures: 0, past: [] };
  if (run === undefined) return { ...next, until };
  const { retryAt: _done, ...rest } = next;
  return { waiting: run, ...rest, until };
}

/** Puts a run there to wait that was found to be due by another one. */
export function awaited(standing: Standing | undefined, run: DueRun): Standing {
  const { name, dueAt } = run;
  const known = standing ?? { name, until: dueAt, failures: 0, past: [] };
  // The retry will see what this one would.
  return known.retryAt === undefined ? { waiting: run, ...known } : known;
}

/** Its waiting run is under way; the same if none waits. */
export function begun(standing: Standing, now: number): Standing {
  const { waiting, ...rest } = standing;
  return waiting === undefined ? standing : { ...rest, running: { ...waiting, began: now } };
}

/** Nobody works on it any more, and it did not come to its end: it waits again. */
export function putBack(standing: Standing): Standing {
  const { running, ...rest } = standing;
  if (running === undefined) return standing;
  const { began: _began, ...run } = running;
  return { ...rest, waiting: run };
}

/** Its run came to an end. What failed is left alone for a while, longer each time. */
export function ended(standing: Standing, end: RunEnd): Standing {
  const { running, waiting, retryAt: _retried, holdUntil: _held, ...rest } = standing;
  const next = {
    ...rest,
    last: end,
    past: end.position === undefined ? [...rest.past, pastOf(end)].slice(-longestPast) : rest.past,
    ...(end.position === undefined ? {} : { position: end.position }),
    ...(end.exitCode === 0 ? { goodAt: end.ended } : {}),
  };
  const others = waiting === undefined ? {} : { waiting };
  if (!failed.includes(end.exitCode)) return { ...next, ...others, failures: 0 };
  const failures = rest.failures + 1;
  const restedAt = end.ended + backOff(running?.lane ?? rest.name, failures);
  // What waits meanwhile is done by the retry; where there is none, it may be what mends it.
  return end.exitCode === later
    ? { ...next, failures, retryAt: restedAt }
    : { ...next, ...others, failures, holdUntil: restedAt };
}

function pastOf({ ended: time, exitCode, toPage, toData, conflicts }: RunEnd): PastDrift {
  return { time, exitCode, toPage, toData, conflicts };
}
