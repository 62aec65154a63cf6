import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestBackOff } from '../../../src/core/schedule/back-off.ts';
import { cronMoments } from '../../../src/core/schedule/cron.ts';
import { decide, type Timetable } from '../../../src/core/schedule/decide.ts';
import { awaited, begun, stepped } from '../../../src/core/schedule/transitions.ts';
import { VirtualScheduler } from './virtual-scheduler.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

function nightly(more: Partial<Timetable> = {}): Timetable {
  const next = cronMoments('30 2 * * *', 'Europe/Berlin');
  return { name: 'my-list', lane: 'wiki', next, jitter: 0, ...more };
}

/** When runs began, in UTC. */
function begins({ begun: runs }: VirtualScheduler): readonly string[] {
  return runs.map(({ began }) => new Date(began).toISOString().slice(0, 16));
}

function at(time: string): number {
  return Date.parse(time);
}

describe('a schedule', () => {
  it('begins with the first moment after it was first seen', () => {
    const scheduler = new VirtualScheduler([nightly()], at('2026-07-01T12:00Z'));
    scheduler.tick();

    scheduler.pass(2 * day, minute);

    expect(begins(scheduler)).toEqual(['2026-07-02T00:30', '2026-07-03T00:30']);
  });

  it('runs once after a clock that was put forward by a week', () => {
    const scheduler = new VirtualScheduler([nightly()], at('2026-07-01T12:00Z'));
    scheduler.tick();
    scheduler.pass(day, minute);

    scheduler.now += 7 * day;
    scheduler.pass(day, minute);

    expect(begins(scheduler)).toEqual(['2026-07-02T00:30', '2026-07-09T12:01', '2026-07-10T00:30']);
  });

  it('runs in its time after a clock that ran ahead by a week was put right', () => {
    const scheduler = new VirtualScheduler([nightly()], at('2026-07-08T12:00Z'));
    scheduler.tick();
    scheduler.pass(day, minute);

    scheduler.now -= 7 * day;
    scheduler.pass(2 * day, minute);

    expect(begins(scheduler)).toEqual(['2026-07-09T00:30', '2026-07-03T00:30', '2026-07-04T00:30']);
  });

  it('does not run again where the clock is put back by a few minutes', () => {
    const scheduler = new VirtualScheduler([nightly()], at('2026-07-01T12:00Z'));
    scheduler.tick();
    scheduler.pass(12 * hour + 31 * minute, minute);

    scheduler.now -= 10 * minute;
    scheduler.pass(day + 10 * minute, minute);

    expect(begins(scheduler)).toEqual(['2026-07-02T00:30', '2026-07-03T00:30']);
  });

  it('goes on at once after that if it runs often', () => {
    const often = nightly({ next: cronMoments('*/5 * * * *', 'UTC') });
    const scheduler = new VirtualScheduler([often], at('2026-07-01T12:00Z'));
    scheduler.tick();
    scheduler.pass(hour, minute);

    scheduler.now -= 30 * minute;
    scheduler.pass(20 * minute, minute);

    expect(begins(scheduler).slice(-4)).toEqual([
      '2026-07-01T12:35',
      '2026-07-01T12:40',
      '2026-07-01T12:45',
      '2026-07-01T12:50',
    ]);
  });

  it('runs once a day through both changes of the clock, by minutes as by leaps', () => {
    for (const from of ['2026-03-27T12:00Z', '2026-10-23T12:00Z']) {
      for (const stride of [minute, 40 * minute]) {
        const scheduler = new VirtualScheduler([nightly()], at(from));
        scheduler.tick();
        scheduler.pass(4 * day, stride);
        expect(scheduler.begun).toHaveLength(4);
      }
    }
  });

  it('is caught up with once after days without a process', () => {
    const scheduler = new VirtualScheduler([nightly()], at('2026-07-01T12:00Z'));
    scheduler.tick();
    scheduler.pass(day, minute);

    scheduler.restart();
    scheduler.now += 5 * day;
    scheduler.tick();
    scheduler.tick();

    expect(begins(scheduler)).toEqual(['2026-07-02T00:30', '2026-07-07T12:00']);
  });

  it('has the run that was under way when the process died done by the next process', () => {
    const scheduler = new VirtualScheduler([nightly()], at('2026-07-01T12:00Z'));
    scheduler.tick();
    scheduler.now = at('2026-07-02T00:30Z');
    scheduler.tick();

    scheduler.restart();
    scheduler.now += minute;
    scheduler.tick();

    expect(begins(scheduler)).toEqual(['2026-07-02T00:30', '2026-07-02T00:31']);
  });

  it('tries again, less and less often, while the wiki is down for a day, and then goes on as before', () => {
    const hourly = nightly({ next: cronMoments('0 * * * *', 'UTC') });
    const scheduler = new VirtualScheduler([hourly], at('2026-07-01T11:59Z'));
    scheduler.tick();

    scheduler.pass(day, minute, () => 75);
    const tries = scheduler.begun.length;
    scheduler.pass(3 * hour, minute);

    expect(tries).toBeLessThan(32);
    expect(scheduler.begun.slice(0, 2).map(({ cause }) => cause)).toEqual(['schedule', 'retry']);
    const after = scheduler.begun.slice(tries).map(({ cause }) => cause);
    expect(after.slice(0, 2)).toEqual(['retry', 'schedule']);
    expect(after).not.toContain('watch');
    expect(after.length).toBeLessThanOrEqual(4);
  });

  it('puts off what comes due after a failure that another try would not mend', () => {
    const often = nightly({ next: cronMoments('* * * * *', 'UTC') });
    const scheduler = new VirtualScheduler([often], at('2026-07-01T12:00Z'));
    scheduler.tick();

    scheduler.pass(10 * hour, minute, () => 1);

    expect(scheduler.begun.length).toBeLessThan(20);
    expect(new Set(scheduler.begun.map(({ cause }) => cause))).toEqual(new Set(['schedule']));
  });

  it('puts off a moment by chance, the same for all of a lane, and never beyond half the way to the next', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) =>
      nightly({ name, lane: name === 'c' ? 'other' : 'wiki', jitter: hour }),
    );
    if (a === undefined || b === undefined || c === undefined) throw new Error('three were made');
    const often = nightly({ name: 'd', jitter: hour, next: cronMoments('*/4 * * * *', 'UTC') });
    const scheduler = new VirtualScheduler([a, b, c, often], at('2026-07-01T12:00Z'));
    scheduler.tick();
    scheduler.pass(30 * day, minute);

    const of = (name: string) => scheduler.begun.filter((run) => run.name === name);
    const delays = of('a').map(({ dueAt }) => (dueAt % day) - 30 * minute);
    expect(of('b').map(({ dueAt }) => dueAt)).toEqual(of('a').map(({ dueAt }) => dueAt));
    expect(of('c').map(({ dueAt }) => dueAt)).not.toEqual(of('a').map(({ dueAt }) => dueAt));
    expect(delays.every((delay) => delay >= 0 && delay < hour)).toBe(true);
    expect(new Set(delays).size).toBeGreaterThan(25);
    const moments = of('d').map(({ dueAt }) => Math.floor(dueAt / (4 * minute)));
    expect(moments.every((one, index) => one === (moments[0] ?? 0) + index)).toBe(true);
    expect(moments.length).toBeGreaterThanOrEqual((30 * day) / (4 * minute) - 1);
  });

  it('is taken once, however many decide at the same time', () => {
    const from = at('2026-07-01T12:00Z');
    const standing = { name: 'my-list', until: from, failures: 0, past: [] };
    const now = from + day;
    const [one] = decide([nightly()], new Map([['my-list', standing]]), now).steps;
    const [other] = decide([nightly()], new Map([['my-list', standing]]), now + 5).steps;
    if (one === undefined || other === undefined) throw new Error('a day has passed');

    const taken = stepped(standing, one);

    expect(taken?.waiting).toEqual(one.run);
    expect(other.run).toEqual(one.run);
    expect(stepped(taken, other)).toBeUndefined();
  });

  it('does not begin what a watch found before the retry that will see it too', () => {
    const run = { name: 'my-list', lane: 'wiki', cause: 'watch', dueAt: 5 } as const;
    const resting = { name: 'my-list', until: 0, failures: 1, retryAt: 9, past: [] };

    expect(awaited(resting, run)).toEqual(resting);
    expect(begun(awaited(undefined, run), 7).running).toEqual({ ...run, began: 7 });
  });
});

