/** `sync`, and the base that the page's own history gives. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { xenDataPath } from '../support/command-line.ts';
import { expectSound, type Scene, sceneText, sceneTitle, setScene } from '../support/wiki-scene.ts';

let scene: Scene;

beforeEach(async () => {
  scene = await setScene();
});

afterEach(() => scene.lab.close());

const run = (...args: string[]) => scene.place.run(...args);
const page = () => scene.lab.store.latest(sceneTitle)?.text ?? '';
const edits = () => scene.lab.store.history(sceneTitle).filter(({ user }) => user === 'SyncBot');

/** A person edits the page. */
async function onWiki(from: string, to: string): Promise<void> {
  expect(page()).toContain(from);
  await scene.lab.put(sceneTitle, page().replace(from, to));
}

function inData(from: string, to: string): void {
  scene.place.edit(xenDataPath, from, to);
}

/** A machine that has the data file and nothing else. */
function loseState(): void {
  rmSync(join(scene.place.folder, '.wikisync'), { recursive: true });
}

async function expectInSync(): Promise<void> {
  const { code, out } = await run('plan', '--exit-code');
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('In sync.') });
}

describe('sync', () => {
  it('writes both sides, the page as one edit', async () => {
    await onWiki('|Contact=Mentor: George Dunlap', '|Contact=Mentor: Georgia Dunlap');
    inData('difficulty: low-medium', 'difficulty: high');

    const { code, out } = await run('sync');

    expect(code).toBe(0);
    expect(out).toContain('Wrote fixtures/xen/projects.yaml.');
    expect(out).toContain('Saved the page as revision');
    expect(scene.place.read(xenDataPath)).toContain('Mentor: Georgia Dunlap');
    expect(page()).toBe(
      sceneText
        .replace('George Dunlap', 'Georgia Dunlap')
        .replace('|Difficulty=Low-Medium', '|Difficulty=High'),
    );
    expect(edits()).toHaveLength(1);
    await expectInSync();
    expectSound(scene);
  });

  it('changes nothing on either side with --dry-run, and nothing the second time', async () => {
    await onWiki('|Contact=Mentor: George Dunlap', '|Contact=Mentor: Georgia Dunlap');
    inData('difficulty: low-medium', 'difficulty: high');
    const before = [page(), scene.place.read(xenDataPath)];

    expect((await run('sync', '--dry-run', '--exit-code')).code).toBe(2);
    expect([page(), scene.place.read(xenDataPath)]).toEqual(before);
    await run('sync');
    const after = [page(), scene.place.read(xenDataPath)];
    expect((await run('sync')).out).toContain('In sync.');
    expect([page(), scene.place.read(xenDataPath)]).toEqual(after);
    expect(edits()).toHaveLength(1);
  });

  it('plans anew when a person edits the page meanwhile, and tells of all that it did', async () => {
    await onWiki('|Contact=Mentor: George Dunlap', '|Contact=Mentor: Georgia Dunlap');
    inData('difficulty: low-medium', 'difficulty: high');
    scene.lab.edge.onRequest = async (params) => {
      if (params.get('action') !== 'edit') return;
      scene.lab.edge.onRequest = () => undefined;
      await onWiki('|Difficulty=Low-Medium', '|Difficulty=Low-Medium <!-- really -->');
    };

    const { code, out } = await run('sync', '--format', 'json');

    expect(code).toBe(0);
    const [listing] = JSON.parse(out).listings;
    expect(listing.summary.data.update).toBe(1);
    expect(listing.summary.page.update).toBe(1);
    expect(listing.outcome).toMatchObject({ kind: 'done', page: {}, data: {} });
    expect(page()).toContain('|Difficulty=High <!-- really -->');
    await expectInSync();
  });

  it('says what was written before the wiki failed', async () => {
    await onWiki('|Contact=Mentor: George Dunlap', '|Contact=Mentor: Georgia Dunlap');
    inData('difficulty: low-medium', 'difficulty: high');
    scene.lab.store.captcha = true;

    const { code, out } = await run('sync');

    expect(code).toBe(1);
    expect(out).toContain('captcha');
    expect(out).toContain('Before that, fixtures/xen/projects.yaml was written.');
    expect(scene.place.read(xenDataPath)).toContain('Mentor: Georgia Dunlap');
    scene.lab.store.captcha = false;
    expect((await run('sync')).code).toBe(0);
    expect(page()).toContain('|Difficulty=High');
  });

  it('writes nothing while people ask the bot to stop', async () => {
    await onWiki('|Contact=Mentor: George Dunlap', '|Contact=Mentor: Georgia Dunlap');
    await onWiki('== ', '{{nobots}}\n== ');
    inData('difficulty: low-medium', 'difficulty: high');
    const before = [page(), scene.place.read(xenDataPath)];

    expect((await run('sync')).code).toBe(1);

    expect([page(), scene.place.read(xenDataPath)]).toEqual(before);
  });

  it('makes the data file at the first sync', async () => {
    loseState();
    scene.place.edit('config/wikisync.yaml', '../fixtures/xen/projects.yaml', '../new.yaml');

    expect((await run('sync')).code).toBe(0);

    expect(scene.place.read('new.yaml')).toBe(scene.place.read(xenDataPath));
    await expectInSync();
  });
});

