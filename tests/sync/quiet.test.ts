/** Runs over many listings of which few have changed: what they ask of a wiki, and that they miss nothing. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiParams } from '../support/fake-mediawiki/wire.ts';
import { itemKeys, listText, type ManyPages, manyPages, titleOf } from '../support/many-pages.ts';

/** In step, with data files. */
async function inStep(count: number): Promise<ManyPages> {
  const many = await manyPages(count);
  expect((await many.place.run('pull', '--all')).code).toBe(0);
  many.requests();
  return many;
}

const texts = (asked: readonly ApiParams[]): number =>
  asked.filter((params) => (params.get('rvprop') ?? '').includes('content')).length;

describe('a run over many listings', () => {
  it('asks for 60 pages without a snapshot in two requests', async () => {
    const many = await manyPages(60);

    const { code, out } = await many.place.run('pull', '--all');

    expect(code).toBe(0);
    expect(out).toContain('60 listings: 60 with changes.');
    const asked = many.requests();
    expect([asked.length, texts(asked)]).toEqual([2, 2]);
    expect(many.place.read('data/57.yaml')).toBe(
      'records:\n  - name: A 57\n    note: as it was\n  - name: B 57\n',
    );
  });

  it('asks for no text, and for 50 revisions at once, where nothing has changed', async () => {
    const many = await inStep(60);

    for (const command of ['sync', 'plan', 'push', 'pull', 'status']) {
      const { code } = await many.place.run(command, '--all');
      expect(code).toBe(0);
      const asked = many.requests();
      expect({ command, asked: asked.length, texts: texts(asked) }).toEqual({
        command,
        asked: 2,
        texts: 0,
      });
    }
    expect((await many.place.run('sync', '--all')).out).toContain('60 listings: 60 in sync.');
  });

  it('asks for 500 revisions at once in the name of an account that may', async () => {
    const many = await manyPages(60);
    many.lab.store.accounts.get('SyncBot')?.rights.push('apihighlimits');
    many.place.edit('config/wikisync.yaml', 'gap: 0', 'gap: 0, private: true');
    expect((await many.place.run('pull', '--all')).code).toBe(0);
    many.requests();

    expect((await many.place.run('sync', '--all')).code).toBe(0);

    // A login's token, 50 pages of which the first answer tells the account's rights, and the rest.
    expect(many.requests().map((params) => params.get('titles')?.split('|').length)).toEqual([
      undefined,
      50,
      11,
    ]);
  });

  it('reads the pages alone that changed, together, and saves what is to be saved', async () => {
    const many = await inStep(60);
    await many.lab.put(titleOf(7), listText(7, 'by a person'));
    await many.lab.put(titleOf(41), listText(41, 'by another'));
    many.place.edit('data/52.yaml', 'as it was', 'of the data file');

    const { code, out } = await many.place.run('sync', '--all');

    expect(code).toBe(0);
    expect(out).toContain('60 listings: 3 with changes, 57 in sync.');
    expect(many.place.read('data/7.yaml')).toContain('by a person');
    expect(many.place.read('data/41.yaml')).toContain('by another');
    expect(await many.lab.text(titleOf(52))).toBe(listText(52, 'of the data file'));
    const asked = many.requests();
    // Revisions twice, three texts at once, the history of two for who took something back; then
    // what it takes to save: look, edit, look.
    expect(asked.map((params) => params.get('action'))).toEqual([
      ...['query', 'query', 'query', 'query', 'query'],
      ...['query', 'edit', 'query'],
    ]);
    expect(asked[2]?.get('titles')).toBe(
      [titleOf(7), titleOf(41), titleOf(52), 'Template:item'].join('|'),
    );
    expect((await many.place.run('sync', '--all')).out).toContain('60 in sync');
    expect(many.requests()).toHaveLength(2);
  });

  it('asks of one page too whether it changed, and reads it if so', async () => {
    const many = await inStep(1);
    for (const command of ['sync', 'plan', 'push', 'pull']) {
      const { out } = await many.place.run(command, '--all');
      expect(out).toContain('In sync.');
      const asked = many.requests();
      expect([asked.length, texts(asked)]).toEqual([1, 0]);
    }
    await many.lab.put(titleOf(1), listText(1, 'by a person'));

    expect((await many.place.run('sync', '--all')).code).toBe(0);

    expect(many.place.read('data/1.yaml')).toContain('by a person');
    const asked = many.requests();
    expect([texts(asked.slice(0, 1)), texts(asked.slice(1, 2))]).toEqual([0, 1]);
  });

  it('reads one page at once where its data file changed, and logs in if it may be saved', async () => {
    const many = await inStep(1);
    many.place.edit('data/1.yaml', 'as it was', 'of the data file');

    for (const command of ['plan', 'pull']) await many.place.run(command, '--all');
    await many.place.run('push', '--all', '--dry-run');
    expect(many.lab.edge.requests.map((params) => params.get('action'))).toEqual([
      ...['query', 'query', 'query'],
    ]);
    many.lab.edge.requests.length = 0;
    many.place.edit('data/1.yaml', 'of the data file', '"as it was" # by whom?');
    await many.place.run('push', '--all');
    expect(many.lab.edge.requests.map((params) => params.get('action'))).toEqual(['query']);
    many.lab.edge.requests.length = 0;
    many.place.edit('data/1.yaml', '"as it was" # by whom?', 'of the data file');
    expect((await many.place.run('push', '--all')).code).toBe(0);

    expect(many.lab.edge.requests.map((params) => params.get('action'))).toEqual([
      ...['query', 'login', 'query', 'edit', 'query'],
    ]);
  });

  it('tells again what there was to tell of pages, without reading them', async () => {
    const many = await manyPages(3);
    await many.lab.put(titleOf(2), listText(2).replace('|Note', '|Notes=of old\n|Note'));
    expect((await many.place.run('pull', '--all')).code).toBe(0);
    many.place.edit('data/3.yaml', '    note:', '    remark: of a person\n    note:');
    const first = await many.place.run('plan', '--all', '--verbose');
    expect((await many.place.run('sync', '--all')).code).toBe(0);
    many.requests();

    for (const command of ['sync', 'plan', 'sync']) {
      const { out } = await many.place.run(command, '--all', '--verbose');
      expect(out).toContain("notice: w:Lists/List 2:5:1: No field is for the argument 'Notes'.");
      expect(out).toContain("warning: data/3.yaml:3:13: The field 'remark' is not in the config.");
      expect(out).toBe(first.out);
    }
    expect(texts(many.requests())).toBe(0);
  });

  it('names files as they are called where it is run', async () => {
    const many = await inStep(2);
    many.place.edit('data/2.yaml', '    note:', '    remark: of a person\n    note:');
    expect((await many.place.run('sync', '--all')).code).toBe(0);
    const config = ['--config', '../config/wikisync.yaml', '--state', '../.wikisync'];

    const { out } = await many.place.runFrom('below', 'sync', '--all', ...config);

    expect(out).toContain('warning: ../data/2.yaml:3:13: ');
  });

  it('tells once what was about one run', async () => {
    const many = await inStep(2);
    many.place.edit('.wikisync/snapshots/l1.json', titleOf(1), titleOf(3));

    const outs = [];
    for (let run = 0; run < 3; run += 1) outs.push((await many.place.run('sync', '--all')).out);

    const told = outs.map((out) => out.includes('snapshot-of-other-page'));
    expect(told).toEqual([true, false, false]);
  });

  it.each(['check --fix', 'apply', 'undo'])(
    'does not take for in step what a run of %s left undone',
    async (command) => {
      const many = await inStep(1);
      many.place.edit('data/1.yaml', 'as it was', 'of the data file');
      if (command === 'apply') {
        await many.place.run('plan', '--all', '--out', 'plan.json');
        const plan = JSON.parse(many.place.read('plan.json'));
        plan.listings[0].choices = [{ of: 'page', key: 'A 1', take: 'skip' }];
        many.place.write('plan.json', JSON.stringify(plan));
        expect((await many.place.run('apply', 'plan.json')).code).toBe(0);
      } else if (command === 'undo') {
        many.place.edit('data/1.yaml', 'of the data file', 'of another day');
        await many.place.run('push', '--all');
        many.place.edit('data/1.yaml', 'of another day', 'of the data file');
        expect((await many.place.run('undo', 'last')).code).toBe(0);
      } else expect((await many.place.run('check', '--all', '--fix')).code).toBe(0);

      const { out } = await many.place.run('sync', '--all');

      expect(out).toContain('Saved the page');
      expect(await many.lab.text(titleOf(1))).toBe(listText(1, 'of the data file'));
    },
  );

  it('passes over none whose data file is to be committed, and is not', async () => {
    const many = await inStep(4);
    const git = (...args: string[]) => execFileSync('git', args, { cwd: many.place.folder });
    git('init', '--quiet', '--initial-branch=main');
    many.place.write('.gitignore', '.wikisync/\ndata/4.yaml\n');
    git('add', '.');
    git('-c', 'user.name=A', '-c', 'user.email=a@example.org', 'commit', '--quiet', '-m', 'first');
    many.place.edit('data/2.yaml', 'as it was', 'of a person');
    git('rm', '--quiet', '--cached', 'data/3.yaml');
    expect((await many.place.run('push', '--all')).code).toBe(0);

    const { code, out } = await many.place.run('sync', '--all', '--commit');

    expect(code).toBe(64);
    expect(out).toContain("'data/2.yaml' has changes that are not committed.");
    expect(out).toContain("'data/3.yaml' has changes that are not committed.");
    expect(out).toContain("git ignores 'data/4.yaml'.");
    expect(out).toContain('4 listings: 3 failed, 1 in sync.');
  });

  it('tells every time what is wrong with a page that nobody changes', async () => {
    const many = await manyPages(3);
    await many.lab.put(titleOf(2), `${listText(2)}\n{{item|Name=A 2|Note=again}}`);
    const first = await many.place.run('pull', '--all');
    many.requests();

    const second = await many.place.run('sync', '--all');

    expect([first.code, second.code]).toEqual([1, 1]);
    expect(second.out).toContain('3 listings: 1 with errors, 2 in sync.');
    expect(texts(many.requests())).toBe(1);
  });

  it('looks at all pages again after the config changed', async () => {
    const many = await inStep(4);
    many.place.write(
      'config/wikisync.yaml',
      many.place.read('config/wikisync.yaml').replaceAll('type: text }', 'type: wikitext }'),
    );

    expect((await many.place.run('sync', '--all')).code).toBe(0);

    expect(texts(many.requests())).toBe(1);
  });

  it('looks at all pages again once the template has another name', async () => {
    const many = await inStep(3);
    await many.lab.put('Template:Item', 'x');
    await many.lab.put(titleOf(2), `${listText(2)}\n{{entry|Name=C 2}}`);
    expect((await many.place.run('sync', '--all')).out).toContain('3 in sync');
    many.requests();
    expect((await many.place.run('sync', '--all')).out).toContain('3 in sync');
    expect(texts(many.requests())).toBe(0);

    await many.lab.put('Template:Entry', '#REDIRECT [[Template:Item]]');
    await many.place.run('sync', '--all');

    expect(texts(many.requests())).toBe(1);
    expect(many.place.read('data/2.yaml')).toContain('C 2');
  });

  it('saves in the name of the account only after it looked, whoever read the pages', async () => {
    const many = await inStep(3);
    await many.lab.protect(titleOf(3));
    for (const index of [1, 2, 3]) many.place.edit(`data/${index}.yaml`, 'as it was', 'changed');

    const { code, out } = await many.place.run('sync', '--all');

    expect(code).toBe(1);
    expect(out).toContain('3 listings: 1 failed, 2 with changes.');
    expect(await many.lab.text(titleOf(3))).toBe(listText(3));
    const edits = many.requests().filter((params) => params.get('action') === 'edit');
    expect(edits.map((params) => params.get('title'))).toEqual([titleOf(1), titleOf(2)]);
  });

  it('reads one by one what does not fit into one answer', async () => {
    const many = await manyPages(9);
    many.lab.store.contentsPerAnswer = 2;

    const { code } = await many.place.run('pull', '--all');

    expect(code).toBe(0);
    expect(many.place.read('data/9.yaml')).toContain('A 9');
    expect(many.requests().length).toBeLessThan(20);
  });

  it('never says of a wiki that is down that nothing changed', async () => {
    const many = await inStep(3);
    const answer = { status: 503, headers: { 'Retry-After': '3600' } };
    for (const action of ['query', 'token'])
      many.lab.edge.fail(action, { kind: 'answer', answer }, 9);

    const { code, out } = await many.place.run('sync', '--all');
    expect(code).toBe(75);
    expect(out).toContain('3 listings: 3 failed.');
  });

  it('tells the same as one that reads everything, whatever happened', async () => {
    const acts = [
      ...['wiki', 'data', 'back', 'state', 'space', 'odd', 'remark'],
      ...['sync', 'push', 'pull'],
    ] as const;
    await expectSameAsFull(acts, () => inStep(3));
  });

  it('tells the same of pages with one data file, wherever records are moved to', async () => {
    const acts = ['wiki', 'odd', 'shared', 'move', 'cut', 'sync', 'push', 'sync'] as const;
    const listings = `  l:\n    wiki: w\n    pages: { field: at, prefix: Lists/ }\n    data: ../data/all.yaml\n${itemKeys}`;
    await expectSameAsFull(acts, async () => {
      const many = await manyPages(3, listings);
      expect((await many.place.run('pull', '--all')).code).toBe(0);
      return many;
    });
  });
});

