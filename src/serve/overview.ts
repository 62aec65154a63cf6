/** What is to be shown of a server: how everything stands, as data for the page and the metrics. */
import { nextRunAt, type Timetable } from '../core/schedule/decide.ts';
import type { PastDrift, RunEnd, Standing } from '../core/schedule/standing.ts';
import { watchPrefix } from './watch-name.ts';

/** How a listing is, in one word. */
export type ListingState =
  | 'running'
  | 'waiting'
  | 'not run yet'
  | 'in step'
  | 'conflicts'
  | 'refused'
  | 'trying again'
  | 'failed';

/** A listing, as the scheduler knows it. */
export interface ListingOverview {
  readonly name: string;
  readonly state: ListingState;
  readonly last?: RunEnd;
  readonly goodAt?: number;
  /** When it is run next by its schedule, or tried again. */
  readonly nextAt?: number;
  readonly failures: number;
  readonly past: readonly PastDrift[];
}

/** A wiki whose changes are followed. */
export interface WatchOverview {
  readonly wiki: string;
  readonly lookedAt?: number;
  /** Why the last look failed. */
  readonly trouble?: string;
  readonly nextAt?: number;
}

/** All there is to be seen. */
export interface Overview {
  readonly now: number;
  readonly version: string;
  readonly startedAt: number;
  /** When the scheduler last came round. */
  readonly roundAt: number | undefined;
  readonly listings: readonly ListingOverview[];
  readonly watches: readonly WatchOverview[];
  /** What is wrong with the config now. */
  readonly problems: readonly string[];
  /** Runs over listings that ended since the start, by exit code. */
  readonly ended: ReadonlyMap<number, number>;
  readonly isStopping: boolean;
}

/** Milliseconds without a round of the scheduler after which it is taken to hang. */
export const longestRound = 120_000;

/** The listings and watches of timetables, in their order. */
export function standingOverview(
  timetables: readonly Timetable[],
  standings: ReadonlyMap<string, Standing>,
  now: number,
): Pick<Overview, 'listings' | 'watches'> {
  const about = timetables.map((timetable) => {
    const standing = standings.get(timetable.name);
    const nextAt = nextRunAt(timetable, standing, now);
    return { timetable, standing, next: nextAt === undefined ? {} : { nextAt } };
  });
  const isWatch = ({ name }: Timetable) => name.startsWith(watchPrefix);
  return {
    listings: about
      .filter(({ timetable }) => !isWatch(timetable))
      .map(({ timetable: { name }, standing, next }) => ({
        name,
        state: stateOf(standing),
        failures: standing?.failures ?? 0,
        past: standing?.past ?? [],
        ...(standing?.last === undefined ? {} : { last: standing.last }),
        ...(standing?.goodAt === undefined ? {} : { goodAt: standing.goodAt }),
        ...next,
      })),
    watches: about
      .filter(({ timetable }) => isWatch(timetable))
      .map(({ timetable: { name }, standing, next }) => ({
        wiki: name.slice(watchPrefix.length),
        ...lookOf(standing?.last),
        ...next,
      })),
  };
}

function lookOf(last: RunEnd | undefined): Pick<WatchOverview, 'lookedAt' | 'trouble'> {
  if (last === undefined) return {};
  if (last.exitCode === 0) return { lookedAt: last.ended };
  return { trouble: last.message ?? 'The last look failed.' };
}

function stateOf(standing: Standing | undefined): ListingState {
  if (standing?.running !== undefined) return 'running';
  if (standing?.waiting !== undefined) return 'waiting';
  if (standing?.last === undefined) return 'not run yet';
  return states[standing.last.exitCode] ?? 'failed';
}

const states: Readonly<Record<number, ListingState>> = {
  0: 'in step',
  3: 'conflicts',
  4: 'refused',
  75: 'trying again',
};

/** Why the server is not ready to do its work; nothing if it is. */
export function unreadiness({ roundAt, problems, isStopping, now }: Overview): readonly string[] {
  const isLate = roundAt === undefined || Math.abs(now - roundAt) > longestRound;
  return [
    ...(isStopping ? ['it is stopping'] : []),
    ...(isLate ? ['the schedule is not kept'] : []),
    ...(problems.length > 0 ? ['the config has errors'] : []),
  ];
}
