import { describe, expect, it } from 'vitest';
import { longestBackOff } from '../../src/core/schedule/back-off.ts';
import { simulateYear } from './support/simulate.ts';
import { type Begun, nightly, type PlayedYear, step } from './support/year.ts';

/** Years that are played; `WIKISYNC_YEARS` plays more. */
const years = Number(process.env['WIKISYNC_YEARS'] ?? 1);

/** The nights of a year. */
function nightsFrom(begin: number): readonly number[] {
  const nights: number[] = [];
  const end = begin + 363 * 86_400_000;
  for (let at = nightly.next(begin); at !== undefined && at < end; at = nightly.next(at)) {
    nights.push(at);
  }
  return nights;
}

/** Milliseconds between two times in which there was no server. */
function offBetween({ off }: PlayedYear, begin: number, end: number): number {
  return off.reduce(
    (sum, [from, to]) => sum + Math.max(0, Math.min(end, to) - Math.max(begin, from)),
    0,
  );
}

/** Nights after which no run was begun in time, the time without a server aside. */
function missedNights(year: PlayedYear): readonly string[] {
  const patience = longestBackOff + nightly.jitter + 2 * step;
  const nights = nightsFrom(Date.parse('2026-01-01T12:00:00Z'));
  // Who was not there when the clock was put right cannot tell what was missed before.
  const unknown = year.off.find(([from, to]) => from < year.putRight && to > year.putRight);
  return nights
    .filter((night) => unknown === undefined || night < unknown[0] || night > unknown[1])
    .filter((night) => {
      const next = year.begun.find(({ at }) => at >= night);
      return next === undefined || next.at - night - offBetween(year, night, next.at) > patience;
    })
    .map((night) => new Date(night).toISOString());
}

/** Runs for a time that a run was begun for before, and not cut off. */
function repeatedRuns(begun: readonly Begun[]): readonly string[] {
  const done = new Set<string>();
  return begun.flatMap(({ cause, dueAt, ahead, at, exitCode }) => {
    const key = `${cause} ${dueAt} ${ahead}`;
    const isRepeated = done.has(key);
    // One that a clock ahead of its time brought may come in its time again.
    const isInTime = dueAt <= at + ahead;
    if (isInTime && exitCode !== 'killed' && exitCode !== 75) done.add(key);
    return isRepeated ? [new Date(at).toISOString()] : [];
  });
}

describe('a year of nights, with people, faults, restarts, and a clock that leaps', () => {
  it.each(Array.from({ length: years }, (_, index) => index + 1))(
    'loses nothing, does nothing twice, and misses no night: seed %i',
    { timeout: 900_000 },
    async (seed) => {
      const year = await simulateYear(seed, { isTold: false });
      const { violations, begun, starts } = year;

      expect(violations).toEqual([]);
      expect(missedNights(year)).toEqual([]);
      expect(repeatedRuns(begun)).toEqual([]);
      expect(begun.filter(({ cause }) => cause === 'schedule').length).toBeLessThan(480);
      expect(begun.length).toBeLessThan(800);
      // That all of it has happened.
      const ends = new Set(begun.map(({ exitCode }) => exitCode));
      expect(ends).toEqual(new Set([0, 1, 3, 75, 'killed']));
      expect(begun.some(({ cause }) => cause === 'retry')).toBe(true);
      expect(begun.filter(({ exitCode }) => exitCode === 0).length).toBeGreaterThan(50);
      expect(starts).toBeGreaterThan(50);
    },
  );
});
