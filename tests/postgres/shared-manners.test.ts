/** Several workers on one wiki: each of them is a session of its own. */
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Database } from '../../src/database.ts';
import type { Reply } from '../../src/wiki/session.ts';
import { databaseManners, type MannersOptions } from '../../src/wiki/shared-manners.ts';
import { failureFrom } from '../support/failure.ts';
import { describeOnPostgres, freshDatabase } from '../support/postgres/database.ts';

const answer: Reply = { kind: 'answer', body: {} };

/** A worker's manners towards a wiki, and what it was told to wait for in earnest. */
function worker(database: Database, more: Partial<MannersOptions> = {}) {
  const waits: number[] = [];
  const manners = databaseManners(database)({
    ...{ wiki: 'lab', api: 'https://lab.example.org/api.php', gap: 0, settleTime: 90_000 },
    wait: async (milliseconds) => {
      // The looks whether it is its turn are short.
      if (milliseconds > 100) waits.push(milliseconds);
      else await setTimeout(5);
    },
    ...more,
  });
  return { ...manners, waits };
}

function restFor(seconds: number): Reply {
  return { kind: 'failed', failure: { kind: 'http', status: 429, retryAfter: seconds } };
}

describeOnPostgres('workers on one wiki', () => {
  it('send one request at a time, and all of them', async () => {
    const { open } = freshDatabase();
    const flight = { now: 0, most: 0, done: 0 };
    const send = async (): Promise<Reply> => {
      flight.now += 1;
      flight.most = Math.max(flight.most, flight.now);
      await setTimeout(2);
      flight.now -= 1;
      flight.done += 1;
      return answer;
    };

    const all = [open(), open(), open()].flatMap((database) => {
      const { turns, pace } = worker(database);
      return Array.from({ length: 8 }, () => [
        turns.take('get', send),
        pace.take(() => turns.take('post', send)),
      ]).flat();
    });
    await Promise.all(all);

    expect(flight).toEqual({ now: 0, most: 1, done: 48 });
  });

  it('ask different wikis at the same time', async () => {
    const { open } = freshDatabase();
    const one = worker(open());
    const other = worker(open(), { api: 'https://other.example.org/api.php' });

    await one.turns.take('get', () => other.turns.take('get', async () => answer));
  });

  it('of one session take turns too, where it knows the wiki by two names', async () => {
    const database = freshDatabase().open();
    const make = databaseManners(database);
    const flight = { now: 0, most: 0 };
    const options = { api: 'a', gap: 0, settleTime: 1, wait: () => setTimeout(1) };
    const send = async (): Promise<Reply> => {
      flight.now += 1;
      flight.most = Math.max(flight.most, flight.now);
      await setTimeout(5);
      flight.now -= 1;
      return answer;
    };

    const both = ['x', 'y'].map((wiki) => make({ ...options, wiki }).turns.take('get', send));
    await Promise.all(both);

    expect(flight.most).toBe(1);
  });

  it('leave the wiki alone for as long as it told one of them', async () => {
    const { open } = freshDatabase();
    await worker(open()).turns.take('get', async () => restFor(60));
    const other = worker(open());

    await other.turns.take('get', async () => answer);

    expect(other.waits).toHaveLength(1);
    expect(other.waits[0]).toBeGreaterThan(30_000);
    expect(other.waits[0]).toBeLessThanOrEqual(60_000);
  });

  it('do not wait for longer than a run does, and leave it to a later one', async () => {
    const { open } = freshDatabase();
    await worker(open()).turns.take('get', async () => restFor(3600));
    let sent = 0;

    const error = await failureFrom(
      worker(open()).turns.take('get', async () => {
        sent += 1;
        return answer;
      }),
    );

    expect(error.code).toBe('wiki-unavailable');
    expect(error.message).toMatch(/^Wiki 'lab' asks to be left alone for 3[56]\d\d seconds\.$/);
    expect(sent).toBe(0);
  });

  it('let the wiki rest from the end of one edit to the next, whosever it is', async () => {
    const { open } = freshDatabase();
    const first = worker(open(), { gap: 60_000 });
    const second = worker(open(), { gap: 60_000 });

    await first.pace.take(async () => undefined);
    await second.pace.take(async () => undefined);

    expect(first.waits).toEqual([]);
    expect(second.waits).toHaveLength(1);
    expect(second.waits[0]).toBeGreaterThan(30_000);
  });

  it("stay below the account's limits together", async () => {
    const { open } = freshDatabase();
    const workers = [worker(open()), worker(open()), worker(open())];
    for (const { pace } of workers) pace.allow([{ hits: 5, seconds: 600 }]);

    for (const round of [0, 1]) {
      for (const { pace } of workers.slice(0, round === 0 ? 3 : 1)) {
        await pace.take(() => Promise.reject(new Error('x'))).catch(() => undefined);
      }
    }
    expect(workers.map(({ waits }) => waits.length)).toEqual([0, 0, 0]);
    await workers[1]?.pace.take(async () => undefined);

    // Four fifths of five: the fifth waits until the first is ten minutes old.
    expect(workers[1]?.waits).toHaveLength(1);
    expect(workers[1]?.waits[0]).toBeGreaterThan(500_000);
  });

  it.each<['get' | 'post', number]>([
    ['post', 90_000],
    ['get', 60_000],
  ])(
    'wait, where one is gone in a %s, until the wiki cannot be at it any more',
    async (method, most) => {
      const { open, cutOff } = freshDatabase();
      const gone = worker(open('the gone worker'));
      const next = worker(open());

      const reply = await gone.turns.take(method, async () => {
        await cutOff('the gone worker');
        return answer;
      });
      await next.turns.take('get', async () => answer);

      expect(reply).toBe(answer);
      expect(next.waits).toHaveLength(1);
      expect(next.waits[0]).toBeGreaterThan(most / 2);
      expect(next.waits[0]).toBeLessThanOrEqual(most);
    },
  );

  it('send nothing any more once they lost the session that has their locks', async () => {
    const { open, cutOff } = freshDatabase();
    const { turns } = worker(open('the gone worker'));
    await turns.take('get', async () => answer);
    await cutOff('the gone worker');
    let sent = 0;

    const error = await failureFrom(
      turns.take('post', async () => {
        sent += 1;
        return answer;
      }),
    );

    expect(error.code).toBe('state-unavailable');
    expect(sent).toBe(0);
  });
});
