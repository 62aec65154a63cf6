import { describe, expect, it } from 'vitest';
import { Pace } from '../../src/wiki/pace.ts';

function paced(gap: number) {
  const clock = { now: 0, waits: [] as number[] };
  const pace = new Pace({
    gap,
    now: () => clock.now,
    wait: async (milliseconds) => {
      clock.waits.push(milliseconds);
      clock.now += milliseconds;
    },
  });
  const save = (duration: number) =>
    pace.take(async () => {
      clock.now += duration;
    });
  return { pace, clock, save };
}

describe('Pace', () => {
  it('does not rest before the first edit', async () => {
    const { clock, save } = paced(1000);

    await save(10);

    expect(clock.waits).toEqual([]);
  });

  it('rests from the end of an edit, as long as is left', async () => {
    const { clock, save } = paced(1000);

    await save(5000);
    clock.now += 400;
    await save(0);
    clock.now += 2000;
    await save(0);

    expect(clock.waits).toEqual([600]);
  });

  it('uses four fifths of the slowest limit, those that failed included', async () => {
    const { pace, clock, save } = paced(0);

    pace.allow([
      { hits: 90, seconds: 60 },
      { hits: 5, seconds: 60 },
    ]);
    for (let edit = 0; edit < 3; edit += 1) await save(1000);
    await pace.take(() => Promise.reject(new Error('x'))).catch(() => undefined);
    await save(0);

    // The first of the four that are allowed began at 0, the fifth comes at 60 seconds.
    expect(clock.waits).toEqual([57_000]);
  });

  it('rests after an edit that failed', async () => {
    const { pace, clock, save } = paced(1000);

    await pace.take(() => Promise.reject(new Error('x'))).catch(() => undefined);
    await save(0);

    expect(clock.waits).toEqual([1000]);
  });
});
