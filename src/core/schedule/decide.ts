/**
 * What is due, and when something will be next: from timetables, how everything stands, and the time.
 * The same three give the same steps wherever and however often this is asked.
 */
import { longestBackOff } from './back-off.ts';
import { fractionOf } from './chance.ts';
import type { NextMoment } from './cron.ts';
import type { DueRun, Standing, Step } from './standing.ts';

/** When something is to run. */
export interface Timetable {
  readonly name: string;
  readonly lane: string;
  readonly next: NextMoment;
  /** Milliseconds by which a moment may be put off, by chance; less where the next one is near. */
  readonly jitter: number;
}

/** What is to be done now, and when to ask again. */
export interface Decision {
  readonly steps: readonly Step[];
  /** `undefined` if nothing is due ever again. */
  readonly nextAt: number | undefined;
}

/** As with Vixie's cron: a clock that is put back by less goes through its times only once. */
const longestRepeat = 3 * 3_600_000;

/** Decides for all timetables; `now` in milliseconds since 1970. */
export function decide(
  timetables: readonly Timetable[],
  standings: ReadonlyMap<string, Standing>,
  now: number,
): Decision {
  const found = timetables.map((timetable) =>
    decideOne(timetable, standings.get(timetable.name), now),
  );
  const times = found.flatMap(({ nextAt }) => nextAt ?? []);
  return {
    steps: found.flatMap(({ step }) => step ?? []),
    nextAt: times.length === 0 ? undefined : times.reduce((a, b) => Math.min(a, b)),
  };
}

/** When a timetable's next run is due as things stand; `undefined` if never, or if one waits. */
export function nextRunAt(
  timetable: Timetable,
  standing: Standing | undefined,
  now: number,
): number | undefined {
  return decideOne(timetable, standing, now).nextAt;
}

interface OneDecision {
  readonly step?: Step;
  readonly nextAt: number | undefined;
}

function decideOne(timetable: Timetable, standing: Standing | undefined, now: number): OneDecision {
  if (standing === undefined) return passed(timetable, undefined, now);
  const { retryAt, until } = standing;
  if (retryAt !== undefined) return decideRetry(timetable, standing, { retryAt, now });
  // A clock that ran ahead was put right: what lies between comes again in its time.
  if (until - now > repeatLimit(timetable, until)) return passed(timetable, until, now);
  const moment = dueAfter(timetable, until);
  const due = moment === undefined ? undefined : Math.max(moment, held(standing, now));
  if (due === undefined || due > now) return { nextAt: due };
  return taken(timetable, standing, { cause: 'schedule', dueAt: due, now });
}

/** What comes due before the retry is done by it. */
function decideRetry(
  timetable: Timetable,
  standing: Standing,
  { retryAt, now }: { readonly retryAt: number; readonly now: number },
): OneDecision {
  const isFar = retryAt - now > longestBackOff;
  if (retryAt > now && !isFar) return { nextAt: retryAt };
  return taken(timetable, standing, { cause: 'retry', dueAt: retryAt, now });
}

/** Until when what failed is left alone; a hold that is too far away was set by another clock. */
function held({ holdUntil = 0 }: Standing, now: number): number {
  return holdUntil - now > longestBackOff ? 0 : holdUntil;
}

function passed(timetable: Timetable, seen: number | undefined, now: number): OneDecision {
  return {
    step: { name: timetable.name, seen, until: now },
    nextAt: dueAfter(timetable, now),
  };
}

function taken(
  timetable: Timetable,
  { until }: Standing,
  { now, ...due }: Pick<DueRun, 'cause' | 'dueAt'> & { readonly now: number },
): OneDecision {
  const { name, lane } = timetable;
  return {
    step: { name, seen: until, until: now, run: { name, lane, ...due } },
    nextAt: dueAfter(timetable, now),
  };
}

/** The first moment after another one, with its jitter. */
function dueAfter({ lane, next, jitter }: Timetable, after: number): number | undefined {
  const moment = next(after);
  if (moment === undefined || jitter <= 0) return moment;
  const following = next(moment);
  const room = following === undefined ? jitter : Math.min(jitter, (following - moment) / 2);
  // By the lane: what is in step on one wiki is done in one run.
  return moment + Math.floor(room * fractionOf(`${lane} ${moment}`));
}

function repeatLimit({ next }: Timetable, until: number): number {
  const moment = next(until);
  const following = moment === undefined ? undefined : next(moment);
  if (moment === undefined || following === undefined) return longestRepeat;
  return Math.min(longestRepeat, following - moment);
}
