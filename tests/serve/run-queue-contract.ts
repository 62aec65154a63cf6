/** What every queue must hold: run over the one of a process, and over any that machines share. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DueRun, RunEnd, Step } from '../../src/core/schedule/standing.ts';
import type { Claim, RunQueue } from '../../src/serve/run-queue.ts';

/** Where queues are kept. */
export interface QueueLab {
  /** Another one on the same ground, as another machine or the next process has it. */
  readonly open: () => Promise<RunQueue>;
  readonly close: () => Promise<void>;
}

const run = (name: string, lane: string, dueAt: number): DueRun => ({
  name,
  lane,
  cause: 'schedule',
  dueAt,
});

const firstSight = (name: string): Step => ({ name, seen: undefined, until: 0 });

function due(name: string, lane: string, dueAt = 5, seen = 0): Step {
  return { name, seen, until: dueAt + 1, run: run(name, lane, dueAt) };
}

function end(name: string, exitCode = 0, more: Partial<RunEnd> = {}): RunEnd {
  const drift = { toPage: 1, toData: 2, conflicts: 0 };
  return { name, cause: 'schedule', began: 10, ended: 20, exitCode, ...drift, ...more };
}

function names(claim: Claim | undefined): readonly string[] {
  return (claim?.runs ?? []).map(({ name }) => name).toSorted();
}

/** The contract of `RunQueue`. */
export function describeRunQueue(name: string, start: () => Promise<QueueLab>): void {
  describe(`RunQueue: ${name}`, () => {
    let lab: QueueLab;
    let queue: RunQueue;

    beforeEach(async () => {
      lab = await start();
      queue = await lab.open();
      await queue.offer(['a', 'b', 'c'].map(firstSight));
    });

    afterEach(async () => {
      await queue.close();
      await lab.close();
    });

    it('has nothing to claim before something is due', async () => {
      expect(await queue.claim(9)).toBeUndefined();
      expect([...(await queue.standings()).keys()].toSorted()).toEqual(['a', 'b', 'c']);
    });

    it('takes the same step once, whoever offers it', async () => {
      await queue.offer([due('a', 'one')]);
      const first = await queue.claim(9);
      await first?.end([{ end: end('a') }], []);
      await queue.offer([due('a', 'one')]);

      expect(names(first)).toEqual(['a']);
      expect(await queue.claim(9)).toBeUndefined();
    });

    it('hands out all that waits in a lane, and nothing more of it before that has ended', async () => {
      await queue.offer([due('a', 'one', 7), due('b', 'two', 6), due('c', 'one', 5)]);

      const [first, second] = [await queue.claim(9), await queue.claim(9)];
      await queue.offer([due('a', 'one', 12, 8)]);
      const none = await queue.claim(13);
      await first?.end([{ end: end('a') }, { end: end('c') }], []);
      const third = await queue.claim(13);

      expect([first?.lane, names(first)]).toEqual(['one', ['a', 'c']]);
      expect([second?.lane, names(second)]).toEqual(['two', ['b']]);
      expect(none).toBeUndefined();
      expect(names(third)).toEqual(['a']);
    });

    it('lets one run wait of each name, however many come', async () => {
      await queue.offer([due('a', 'one', 5)]);
      await queue.offer([due('a', 'one', 7, 6)]);
      const claim = await queue.claim(9);
      await claim?.end([{ end: end('a') }], []);

      expect(claim?.runs).toEqual([run('a', 'one', 5)]);
      expect(await queue.claim(9)).toBeUndefined();
    });

    it('hands out again what was not ended', async () => {
      await queue.offer([due('a', 'one'), due('b', 'one')]);
      const first = await queue.claim(9);
      await first?.end([{ end: end('a') }], []);

      const second = await queue.claim(9);

      expect(names(second)).toEqual(['b']);
    });

    it('hands out what a run found to be due', async () => {
      await queue.offer([due('a', 'one')]);
      const first = await queue.claim(9);
      const found = { ...run('b', 'one', 9), cause: 'watch' as const };
      await first?.end([{ end: end('a', 0, { position: 'here' }) }], [found]);

      expect((await queue.claim(9))?.runs).toEqual([found]);
      expect((await queue.standings()).get('a')?.position).toBe('here');
    });

    it('leaves what failed alone until its retry is offered', async () => {
      await queue.offer([due('a', 'one')]);
      const claim = await queue.claim(9);
      await claim?.end([{ end: end('a', 75, { message: 'The wiki is down.' }) }], []);

      const { retryAt = 0, until = 0, last } = (await queue.standings()).get('a') ?? {};
      const none = await queue.claim(retryAt);
      const retry = { ...run('a', 'one', retryAt), cause: 'retry' as const };
      await queue.offer([{ name: 'a', seen: until, until: retryAt, run: retry }]);

      expect(retryAt).toBeGreaterThanOrEqual(60_020);
      expect(last?.message).toBe('The wiki is down.');
      expect(none).toBeUndefined();
      expect((await queue.claim(retryAt))?.runs).toEqual([retry]);
    });

    it('keeps the last report', async () => {
      await queue.offer([due('a', 'one')]);
      const claim = await queue.claim(9);
      await claim?.end([{ end: end('a'), report: '<p>ü</p>' }], []);

      expect(await queue.loadReport('a')).toBe('<p>ü</p>');
      expect(await queue.loadReport('b')).toBeUndefined();
    });

    it('hands out to the next one what waited or was under way when this one went away', async () => {
      await queue.offer([due('a', 'one'), due('b', 'two'), due('c', 'one')]);
      await queue.claim(9);

      await queue.close();
      queue = await lab.open();
      const claims = [await queue.claim(9), await queue.claim(9)];

      expect(claims.map(names).toSorted()).toEqual([['a', 'c'], ['b']]);
    });

    it('tells the next one how everything stands', async () => {
      await queue.offer([due('a', 'one')]);
      const claim = await queue.claim(9);
      await claim?.end([{ end: end('a') }], []);
      const before = await queue.standings();

      await queue.close();
      queue = await lab.open();

      expect(await queue.standings()).toEqual(before);
      expect(before.get('a')).toMatchObject({
        until: 6,
        failures: 0,
        goodAt: 20,
        last: end('a'),
        past: [{ time: 20, exitCode: 0, toPage: 1, toData: 2, conflicts: 0 }],
      });
    });
  });
}

/** What holds besides of a queue that several machines share. */
export function describeSharedQueue(name: string, start: () => Promise<QueueLab>): void {
  describe(`RunQueue, shared: ${name}`, () => {
    it('is one for all who have it open', async () => {
      const lab = await start();
      const [queue, other] = [await lab.open(), await lab.open()];
      await queue.offer(['a', 'b'].map(firstSight));
      await Promise.all([queue.offer([due('a', 'one')]), other.offer([due('a', 'one')])]);

      const claims = await Promise.all([queue.claim(9), other.claim(9)]);
      const [claim, ...more] = claims.filter((each) => each !== undefined);
      await other.offer([due('b', 'one')]);
      const held = await queue.claim(9);
      await claim?.end([{ end: end('a') }], []);

      expect(more).toEqual([]);
      expect(held).toBeUndefined();
      expect(names(await other.claim(9))).toEqual(['b']);
      await other.close();
      await queue.close();
      await lab.close();
    });
  });
}
