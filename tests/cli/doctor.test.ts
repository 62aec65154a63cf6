import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canary } from '../support/canaries.ts';
import { exampleWorkplace, type Workplace, xenPagePath } from '../support/command-line.ts';
import { findingOf, roundOf } from '../support/doctor.ts';
import { type FakeLab, fakeLab } from '../support/fake-mediawiki/lab.ts';
import { xenPage } from '../support/xen.ts';

const title = '2014 GSoC and OPW Round 8 Projects';
const folder = 'folder: ../fixtures/xen/wiki';

describe('wikisync doctor on a folder', () => {
  it('finds nothing wrong with the example, and makes nothing', async () => {
    const place = exampleWorkplace();
    const page = place.read(xenPagePath);

    const { code, out, err } = await place.run('doctor');

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('The page calls');
    expect(out).toMatch(/Nothing is wrong\.\n$/);
    expect(place.read(xenPagePath)).toBe(page);
    expect(existsSync(join(place.folder, '.wikisync'))).toBe(false);
    expect(await place.run('doctor', '--quiet')).toEqual({ code: 0, out: '', err: '' });
  });

  it('finds the snapshot of a listing that was synced', async () => {
    const place = exampleWorkplace();
    await place.run('push');

    const round = await roundOf(place);

    expect(findingOf(round, 'snapshot-there').seen).toContain('8 records');
  });

  it.each<readonly [string, (place: Workplace) => void, readonly string[]]>([
    [
      'a folder that is not there',
      (place) => place.edit('config/wikisync.yaml', folder, 'folder: ../nowhere'),
      ['folder-missing', 'page-unseen'],
    ],
    [
      'a page that is not there',
      (place) => place.edit('config/wikisync.yaml', 'page: 2014', 'page: 2041'),
      ['page-missing'],
    ],
    [
      'a snapshot that is damaged',
      (place) => place.write('.wikisync/snapshots/xen-2014.json', '{'),
      ['file-unreadable'],
    ],
    [
      'a journal that is damaged',
      (place) => place.write('.wikisync/journal.jsonl', 'x\ny\n'),
      ['state-damaged'],
    ],
    [
      'a file where the state folder should be',
      (place) => place.write('.wikisync', ''),
      ['state-unwritable'],
    ],
    [
      'a data file that cannot be read',
      (place) => place.write('fixtures/xen/projects.yaml', 'records: [\n'),
      ['yaml-syntax'],
    ],
    [
      'a file where the folder of the data file should be',
      (place) => place.edit('config/wikisync.yaml', 'projects.yaml', 'projects.yaml/x.yaml'),
      ['data-unwritable'],
    ],
    [
      'a mistake in the config',
      (place) => place.edit('config/wikisync.yaml', 'key: title', 'key: name'),
      ['key-unknown'],
    ],
  ])('ends with 1 for %s', async (_what, change, codes) => {
    const place = exampleWorkplace();
    change(place);

    const round = await roundOf(place);

    expect(round.troubles).toEqual(codes);
    expect(round.code).toBe(1);
  });

  it('tells how many records the data file has, and where there is none yet', async () => {
    const place = exampleWorkplace();
    const there = await roundOf(place);
    place.edit('config/wikisync.yaml', 'projects.yaml', 'new/projects.yaml');
    const none = await roundOf(place);

    expect(findingOf(there, 'data-there').seen).toBe(
      "The data file 'fixtures/xen/projects.yaml' can be read: 8 records.",
    );
    expect(findingOf(none, 'data-file-new').level).toBe('ok');
    expect(none.code).toBe(0);
  });

  it('warns of messages that nobody would get', async () => {
    const place = exampleWorkplace();
    place.write(
      'config/wikisync.yaml',
      `${place.read('config/wikisync.yaml')}
notify: { webhook: true, mail: { from: bot@example.org, to: [me@example.org] } }
health: { ping: true }
`,
    );
    place.write('.env', 'WIKISYNC_SMTP_URL=smtps://mail.example.org\n');

    const round = await roundOf(place);

    expect(round.troubles).toEqual(['notify-unset', 'notify-unset']);
    expect(findingOf(round, 'notify-unset').seen).toContain('WIKISYNC_WEBHOOK_URL');
    expect(round.code).toBe(0);
  });

  it('wants names of listings that there are', async () => {
    const { code, err } = await exampleWorkplace().run('doctor', 'xen-2041');

    expect(code).toBe(64);
    expect(err).toContain("'xen-2014'");
  });
});

