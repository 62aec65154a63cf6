/** The command line with its state in a database, as a user sees it. */
import { expect, inject, it, onTestFinished } from 'vitest';
import { takeLocks } from '../../src/state/database-lock.ts';
import { exampleWorkplace, type Workplace, xenDataPath } from '../support/command-line.ts';
import { type FakeLab, fakeLab } from '../support/fake-mediawiki/lab.ts';
import { byWay, startCutWay } from '../support/postgres/cut.ts';
import {
  describeOnPostgres,
  type FreshDatabase,
  freshDatabase,
} from '../support/postgres/database.ts';
import { sceneText, sceneTitle } from '../support/wiki-scene.ts';

/** The example on a fake wiki, with nothing known of it yet. */
async function scene(): Promise<{ lab: FakeLab; place: Workplace; database: FreshDatabase }> {
  const database = freshDatabase();
  const lab = await fakeLab();
  onTestFinished(() => lab.close());
  await lab.put(sceneTitle, sceneText);
  const place = exampleWorkplace({
    WIKISYNC_XEN_USERNAME: lab.username,
    WIKISYNC_XEN_PASSWORD: lab.password,
    WIKISYNC_STATE_URL: database.url,
  });
  const api = `api: ${lab.edge.api}\n    settle: 1`;
  place.edit('config/wikisync.yaml', 'folder: ../fixtures/xen/wiki', api);
  return { lab, place, database };
}

describeOnPostgres('a run whose state is in a database', () => {
  it('knows on one machine what was agreed on by another, and needs no folder', async () => {
    const { lab, place } = await scene();
    expect((await place.run('push')).code).toBe(0);
    place.edit(xenDataPath, 'skills: OCaml', 'skills: OCaml and C');

    const { code } = await place.run('sync', 'xen-2014');

    expect(code).toBe(0);
    expect(lab.store.history(sceneTitle)).toHaveLength(2);
    expect(() => place.read('.wikisync/journal.jsonl')).toThrow('ENOENT');
    expect((await place.run('log')).out).toContain('sync');
    expect((await place.run('plan', '--exit-code')).code).toBe(0);
    expect((await place.run('status')).out).toContain('last good run just now (sync)');
  });

  it('is refused while another run has the listing, and says which one', async () => {
    const { place, database } = await scene();
    await takeLocks(database.open('wikisync, process 7 on there'), ["listing 'xen-2014'"]);

    const { code, err } = await place.run('sync', 'xen-2014');

    expect(code).toBe(75);
    expect(err).toContain("Another run has the listing 'xen-2014': wikisync, process 7 on there");
  });

  it('is refused while a listing with the same data file is worked on', async () => {
    const { place, database } = await scene();
    await takeLocks(database.open(), ["data file '../fixtures/xen/projects.yaml'"]);

    expect((await place.run('sync', 'xen-2014')).code).toBe(75);
  });

  it('does not take a database that is away for a first contact', async () => {
    const { lab, place } = await scene();
    expect((await place.run('push')).code).toBe(0);
    place.edit(xenDataPath, 'skills: OCaml', 'skills: OCaml and C');
    lab.edge.requests.length = 0;

    const away = { WIKISYNC_STATE_URL: 'postgres://keeper@127.0.0.1:1/state' };
    const { code, err } = await place.runWith(away, 'sync', 'xen-2014');

    expect(code).toBe(75);
    expect(err).toBe(
      'wikisync: The database at 127.0.0.1:1/state cannot be reached: ECONNREFUSED. (state-unavailable)\n' +
        '  Run again when it is back: what was under way is settled first.\n',
    );
    expect(lab.edge.requests).toEqual([]);
  });

  it('names its database in the config, without the password, which stands in .env', async () => {
    const { place, database } = await scene();
    const config = place.read('config/wikisync.yaml');
    place.write('config/wikisync.yaml', `state: ${database.bare}\n${config}`);
    const password = decodeURIComponent(new URL(database.url).password);

    const { code, out } = await place.runWith({ PGPASSWORD: password }, 'status');

    expect(out).toContain('xen-2014');
    expect(code).toBe(0);
  });

  it('is not begun where the config or the command line shows a password', async () => {
    const { place } = await scene();
    const shown = 'postgres://keeper:hunter2@127.0.0.1/state';

    const said = await place.run('plan', '--state', shown);
    expect(said).toMatchObject({ code: 64 });
    expect(said.err).toContain('WIKISYNC_STATE_URL');
    expect(said.err).not.toContain('hunter2');

    place.write('config/wikisync.yaml', `state: ${shown}\n${place.read('config/wikisync.yaml')}`);
    const written = await place.run('plan');
    expect(written).toMatchObject({ code: 1 });
    expect(written.out).toContain('state-with-password');
    expect(written.out + written.err).not.toContain('hunter2');
  });

  it('is looked at by the doctor', async () => {
    const { place } = await scene();

    const well = await place.run('doctor', '--verbose');
    expect(well.out).toContain("The state's database can be used: 127.0.0.1");

    const away = { WIKISYNC_STATE_URL: 'postgres://keeper@127.0.0.1:1/state' };
    const ill = await place.runWith(away, 'doctor');
    expect(ill.out).toContain('state-unavailable');
    expect(ill.code).toBe(1);
  });

  it('is settled by the next run where the database went away in the middle', async () => {
    const { lab, place, database } = await scene();
    expect((await place.run('push')).code).toBe(0);
    place.edit(xenDataPath, 'skills: OCaml', 'skills: OCaml and C');
    let cut = 0;
    const way = await startCutWay(inject('postgres')?.port ?? 0);
    onTestFinished(() => way.close());
    lab.edge.onRequest = (params) => {
      if (params.get('action') !== 'edit') return;
      cut += 1;
      way.cutAll();
    };
    const throughWay = {
      ...{ WIKISYNC_XEN_USERNAME: lab.username, WIKISYNC_XEN_PASSWORD: lab.password },
      WIKISYNC_STATE_URL: byWay(database.url, way),
    };

    const first = await place.runWith(throughWay, 'sync', 'xen-2014');
    lab.edge.onRequest = () => undefined;
    const next = await place.run('sync', 'xen-2014');

    expect(cut).toBe(1);
    expect(first).toMatchObject({ code: 75, out: expect.stringContaining('outcome-unknown') });
    expect(next.code).toBe(0);
    expect(lab.store.history(sceneTitle)).toHaveLength(2);
  });
});
