/** `serve` on a database, as a user runs it. */
import { setTimeout } from 'node:timers/promises';
import { expect, inject, it, onTestFinished } from 'vitest';
import { xenDataPath } from '../support/command-line.ts';
import { byWay, startCutWay } from '../support/postgres/cut.ts';
import { describeOnPostgres, freshDatabase } from '../support/postgres/database.ts';
import { sceneTitle, setScene } from '../support/wiki-scene.ts';

async function scene() {
  const database = freshDatabase();
  const way = await startCutWay(inject('postgres')?.port ?? 0);
  onTestFinished(() => way.close());
  const made = await setScene({ WIKISYNC_STATE_URL: byWay(database.url, way) });
  onTestFinished(() => made.lab.close());
  const schedule = "schedule: { cron: '* * * * * *', jitter: 0, watch: true }\nlistings:\n";
  made.place.edit('config/wikisync.yaml', 'listings:\n', schedule);
  return { ...made, database, way };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await setTimeout(20);
}

const nowhere = ['--listen', 'none', '--poll', '1'];

describeOnPostgres('servers that share a database', () => {
  it('do each run once, and go on where one of them is stopped', async () => {
    const { lab, place, database } = await scene();
    const servers = [place.start('serve', ...nowhere), place.start('serve', ...nowhere)];
    for (const server of servers) await server.said(/keeping 2 schedules/);
    place.edit(xenDataPath, 'skills: OCaml', 'skills: OCaml and C');
    await until(() => lab.store.latest(sceneTitle)?.text.includes('OCaml and C') === true);
    await setTimeout(1500);

    const first = await servers[0]?.stop();
    const text = lab.store.latest(sceneTitle)?.text ?? '';
    lab.store.put(sceneTitle, { user: 'Ada', text: text.replace('OCaml and C', 'Haskell') });
    await until(() => place.read(xenDataPath).includes('skills: Haskell'));
    const second = await servers[1]?.stop();

    expect([first?.code, second?.code]).toEqual([0, 0]);
    const told = `${first?.err}${second?.err}`.match(/^wikisync: xen-2014: /gm) ?? [];
    const [row] = await database.ask(
      "SELECT json_array_length(body::json -> 'past') AS runs FROM standings WHERE name = 'xen-2014'",
    );
    expect(told).toHaveLength(Number(row?.['runs']));
    expect(lab.store.history(sceneTitle)).toHaveLength(3);
    expect((await place.run('status')).out).toContain('xen-2014  ok');
  });

  it('go on once the database is there again', async () => {
    const { lab, place, way } = await scene();
    const server = place.start('serve', ...nowhere);
    await server.said(/keeping 2 schedules/);
    way.cutAll();
    place.edit(xenDataPath, 'skills: OCaml', 'skills: OCaml and C');

    await until(() => lab.store.latest(sceneTitle)?.text.includes('OCaml and C') === true);

    expect((await server.stop()).code).toBe(0);
  });

  it('are begun with an address that has no password', async () => {
    const { place, database } = await scene();
    const password = decodeURIComponent(new URL(database.url).password);

    const shown = await place.run('serve', '--queue', 'postgres://keeper:hunter2@127.0.0.1/state');
    expect(shown).toMatchObject({ code: 64, out: '' });
    expect(shown.err).not.toContain('hunter2');
    const twice = await place.run('serve', '--queue', database.bare, '--state', 'elsewhere');
    expect(twice.code).toBe(64);
    const folder = await place.run('serve', '--queue', '.wikisync');
    expect(folder.err).toContain('--queue is for the address of a PostgreSQL database.');

    place.write('.env', `PGPASSWORD="${password}"\n`);
    const server = place.start('serve', '--queue', database.bare, ...nowhere);
    await server.said(/keeping 2 schedules/);
    place.write('.env', '');
    expect((await server.stop()).code).toBe(0);
  });
});