describe('wikisync doctor on a MediaWiki', () => {
  let lab: FakeLab;

  beforeEach(async () => {
    lab = await fakeLab();
    // The fake's clock stands still.
    lab.store.time = Math.floor(Date.now() / 1000);
    await lab.put(title, xenPage);
    await lab.put('Template:Project', 'a project');
    lab.store.accounts.get('SyncBot')?.rights.splice(0, 99, 'read', 'edit', 'bot', 'noratelimit');
  });

  afterEach(() => lab.close());

  function place(
    environment: Readonly<Record<string, string>> = {
      WIKISYNC_XEN_USERNAME: 'SyncBot@lab',
      WIKISYNC_XEN_PASSWORD: canary,
    },
    wiki = `api: ${lab.edge.api}`,
  ): Workplace {
    const made = exampleWorkplace(environment);
    made.edit('config/wikisync.yaml', folder, wiki);
    return made;
  }

  it('finds nothing wrong where nothing is, and sends nothing that edits', async () => {
    const round = await roundOf(place());

    expect(round.troubles).toEqual([]);
    expect(round.code).toBe(0);
    expect(lab.edge.requests.map((params) => params.get('action'))).toEqual([
      'query',
      'login',
      'query',
    ]);
  });

  it('ends with 75 for what passes, and with 1 if there is more', async () => {
    await lab.setReadOnly('a backup');
    const passing = await roundOf(place());
    await lab.put(title, `{{nobots}}\n${xenPage}`);
    const more = await roundOf(place());

    expect(passing.troubles).toEqual(['login-untried', 'wiki-read-only']);
    expect(passing.code).toBe(75);
    expect(more.code).toBe(1);
  });

  it('ends with 0 for warnings', async () => {
    const round = await roundOf(place({}));

    expect(round.troubles).toEqual(['credentials-none']);
    expect(round.code).toBe(0);
  });

  it('ends with 75 where nobody listens', async () => {
    const round = await roundOf(place({}, 'api: http://127.0.0.1:9/api.php'));

    expect(round.troubles).toEqual(['endpoint-unreachable', 'page-unseen']);
    expect(round.code).toBe(75);
  });

  it('names the page that answers in the place of api.php', async () => {
    const body = '<!DOCTYPE html><title>Welcome to nginx!</title>';
    lab.edge.fail('query', { kind: 'answer', answer: { body } });

    const round = await roundOf(place());

    expect(findingOf(round, 'endpoint-not-api').seen).toContain("'Welcome to nginx!'");
    expect(lab.edge.requests).toHaveLength(1);
  });

  it('looks at a wiki whose credentials are half there', async () => {
    const round = await roundOf(place({ WIKISYNC_XEN_USERNAME: 'SyncBot@lab' }));

    expect(round.troubles).toEqual(['credentials-half']);
    expect(round.code).toBe(1);
    expect(findingOf(round, 'template-called').level).toBe('ok');
  });

  it('looks at the other wikis where one fails, and at those of the named listings alone', async () => {
    const made = place();
    const config = made.read('config/wikisync.yaml');
    const [wikis = '', listing = ''] = config.split(/^listings:\n/m);
    const other = listing.replace('xen-2014:', 'other:').replace('wiki: xen', 'wiki: dead');
    const second = other.replace('projects.yaml', 'other.yaml');
    made.write(
      'config/wikisync.yaml',
      `${wikis}  dead: { api: 'http://127.0.0.1:9/api.php' }\nlistings:\n${second}${listing}`,
    );

    const all = await roundOf(made);
    const one = await roundOf(made, 'xen-*');

    expect(all.code).toBe(75);
    expect(Object.keys(all.wikis)).toEqual(['xen', 'dead']);
    expect(all.listings['xen-2014']?.every(({ level }) => level === 'ok')).toBe(true);
    expect(Object.keys(one.wikis)).toEqual(['xen']);
    expect(one.code).toBe(0);
  });

  it('says that a login is refused in plain words, and never shows a secret', async () => {
    const wrong = `${canary}-wrong`;
    const made = place({ WIKISYNC_XEN_USERNAME: 'SyncBot@lab', WIKISYNC_XEN_PASSWORD: wrong });

    const { code, out, err } = await made.run('doctor', '--verbose');

    expect(code).toBe(1);
    expect(out).toContain('look the same');
    for (const secret of [wrong, encodeURIComponent(wrong)])
      expect(out + err).not.toContain(secret);
  });

  it('does not let a wiki show a secret, or move the cursor', async () => {
    lab.store.readonly = `because of ${canary}\u001B[2J`;

    const { out } = await place().run('doctor');

    expect(out).toContain('because of [secret]');
    expect(out).not.toContain('\u001B');
  });
});