type Act = keyof typeof does | 'sync' | 'push' | 'pull';

/** A plan that is saved has all pages in it that were read: the report beside it says what the other says. */
async function expectSameAsFull(
  acts: readonly Act[],
  start: () => Promise<ManyPages>,
): Promise<void> {
  const steps = fc.array(
    fc.record({ page: fc.integer({ min: 1, max: 3 }), act: fc.constantFrom(...acts) }),
    { minLength: 1, maxLength: 8 },
  );
  const property = fc.asyncProperty(steps, async (played) => {
    const many = await start();
    const plan = ['plan', '--all', '--format', 'json'];
    for (const [at, { page, act }] of played.entries()) {
      if (act === 'sync' || act === 'push' || act === 'pull') await many.place.run(act, '--all');
      else await does[act](many, page, at);
      const seen = await many.place.run(...plan);
      const full = await many.place.run(...plan, '--out', 'plan.json');
      expect(JSON.parse(seen.out)).toEqual(JSON.parse(full.out));
      expect(seen.code).toBe(full.code);
    }
    await many.lab.close();
  });
  await fc.assert(property, { numRuns: Math.min(8, fc.readConfigureGlobal().numRuns ?? 8) });
}

const does = {
  wiki: ({ lab }: ManyPages, page: number, at: number) =>
    lab.put(titleOf(page), listText(page, `wiki ${at}`)),
  back: ({ lab }: ManyPages, page: number) => lab.put(titleOf(page), listText(page)),
  data: ({ place }: ManyPages, page: number, at: number) =>
    place.write(
      `data/${page}.yaml`,
      place.read(`data/${page}.yaml`).replace(/note: .*/, `note: data ${at}`),
    ),
  space: ({ place }: ManyPages, page: number) =>
    place.write(`data/${page}.yaml`, `${place.read(`data/${page}.yaml`)}# a remark\n`),
  /** Nothing that would be done, and something to tell. */
  odd: async ({ lab }: ManyPages, page: number, at: number) => {
    const text = (await lab.text(titleOf(page))) ?? '';
    await lab.put(titleOf(page), text.replace('{{item\n', `{{item\n|Other ${at}=x\n`));
  },
  remark: ({ place }: ManyPages, page: number, at: number) =>
    place.write(
      `data/${page}.yaml`,
      place.read(`data/${page}.yaml`).replace('    note:', `    remark ${at}: x\n    note:`),
    ),
  state: ({ place }: ManyPages, page: number) =>
    place.write(
      `.wikisync/snapshots/l${page}.json`,
      place.read(`.wikisync/snapshots/l${page}.json`).replace(/"revision": \d+/, '"revision": 1'),
    ),
  shared: ({ place }: ManyPages, page: number, at: number) =>
    place.write(
      'data/all.yaml',
      place
        .read('data/all.yaml')
        .replace(new RegExp(`(name: A ${page}\n.*\n    note: ).*`), `$1data ${at}`),
    ),
  move: ({ place }: ManyPages, page: number, at: number) =>
    place.write(
      'data/all.yaml',
      place
        .read('data/all.yaml')
        .replace(new RegExp(`(name: B ${page}\n    at: List ).*`), `$1${1 + (at % 3)}`),
    ),
  /** A person moves a record to the next page. */
  cut: async ({ lab }: ManyPages, page: number) => {
    const call = /\{\{item\n\|Name=B[^}]*\}\}\n?/.exec((await lab.text(titleOf(page))) ?? '')?.[0];
    const next = titleOf((page % 3) + 1);
    if (call === undefined) return;
    await lab.put(titleOf(page), ((await lab.text(titleOf(page))) ?? '').replace(call, ''));
    await lab.put(
      next,
      ((await lab.text(next)) ?? '').replace('After.', `${call.trim()}\n\nAfter.`),
    );
  },
};
