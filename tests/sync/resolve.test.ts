/** Conflicts, and what a person decides about them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { xenDataPath } from '../support/command-line.ts';
import { type Scene, sceneTitle, setScene } from '../support/wiki-scene.ts';

const record = 'Lazy restore using memory paging';
let scene: Scene;

beforeEach(async () => {
  scene = await setScene();
  onWiki('|Skills=Some knowledge', '|Skills=No knowledge');
  inData('skills: Some knowledge', 'skills: A bit of knowledge');
});

afterEach(() => scene.lab.close());

const run = (...args: string[]) => scene.place.run(...args);
const page = () => scene.lab.store.latest(sceneTitle)?.text ?? '';
const data = () => scene.place.read(xenDataPath);
const inData = (from: string, to: string) => scene.place.edit(xenDataPath, from, to);

function onWiki(from: string, to: string): void {
  expect(page()).toContain(from);
  scene.lab.store.time += 60;
  scene.lab.store.put(sceneTitle, { user: 'Mentor', text: page().replace(from, to) });
}

async function expectSettled(): Promise<void> {
  for (const state of [[], ['--state', 'another']]) {
    const { code, out } = await run('plan', '--exit-code', ...state);
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('In sync.') });
  }
}

describe('a conflict', () => {
  it('about a record that is gone names who changed what of it on the other side', async () => {
    scene.place.edit('config/wikisync.yaml', 'records: { owner: data }', 'records: {}');
    const start = data().indexOf(`  - title: ${record}`);
    const end = data().indexOf('\n  - title:', start) + 1;
    scene.place.write(xenDataPath, data().slice(0, start) + data().slice(end));

    const { code, out } = await run('plan');

    expect({ code, out }).toMatchObject({ code: 3 });
    expect(out).toContain(
      'The data file deleted the record, and the wiki changed it (skills) since they last agreed.',
    );
    expect(out).toContain('Last changed on the wiki by Mentor in revision 2');
  });

  it('leaves both sides as they are, and the rest goes on', async () => {
    inData('difficulty: low-medium', 'difficulty: high');

    const { code, out } = await run('sync');

    expect(code).toBe(3);
    expect(page()).toContain('|Skills=No knowledge');
    expect(data()).toContain('skills: A bit of knowledge');
    expect(page()).toContain('|Difficulty=High');
    expect(out).toContain(
      'Last changed on the wiki by Mentor in revision 2 on 2026-01-01 00:01 UTC',
    );
    expect(out).toMatch(/http:.*index\.php\?diff=2/);
    expect(out).toContain('wikisync resolve xen-2014');
    expect((await run('sync')).code).toBe(3);
  });
});

describe('resolve', () => {
  it("takes the wiki's value into the data file", async () => {
    const before = page();

    const { code, out } = await run('resolve', 'xen-2014', record, 'skills', '--take', 'wiki');

    expect({ code, out }).toMatchObject({ code: 0 });
    expect(data()).toContain('skills: No knowledge');
    expect(page()).toBe(before);
    await expectSettled();
  });

  it('shows what it would do under no name of a plan, as that would do more', async () => {
    const take = ['skills', '--take', 'wiki', '--dry-run'];

    const { code, out } = await run('resolve', 'xen-2014', record, ...take);

    expect({ code, out }).toMatchObject({ code: 0, out: expect.not.stringContaining('Plan ') });
    expect(data()).toContain('skills: A bit of knowledge');
  });

  it("takes the data file's value to the page", async () => {
    const before = data();

    expect((await run('resolve', 'xen-2014', record, 'skills', '--take', 'data')).code).toBe(0);

    expect(page()).toContain('|Skills=A bit of knowledge');
    expect(data()).toBe(before);
    await expectSettled();
  });

  it('writes nothing where the page cannot hold the text', async () => {
    const before = [page(), data()];

    const { code, out } = await run('resolve', 'xen-2014', record, 'skills', '--take', 'a {{b');

    expect({ code, out }).toMatchObject({ code: 1, out: expect.stringContaining('[value-') });
    expect([page(), data()]).toEqual(before);
    expect((await run('sync')).code).toBe(3);
  });

  it.each([
    ['[Mentor: Ann, "Student: Bea"]', 'Mentor: Ann, Student: Bea'],
    ['- Mentor: Ann\n- Student: Bea', 'Mentor: Ann, Student: Bea'],
    ['Mentor: Ann; Student: Bea', 'Mentor: Ann, Student: Bea'],
  ])('takes a list in the words of a data file: %j', async (text, written) => {
    onWiki('Mentor: George Dunlap', 'Mentor: Georgia Dunlap');
    inData('Mentor: George Dunlap', 'Mentor: Georg Dunlap');
    const key = /title: (.*)\n(?:(?! {2}- ).*\n)*? +- Mentor: Georg Dunlap/.exec(data())?.[1] ?? '';

    expect((await run('resolve', 'xen-2014', key, 'contacts', '--take', text)).code).toBe(3);

    expect(page()).toContain(`|Contact=${written}`);
  });

  it('writes a text to both sides, even one that reads like a side', async () => {
    const text = ['--take', 'text:data'];

    expect((await run('resolve', 'xen-2014', record, 'skills', ...text)).code).toBe(0);

    expect(page()).toContain('|Skills=data\n');
    expect(data()).toContain('skills: data\n');
    await expectSettled();
  });

  it('does that and nothing else', async () => {
    inData('difficulty: low-medium', 'difficulty: high');
    onWiki('Mentor: George Dunlap', 'Mentor: Georgia Dunlap');

    expect((await run('resolve', 'xen-2014', record, 'skills', '--take', 'wiki')).code).toBe(0);

    expect(page()).not.toContain('|Difficulty=High');
    expect(data()).not.toContain('Georgia');
    const { out } = await run('plan', '--format', 'json');
    expect(JSON.parse(out).listings[0].summary).toMatchObject({
      page: { update: 1 },
      data: { update: 1 },
    });
  });

  it('stays resolved: the value may be changed on either side afterwards', async () => {
    await run('resolve', 'xen-2014', record, 'skills', '--take', 'wiki');
    onWiki('|Skills=No knowledge', '|Skills=Much knowledge');

    expect((await run('sync')).code).toBe(0);

    expect(data()).toContain('skills: Much knowledge');
  });

  it('only says what it would do, with --dry-run', async () => {
    const before = [page(), data()];

    const args = ['resolve', 'xen-2014', record, 'skills', '--take', 'data', '--dry-run'];
    expect((await run(...args)).out).toContain('1 to update');

    expect([page(), data()]).toEqual(before);
    expect((await run('plan')).code).toBe(3);
  });

  it('settles a record that one side deleted and the other edited', async () => {
    const start = page().indexOf(`{{project\n|Project=${record}`);
    const call = page().slice(start, page().indexOf('\n}}\n', start) + 4);
    onWiki(call, '');
    scene.place.edit('config/wikisync.yaml', 'records: { owner: data }', 'records: {}');
    expect((await run('plan')).code).toBe(3);

    expect((await run('resolve', 'xen-2014', record, '--take', 'wiki')).code).toBe(0);

    expect(data()).not.toContain(record);
    await expectSettled();
  });

  it.each([
    [['No such record', 'skills', '--take', 'wiki'], "no record 'No such record'"],
    [[record, 'skils', '--take', 'wiki'], "Did you mean 'skills'"],
    [[record, 'outcomes', '--take', 'wiki'], 'no conflict about the outcomes'],
    [[record, 'skills'], 'not said what to take'],
    [[record, 'gsoc', '--take', 'perhaps'], "'perhaps' cannot be the gsoc"],
    [['--take', 'wiki', '--', '-1', 'skills'], "no record '-1'"],
    [[record, '--take', 'a text'], 'as a whole cannot become'],
  ])('refuses %j', async (args, message) => {
    const before = [page(), data()];

    const { code, out, err } = await run('resolve', 'xen-2014', ...args);

    expect({ code, text: out + err }).toEqual({ code: 64, text: expect.stringContaining(message) });
    expect([page(), data()]).toEqual(before);
  });
});

describe('--prefer', () => {
  it.each([
    ['wiki', 'No knowledge'],
    ['data', 'A bit of knowledge'],
  ])('%s settles every conflict of the run', async (side, value) => {
    expect((await run('sync', '--prefer', side)).code).toBe(0);

    expect(page()).toContain(`|Skills=${value}`);
    expect(data()).toContain(`skills: ${value}`);
    await expectSettled();
  });

  it('does not go against a revert', async () => {
    expect((await run('sync', '--prefer', 'data')).code).toBe(0);
    inData('difficulty: low-medium', 'difficulty: high');
    await run('sync');
    onWiki('|Difficulty=High', '|Difficulty=Low-Medium');
    const before = page();

    expect((await run('sync', '--prefer', 'data')).code).toBe(3);

    expect(page()).toBe(before);
  });
});

describe('a change that was taken back', () => {
  beforeEach(async () => {
    await run('sync', '--prefer', 'wiki');
    inData('difficulty: low-medium', 'difficulty: high');
    await run('sync');
    onWiki('|Difficulty=High', '|Difficulty=Low-Medium');
  });

  it.each(['data', 'wiki'])('is settled by taking the %s side', async (side) => {
    const { out } = await run('plan', '--format', 'json');
    const [{ key }] = JSON.parse(out).listings[0].conflicts;

    expect((await run('resolve', 'xen-2014', key, 'difficulty', '--take', side)).code).toBe(0);

    expect(page().includes('|Difficulty=High')).toBe(side === 'data');
    expect((await run('plan', '--exit-code')).code).toBe(0);
    expect((await run('sync')).code).toBe(0);
  });
});
