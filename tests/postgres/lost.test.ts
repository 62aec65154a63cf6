/** A database that goes away, or does not let anybody in. */
import { createServer } from 'node:net';
import { expect, inject, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/database.ts';
import { databaseStore } from '../../src/state/database-store.ts';
import { failureFrom } from '../support/failure.ts';
import { describeOnPostgres, freshDatabase } from '../support/postgres/database.ts';
import { findPrograms, startServer } from '../support/postgres/server.ts';
import { intent, outcome, snapshot } from '../support/state-contract.ts';

/** A session at an address that nothing good is behind. */
function openAt(url: string) {
  const database = openDatabase({ url, schema: 'wikisync', place: 'db/state', who: 'a test' });
  onTestFinished(() => database.close());
  return database;
}

describeOnPostgres('a database that is lost', () => {
  it('is an error for whatever is asked from then on, and never an empty state', async () => {
    const { open, cutOff } = freshDatabase();
    const store = databaseStore(open('the lost'));
    await store.saveSnapshot(snapshot);
    await store.beginIntent(intent('one'), snapshot);
    await cutOff('the lost');

    for (const asked of [
      () => store.loadSnapshot('list'),
      () => store.loadPeople('list'),
      () => store.loadHistory('list'),
      () => store.loadGoodRun('list'),
      () => store.loadMadePages('list'),
      () => store.openIntent('list'),
      () => store.outcomes(),
      () => store.runParts(),
      () => store.loadRun({ run: 'r', listing: 'list' }),
      () => store.endIntent(outcome('one')),
    ]) {
      const error = await failureFrom(asked());
      expect(error.code).toBe('state-unavailable');
      expect(error.hint).toContain('Run again');
    }
    expect((await databaseStore(open()).openIntent('list'))?.intent.id).toBe('one');
  });

  it.each([
    ['there is none at its address', 'postgres://me:secret@127.0.0.1:1/state', 'ECONNREFUSED'],
    ['its machine is not known', 'postgres://me:secret@nowhere.invalid/state', 'ENOTFOUND'],
  ])('is told of if %s', async (_what, url, code) => {
    const error = await failureFrom(databaseStore(openAt(url)).loadSnapshot('list'));

    expect(error.code).toBe('state-unavailable');
    expect(error.message).toMatch(new RegExp(`^The database at db/state .*${code}|EAI_AGAIN`));
    expect(JSON.stringify(error)).not.toContain('secret');
  });

  it('is told of if what answers there is no database', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const url = `postgres://me:secret@127.0.0.1:${port}/state`;

    const error = await failureFrom(databaseStore(openAt(url)).loadSnapshot('list'));

    expect(error.code).toBe('state-unavailable');
  });

  it.each([
    ['a wrong password', 'keeper:wrong', 'postgres', 'the password is wrong'],
    ['a user that it does not know', 'nobody:wrong', 'postgres', 'the password is wrong'],
    ['no password', 'keeper', 'postgres', 'the password is wrong'],
  ])('says what is wrong with %s', async (_what, user, name, reason) => {
    const port = inject('postgres')?.port;

    const error = await failureFrom(
      databaseStore(openAt(`postgres://${user}@127.0.0.1:${port}/${name}`)).loadSnapshot('list'),
    );

    expect(error.code).toBe('state-refused');
    expect(error.message).toBe(`The database at db/state refuses: ${reason}.`);
  });

  it('says that there is no such database, or that its user may make no tables', async () => {
    const { ask, url } = freshDatabase();
    const none = url.replace(/\/postgres\?.*/, '/none');
    const guest = url.replace('keeper:', 'guest:').replace(/\?.*/, '');
    await ask(`DO $$ BEGIN CREATE ROLE guest LOGIN; EXCEPTION WHEN OTHERS THEN NULL; END $$`);
    const [row] = await ask("SELECT rolpassword FROM pg_authid WHERE rolname = 'keeper'");
    await ask(`ALTER ROLE guest PASSWORD '${String(row?.['rolpassword'])}'`);

    expect((await failureFrom(databaseStore(openAt(none)).loadSnapshot('a'))).message).toContain(
      'there is no such database',
    );
    expect((await failureFrom(databaseStore(openAt(guest)).loadSnapshot('a'))).message).toContain(
      'this user may not do that',
    );
  });
});

describeOnPostgres('a database that crashes', () => {
  it('has what it said is written down, although its keeper set it to be fast', async () => {
    const server = await startServer(findPrograms() ?? '');
    onTestFinished(() => server.stop());
    await databaseStore(openAt(server.admin)).saveSnapshot({ ...snapshot, revision: 1 });

    for (let round = 1; round <= 3; round += 1) {
      const store = databaseStore(openAt(server.admin));
      await store.saveSnapshot({ ...snapshot, revision: round });
      await store.beginIntent(intent(`r${round}`, `list${round}`), snapshot);
      await server.crash();

      const next = databaseStore(openAt(server.admin));
      expect((await next.openIntent(`list${round}`))?.intent.id).toBe(`r${round}`);
      expect((await next.loadSnapshot('list'))?.revision).toBe(round);
    }
  });
});
