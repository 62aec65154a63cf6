import { expect, it } from 'vitest';
import { takeLocks } from '../../src/state/database-lock.ts';
import { databaseStore } from '../../src/state/database-store.ts';
import { failureFrom } from '../support/failure.ts';
import { describeOnPostgres, freshDatabase } from '../support/postgres/database.ts';
import { intent, outcome, snapshot, testState } from '../support/state-contract.ts';

describeOnPostgres('a state in a database', () => {
  testState(async () => {
    const { open, ask } = freshDatabase();
    return {
      open: (limits) => databaseStore(open(), limits),
      damage: async (kind, name, text) => {
        await ask('UPDATE texts SET body = $3 WHERE kind = $1 AND name = $2', [kind, name, text]);
      },
      lock: (names) => takeLocks(open(), names),
    };
  });

  it('has one open write of a listing, whatever runs believe', async () => {
    const { open } = freshDatabase();
    await databaseStore(open()).beginIntent(intent('one'), snapshot);

    const error = await failureFrom(databaseStore(open()).beginIntent(intent('two'), snapshot));

    expect(error.code).toBe('state-damaged');
    await databaseStore(open()).beginIntent(intent('three', 'other'), snapshot);
  });

  it('does not write down twice what became of a write', async () => {
    const { open } = freshDatabase();
    const store = databaseStore(open());
    await store.beginIntent(intent('one'), snapshot);
    await store.endIntent(outcome('one'));

    const error = await failureFrom(store.endIntent({ ...outcome('one'), result: 'not-done' }));

    expect(error.code).toBe('state-damaged');
    expect((await store.outcomes()).get('one')?.result).toBe('done');
  });

  it("tells a write's age by the database's clock, not by that of the machine that wrote it", async () => {
    const { open, ask } = freshDatabase();
    const store = databaseStore(open());
    await store.beginIntent({ ...intent('one'), time: 0 }, snapshot);
    await ask("UPDATE journal SET begun = begun - interval '1 hour'");

    const age = Date.now() - ((await store.openIntent('list'))?.intent.time ?? 0);

    expect(Math.abs(age - 3_600_000)).toBeLessThan(5000);
  });

  it('refuses a journal that is not what was written', async () => {
    const { open, ask } = freshDatabase();
    const store = databaseStore(open());
    await store.beginIntent(intent('one'), snapshot);
    await ask("UPDATE journal SET intent = replace(intent, 'a.yaml', 'b.yaml')");

    expect((await failureFrom(store.openIntent('list'))).code).toBe('state-damaged');
  });

  it('forgets writes that were settled long ago, and none that is open', async () => {
    const { open, ask } = freshDatabase();
    const store = databaseStore(open());
    await store.beginIntent(intent('open'), snapshot);
    await ask(`INSERT INTO journal (id, listing, intent, pending, begun, outcome, ended)
      SELECT 'w' || n, 'l' || n, '', '', now(), '', now() - make_interval(secs => n)
      FROM generate_series(1, 20010) AS n`);
    await ask("UPDATE journal SET begun = now() - interval '9 years' WHERE id = 'open'");

    await store.tidy(Date.now());

    const [row] = await ask('SELECT count(*)::int AS count FROM journal');
    expect(row?.['count']).toBe(20_001);
    expect(
      await ask("SELECT id FROM journal WHERE id IN ('w20000', 'w20001', 'open') ORDER BY id"),
    ).toEqual([{ id: 'open' }, { id: 'w20000' }]);
  });

  it('is made once by programs that come first at the same time', async () => {
    const { open } = freshDatabase();

    const loads = Array.from({ length: 8 }, () => databaseStore(open()).loadSnapshot('list'));

    expect(await Promise.all(loads)).toEqual(Array.from({ length: 8 }, () => undefined));
  });

  it('does not mix what is in another schema', async () => {
    const { open, schema } = freshDatabase();
    await databaseStore(open()).saveSnapshot(snapshot);
    await takeLocks(open(), ["listing 'a'"]);

    const other = open('a test', `${schema}_b`);

    expect(await databaseStore(other).loadSnapshot('list')).toBeUndefined();
    await takeLocks(other, ["listing 'a'"]);
  });

  it('leaves the tables of another version alone', async () => {
    const { open, ask, schema } = freshDatabase();
    await databaseStore(open()).saveSnapshot(snapshot);
    await ask('UPDATE version SET version = 2');

    const error = await failureFrom(databaseStore(open()).loadSnapshot('list'));

    expect(error.code).toBe('state-refused');
    expect(error.message).toContain(`schema '${schema}'`);
  });
});

describeOnPostgres('locks in a database', () => {
  it('say who has one, since when', async () => {
    const { open } = freshDatabase();
    await takeLocks(open('wikisync, process 7 on here'), ["listing 'a'", "listing 'b'"]);

    const error = await failureFrom(takeLocks(open(), ["listing 'b'", "listing 'c'"]));

    expect(error.message).toMatch(
      /^Another run has the listing 'b': wikisync, process 7 on here, since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\.$/,
    );
  });

  it('wait for a session that is about to end, if they are to', async () => {
    const { open } = freshDatabase();
    const first = open();
    await takeLocks(first, ["listing 'a'"]);

    const second = takeLocks(open(), ["listing 'a'"], 60_000);
    await first.close();

    await second;
  });

  it('take all or nothing', async () => {
    const { open } = freshDatabase();
    await takeLocks(open(), ["listing 'b'"]);
    await failureFrom(takeLocks(open(), ["listing 'a'", "listing 'b'"]));

    await takeLocks(open(), ["listing 'a'"]);
  });

  it('are free as soon as the session of who had them is gone', async () => {
    const { open, cutOff } = freshDatabase();
    const first = open('the first');
    await takeLocks(first, ["listing 'a'"]);
    await cutOff('the first');

    await takeLocks(open(), ["listing 'a'"]);

    expect((await failureFrom(databaseStore(first).saveSnapshot(snapshot))).code).toBe(
      'state-unavailable',
    );
  });

  it('lets one of many in', async () => {
    const { open } = freshDatabase();
    const tries = Array.from({ length: 12 }, () => takeLocks(open(), ["listing 'a'"]));

    const ends = await Promise.allSettled(tries);

    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
