import { describe, expect, it } from 'vitest';
import { cronMoments, cronProblem } from '../../../src/core/schedule/cron.ts';

/** The moments after one, up to another, in UTC. */
function moments(expression: string, timezone: string, [from, to]: readonly [string, string]) {
  const next = cronMoments(expression, timezone);
  const found: string[] = [];
  let at = next(Date.parse(from));
  while (at !== undefined && at <= Date.parse(to)) {
    found.push(new Date(at).toISOString().slice(0, 16));
    at = next(at);
  }
  return found;
}

describe('a cron expression', () => {
  it('goes by the clock of its time zone', () => {
    expect(
      moments('17 3 * * *', 'Europe/Berlin', ['2026-06-30T12:00Z', '2026-07-02T12:00Z']),
    ).toEqual(['2026-07-01T01:17', '2026-07-02T01:17']);
  });

  it('runs a time that the clock leaves out as soon as it is over, once', () => {
    expect(
      moments('30 2 * * *', 'Europe/Berlin', ['2026-03-28T00:00Z', '2026-03-30T12:00Z']),
    ).toEqual(['2026-03-28T01:30', '2026-03-29T01:00', '2026-03-30T00:30']);
  });

  it('runs a time that the clock goes through twice, once', () => {
    expect(
      moments('30 2 * * *', 'Europe/Berlin', ['2026-10-24T00:00Z', '2026-10-26T12:00Z']),
    ).toEqual(['2026-10-24T00:30', '2026-10-25T00:30', '2026-10-26T01:30']);
    expect(
      moments('0,30 2,3 * * *', 'Europe/Berlin', ['2026-10-24T22:00Z', '2026-10-25T22:00Z']),
    ).toEqual(['2026-10-25T00:00', '2026-10-25T00:30', '2026-10-25T02:00', '2026-10-25T02:30']);
  });

  it('goes on every half hour, whatever the clock does', () => {
    expect(
      moments('*/30 * * * *', 'Europe/Berlin', ['2026-10-25T00:10Z', '2026-10-25T02:10Z']),
    ).toEqual(['2026-10-25T00:30', '2026-10-25T01:00', '2026-10-25T01:30', '2026-10-25T02:00']);
    expect(
      moments('*/30 * * * *', 'Europe/Berlin', ['2026-03-29T00:10Z', '2026-03-29T01:40Z']),
    ).toEqual(['2026-03-29T00:30', '2026-03-29T01:00', '2026-03-29T01:30']);
  });

  it('is never behind where it is asked from, within the hour that comes twice', () => {
    for (const expression of ['30 2 * * *', '*/7 * * * *', '15 1-3 * * *', '0,59 2 * * *']) {
      const next = cronMoments(expression, 'Europe/Berlin');
      for (let minute = 0; minute < 240; minute += 1) {
        const from = Date.parse('2026-10-24T22:30Z') + 60_000 * minute;
        expect(next(from)).toBeGreaterThan(from);
      }
    }
  });

  it.each([
    ['* * * *', 'it needs five parts: minute, hour, day, month, day of the week'],
    ['* * * * * * 2027', 'it needs five parts: minute, hour, day, month, day of the week'],
    ['2027-01-01T00:00:00', 'it needs five parts: minute, hour, day, month, day of the week'],
    ['61 * * * *', 'Invalid value for minute: 61'],
    ['0 0 31 2 *', 'it never comes'],
    ['@nightly', 'it needs five parts'],
  ])('that is none is told why: %s', (expression, why) => {
    expect(cronProblem(expression)).toContain(why);
  });

  it.each(['17 3 * * *', '*/10 * * * * *', '@daily', '0 0 L * *', '5 4 * * SUN'])(
    'may be %s',
    (expression) => {
      expect(cronProblem(expression)).toBeUndefined();
    },
  );
});