describe('the base in the history of the page', () => {
  beforeEach(async () => {
    inData('difficulty: low-medium', 'difficulty: high');
    expect((await run('sync')).code).toBe(0);
  });

  it('is marked in the summary', () => {
    expect(edits().at(-1)?.comment).toMatch(
      /^wikisync: 1 updated \(ws-[0-9a-f]{8}, in sync [0-9a-f]{6}(-[0-9a-f]{6}){2}\)$/,
    );
  });

  it('merges three ways without a state folder', async () => {
    await onWiki('|Contact=Mentor: George Dunlap', '|Contact=Mentor: Georgia Dunlap');
    inData('difficulty: medium', 'difficulty: low');
    loseState();

    const { code, out } = await run('sync');

    expect({ code, out }).toMatchObject({ code: 0 });
    expect(page()).toContain('Georgia');
    expect(scene.place.read(xenDataPath)).toContain('Georgia');
    expect(edits()).toHaveLength(2);
    await expectInSync();
    loseState();
    await expectInSync();
  });

  it('costs no request of its own while the newest revision is the sync point', async () => {
    loseState();
    scene.lab.edge.requests.length = 0;

    await expectInSync();

    expect(scene.lab.edge.requests).toHaveLength(1);
  });

  it('goes before an older snapshot', async () => {
    const older = join(scene.place.folder, 'older');
    inData('skills: Some knowledge', 'skills: A bit of knowledge');
    expect((await run('sync', '--state', older)).code).toBe(0);
    await onWiki('A bit of knowledge', 'A tiny bit of knowledge');

    const { out } = await run('plan', '--format', 'json');

    const [listing] = JSON.parse(out).listings;
    expect(listing.changes.data).toMatchObject([{ fields: [{ field: 'skills' }] }]);
    expect(listing.conflicts).toEqual([]);
  });

  it('is not marked while a conflict is open', async () => {
    await onWiki('|Skills=', '|Skills=Some ');
    inData('skills: Some knowledge', 'skills: A bit of knowledge');
    inData('difficulty: medium', 'difficulty: low');

    expect((await run('sync')).code).toBe(3);

    expect(edits().at(-1)?.comment).toMatch(/\(ws-[0-9a-f]{8}\)$/);
  });

  it('is not marked by a push that leaves something to pull', async () => {
    await onWiki('|Contact=Mentor: George Dunlap', '|Contact=Mentor: Georgia Dunlap');
    inData('difficulty: medium', 'difficulty: low');

    expect((await run('push')).code).toBe(0);

    expect(edits().at(-1)?.comment).toMatch(/\(ws-[0-9a-f]{8}\)$/);
    loseState();
    const { out } = await run('plan', '--format', 'json');
    expect(JSON.parse(out).listings[0].changes).toMatchObject({
      page: [],
      data: [{ fields: [{ field: 'contacts' }] }],
    });
  });

  it('is none where the wiki merged the edit with another', async () => {
    inData('difficulty: medium', 'difficulty: low');
    scene.lab.edge.onRequest = async (params) => {
      if (params.get('action') !== 'edit') return;
      scene.lab.edge.onRequest = () => undefined;
      await onWiki('Mentor: George Dunlap', 'Mentor: Georgia Dunlap');
    };
    expect((await run('push')).code).toBe(0);
    loseState();

    const { out } = await run('plan', '--format', 'json');

    expect(JSON.parse(out).listings[0].changes.page).toEqual([]);
    expect((await run('sync')).code).toBe(0);
    expect(page()).toContain('Georgia');
    expect(scene.place.read(xenDataPath)).toContain('Georgia');
  });

  it('is not used with another mapping, and says so', async () => {
    scene.place.edit('config/wikisync.yaml', 'low: [Low]', 'low: [Low, Easy]');
    inData('skills: Some knowledge', 'skills: A bit of knowledge');
    loseState();

    const { code, out } = await run('plan', '--verbose');

    expect(code).toBe(3);
    expect(out).toContain('sync-point-of-other-mapping');
  });

  it('is known by its digests, whatever its words', async () => {
    scene.place.edit(
      'config/wikisync.yaml',
      'records: { owner: data }',
      'marker: einig\n    records: { owner: data }',
    );
    inData('difficulty: medium', 'difficulty: low');
    expect((await run('sync')).code).toBe(0);
    expect(edits().at(-1)?.comment).toMatch(/, einig [0-9a-f]{6}-/);
    scene.place.edit('config/wikisync.yaml', 'marker: einig', 'marker: in step');
    await onWiki('|Contact=Mentor: George Dunlap', '|Contact=Mentor: Georgia Dunlap');
    loseState();

    const { code, out } = await run('plan', '--exit-code');

    expect({ code, out }).toMatchObject({ code: 2 });
  });

  it('is not taken from somebody else who writes such a mark', async () => {
    const comment = edits().at(-1)?.comment ?? '';
    const text = page().replace('George Dunlap', 'Georgia Dunlap');
    scene.lab.store.put(sceneTitle, { user: 'Human', text, comment });
    loseState();

    const { out } = await run('plan', '--format', 'json');

    expect(JSON.parse(out).listings[0].changes.data).toHaveLength(1);
  });
});
