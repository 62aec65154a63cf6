import { expect, it } from 'vitest';
import type { DueRun, Step } from '../../src/core/schedule/standing.ts';
import { openSharedQueue } from '../../src/serve/shared-queue.ts';
import { describeRunQueue, describeSharedQueue } from '../serve/run-queue-contract.ts';
import { failureFrom } from '../support/failure.ts';
import { describeOnPostgres, freshDatabase } from '../support/postgres/database.ts';

async function lab() {
  const { open } = freshDatabase();
  return { open: () => openSharedQueue(open), close: () => Promise.resolve() };
}

function due(name: string, lane: string): Step {
  const run: DueRun = { name, lane, cause: 'schedule', dueAt: 5 };
  return { name, seen: undefined, until: 6, run };
}

describeOnPostgres('in a database', () => {
  describeRunQueue('of machines', lab);
  describeSharedQueue('of machines', lab);

  it('takes over what somebody had who is gone, and tells who had it', async () => {
    const { open, cutOff, ask, schema } = freshDatabase();
    const gone = await openSharedQueue(() => open('the gone server'));
    const other = await openSharedQueue(open);
    await gone.offer([due('a', 'one')]);
    const claim = await gone.claim(9);
    expect(claim?.lost.aborted).toBe(false);
    expect(await other.claim(9)).toBeUndefined();

    await cutOff('the gone server');
    const next = await other.claim(9);

    expect(next?.runs).toEqual(claim?.runs);
    expect((await failureFrom(claim?.end([], []) ?? Promise.resolve())).code).toBe(
      'state-unavailable',
    );
    expect(claim?.lost.aborted).toBe(true);
    expect((await other.standings()).get('a')?.running).toBeDefined();
    const failed = await ask(`SELECT output FROM ${schema}_jobs.job WHERE state = 'failed'`);
    expect(JSON.stringify(failed)).toContain('who worked on it is gone');
    await other.close();
    await gone.close();
  });

  it('goes on with another session where it lost its own, and gives nobody the same lane twice', async () => {
    const { open, cutOff } = freshDatabase();
    const queue = await openSharedQueue(() => open('the cut'));
    await queue.offer([due('a', 'one')]);
    const first = await queue.claim(9);
    await cutOff('the cut');

    // It may learn of it by asking.
    const second = await queue.claim(9).catch(() => queue.claim(9));
    await first?.end([], []).catch(() => undefined);
    const third = await queue.claim(9);
    await second?.end([], []);

    expect(second?.runs).toEqual(first?.runs);
    expect(third).toBeUndefined();
    expect((await queue.claim(9))?.runs).toEqual(first?.runs);
    await queue.close();
  });

  it('has its tables made once by machines that come first at the same time', async () => {
    const { open } = freshDatabase();

    const queues = await Promise.all([1, 2, 3, 4].map(() => openSharedQueue(open)));
    await Promise.all(queues.map((queue, at) => queue.offer([due(`n${at}`, `lane ${at}`)])));
    const claims = await Promise.all(queues.map((queue) => queue.claim(9)));

    expect(new Set(claims.map((claim) => claim?.lane)).size).toBe(4);
    for (const queue of queues) await queue.close();
  });

  it('hands out again what could not be written down as ended', async () => {
    const { open, ask } = freshDatabase();
    const queue = await openSharedQueue(open);
    await queue.offer([due('a', 'one')]);
    const claim = await queue.claim(9);
    await ask('ALTER TABLE standings ADD CHECK (running IS NOT NULL) NOT VALID');

    const error = await failureFrom(claim?.end([], []) ?? Promise.resolve());
    await ask('ALTER TABLE standings DROP CONSTRAINT standings_running_check');

    expect(error.code).toBe('state-damaged');
    expect((await queue.claim(9))?.runs).toEqual(claim?.runs);
    await queue.close();
  });

  it('is not held up by standings that it cannot read', async () => {
    const { open, ask } = freshDatabase();
    const queue = await openSharedQueue(open);
    await queue.offer([due('a', 'one'), due('b', 'two')]);
    await queue.claim(9);
    await ask(`UPDATE standings SET body = '{"version":9}'`);
    await queue.close();

    const next = await openSharedQueue(open);
    for (let claims = 0; claims < 3; claims += 1) await (await next.claim(9))?.end([], []);

    expect(await next.claim(9)).toBeUndefined();
    await next.offer([due('b', 'two')]);
    expect((await next.claim(9))?.runs).toHaveLength(1);
    await next.close();
  });

  it('reads what others changed, and nothing else again', async () => {
    const { open } = freshDatabase();
    const [queue, other] = [await openSharedQueue(open), await openSharedQueue(open)];
    await queue.offer([due('a', 'one')]);
    const before = await other.standings();
    await queue.offer([due('b', 'two')]);
    const claim = await queue.claim(9);

    const after = await other.standings();

    expect([...before.keys()]).toEqual(['a']);
    expect([...after.keys()].toSorted()).toEqual(['a', 'b']);
    expect(after.get(claim?.runs[0]?.name ?? '')?.running).toBeDefined();
    for (const each of [queue, other]) await each.close();
  });

  it('hands out a lane again whose job was lost', async () => {
    const { open, ask, schema } = freshDatabase();
    const queue = await openSharedQueue(open);
    await queue.offer([due('a', 'one')]);
    await ask(`DELETE FROM ${schema}_jobs.job`);

    expect((await queue.claim(9))?.lane).toBe('one');
    await queue.close();
  });
});