type Act =
  | { readonly kind: 'pass'; readonly minutes: number }
  | { readonly kind: 'leap'; readonly hours: number }
  | { readonly kind: 'finish'; readonly exitCode: number }
  | { readonly kind: 'restart' };

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 400 }) }),
  fc.record({ kind: fc.constant('leap' as const), hours: fc.integer({ min: 1, max: 400 }) }),
  fc.record({ kind: fc.constant('finish' as const), exitCode: fc.constantFrom(0, 1, 3, 75) }),
  fc.record({ kind: fc.constant('restart' as const) }),
);

const expressions = ['30 2 * * *', '0 */6 * * *', '17 3 * * 1', '*/20 * * * *', '0 2,3 * * *'];

describe('whatever happens, in virtual time', () => {
  it('no moment is run twice, none is forgotten, and one run is under way at most', () => {
    const property = fc.property(
      fc.constantFrom(...expressions),
      fc.integer({ min: 0, max: 365 }),
      fc.constantFrom(0, 10 * minute, 3 * hour),
      fc.array(act, { maxLength: 40 }),
      (expression, days, jitter, acts) => {
        const next = cronMoments(expression, 'Europe/Berlin');
        const timetable = nightly({ next, jitter });
        const scheduler = new VirtualScheduler([timetable], at('2026-01-01T00:00Z') + days * day);
        scheduler.tick();
        const first = scheduler.now;
        for (const each of acts) {
          play(scheduler, each);
          scheduler.tick();
          expectDealtWith(scheduler, timetable);
        }
        const planned = scheduler.begun.filter(({ cause }) => cause === 'schedule');
        const known = new Set(planned.map(({ dueAt }) => dueAt));
        const restarts = acts.filter(({ kind }) => kind === 'restart').length;
        expect(planned.length - known.size).toBeLessThanOrEqual(restarts);
        expect(planned.every(({ dueAt }) => dueAt > first)).toBe(true);

        // In the end all is done: a good run began after the last moment.
        scheduler.finish(0);
        scheduler.pass(longestBackOff + 2 * minute, minute);
        const last = scheduler.standing('my-list');
        expect(last?.waiting).toBeUndefined();
        const open = next(last?.until ?? 0);
        expect(open === undefined || open + jitter > scheduler.now).toBe(true);
      },
    );
    fc.assert(property, { numRuns: Number(process.env['WIKISYNC_RUNS'] ?? 500) });
  });
});

/** What is past is under way, done, or left to a retry; what waits is due. */
function expectDealtWith(scheduler: VirtualScheduler, { next, jitter }: Timetable): void {
  const standing = scheduler.standing('my-list');
  const { until = 0, waiting, running, retryAt = 0, holdUntil = 0 } = standing ?? {};
  const due = next(until);
  if (waiting === undefined && running === undefined && due !== undefined) {
    const isPast = due + jitter <= scheduler.now;
    expect(!isPast || Math.max(retryAt, holdUntil) > scheduler.now - day).toBe(true);
  }
  expect(waiting === undefined || waiting.dueAt <= scheduler.now).toBe(true);
}

function play(scheduler: VirtualScheduler, each: Act): void {
  if (each.kind === 'pass') scheduler.now += each.minutes * minute;
  else if (each.kind === 'leap') scheduler.now += each.hours * hour;
  else if (each.kind === 'finish') scheduler.finish(each.exitCode);
  else scheduler.restart();
}
