import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Workplace, workplace } from '../support/command-line.ts';
import { type FakeLab, fakeLab } from '../support/fake-mediawiki/lab.ts';

const isolated = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nowhere',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

const fields = ['size', 'note', 'more', 'last'];

const callOf = (name: string): string =>
  `{{item|name=${name}${fields.map((field) => `\n|${field}=${name}-${field}`).join('')}\n}}`;

const page = `Lead.\n\n${['A', 'B'].map(callOf).join('\n\nProse.\n\n')}\n\nEnd.`;

const dataOf = (name: string): string =>
  `  - name: ${name}\n${fields.map((field) => `    ${field}: ${name}-${field}\n`).join('')}`;

let lab: FakeLab;
let place: Workplace;

const pageText = (): string => lab.store.latest('List')?.text ?? '';

function save(user: string, from: string, to: string): void {
  const text = pageText();
  if (!text.includes(from)) throw new Error(`The page has no '${from}'.`);
  lab.store.time += 60;
  lab.store.put('List', { user, text: text.replace(from, to) });
}

const git = (...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: place.folder, env: isolated, encoding: 'utf8' });

const loseState = (): void =>
  rmSync(join(place.folder, '.wikisync'), { recursive: true, force: true });

async function lastRun(): Promise<string> {
  return JSON.parse((await place.run('log', '--format', 'json')).out).runs[0].run;
}

beforeEach(async () => {
  lab = await fakeLab();
  lab.store.put('List', { user: 'Human', text: page });
  place = workplace({
    ...isolated,
    WIKISYNC_W_USERNAME: lab.username,
    WIKISYNC_W_PASSWORD: lab.password,
  });
  place.write('list.yaml', `records:\n${['A', 'B'].map(dataOf).join('')}`);
  place.write('.gitignore', '.wikisync/\n');
  place.write(
    'config/wikisync.yaml',
    `wikis:
  w: { api: "${lab.edge.api}", settle: 1, gap: 0 }
listings:
  l:
    wiki: w
    page: List
    data: ../list.yaml
    template: item
    key: name
    fields:
      name: { parameter: name, type: text }
${fields.map((name) => `      ${name}: { parameter: ${name}, type: text }\n`).join('')}    guards: { create: 100%, update: 100%, delete: 100%, recreate: 100%, from: 100 }
`,
  );
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'Maintainer');
  git('config', 'user.email', 'maintainer@example.org');
  git('add', '.');
  git('commit', '--quiet', '-m', 'by people');
  expect((await place.run('sync')).code).toBe(0);
});

afterEach(async () => {
  await lab.close();
});

/** All four fields of A in the data file, committed. */
function changeData(): void {
  for (const field of fields) place.edit('list.yaml', `A-${field}`, `new-${field}`);
  git('commit', '--quiet', '-am', 'a change');
}

it.each(['the log', 'the history by the name of the run', 'the history by its revision'])(
  'takes back exactly the half that people did not change since, by %s',
  async (way) => {
    changeData();
    await place.run('push');
    const run = await lastRun();
    const revision = lab.store.latest('List')?.id;
    save('Mentor', 'new-size', 'mentor-size');
    save('Mentor', 'new-more', 'mentor-more');
    if (way !== 'the log') loseState();

    const { code, out } = await place.run('undo', way.endsWith('revision') ? `r${revision}` : run);

    expect({ code, out }).toEqual({ code: 0, out: expect.any(String) });
    expect(pageText()).toBe(page.replace('A-size', 'mentor-size').replace('A-more', 'mentor-more'));
    const told = out.replace(/\s+/g, ' ');
    expect(told).toContain(
      "The size of 'A' on the page is not what the run left there any more: it stays. 'Mentor' changed it in revision",
    );
    expect(told).toContain("The more of 'A' on the page");
    const plan = JSON.parse((await place.run('plan', '--format', 'json')).out).listings[0];
    expect(plan.changes.page).toEqual([]);
    expect(
      plan.changes.data.map(({ fields: each }: { fields: { field: string }[] }) =>
        each.map(({ field }) => field),
      ),
    ).toEqual([['size', 'more']]);
    expect(plan.conflicts.map(({ field }: { field: string }) => field)).toEqual(['note', 'last']);
  },
);

it('is one edit, whose mark names the run', async () => {
  changeData();
  await place.run('push');
  const run = await lastRun();
  const before = lab.store.history('List').length;

  await place.run('undo', 'last');

  const history = lab.store.history('List');
  expect(history).toHaveLength(before + 1);
  expect(history.at(-1)?.comment).toMatch(
    new RegExp(`: undo of a run, 1 updated \\(ws-[0-9a-f]{8} undoes ${run.slice(-6)}\\)$`),
  );
});

it.each(['shared', 'data'])(
  'is heeded by a machine that remembers nothing, with fields whose owner is %s',
  async (owner) => {
    place.write(
      'config/wikisync.yaml',
      place
        .read('config/wikisync.yaml')
        .replaceAll('type: text }', `type: text, owner: ${owner} }`),
    );
    changeData();
    await place.run('push');
    await place.run('undo', 'last');
    expect(pageText()).toBe(page);
    loseState();

    const { out } = await place.run('plan', '--format', 'json');

    const [plan] = JSON.parse(out).listings;
    expect(plan.changes).toEqual({ page: [], data: [] });
    expect(plan.conflicts.map(({ field }: { field: string }) => field)).toEqual(fields);
    expect((await place.run('sync')).code).toBe(3);
    expect(pageText()).toBe(page);
    expect(place.read('list.yaml')).toContain('new-size');
  },
);

it('takes a pull back as a commit of whoever says so, and told from git where the log is lost', async () => {
  save('Mentor', 'A-size', 'mentor-size');
  const before = place.read('list.yaml');
  await place.run('pull', '--commit');
  const run = await lastRun();
  expect(git('log', '-1', '--format=%an')).toBe('Mentor via w\n');
  expect(git('log', '-1', '--format=%(trailers:key=Wikisync-Run,valueonly)').trim()).toBe(run);
  loseState();

  const { code, out } = await place.run('undo', run, '--commit');

  expect({ code, out }).toEqual({ code: 0, out: expect.any(String) });
  expect(place.read('list.yaml')).toBe(before);
  expect(pageText()).toContain('mentor-size');
  expect(git('log', '-1', '--format=%an: %s')).toBe(
    `Maintainer: l: run ${run.slice(-6)} taken back in 1 record\n`,
  );
  expect(git('status', '--porcelain')).toBe('');
  const plan = JSON.parse((await place.run('plan', '--format', 'json')).out).listings[0];
  expect(plan.changes).toEqual({ page: [], data: [] });
  expect(plan.conflicts).toMatchObject([{ key: 'A', field: 'size' }]);
});

it('says where what a run did to the data file is not known', async () => {
  changeData();
  await place.run('push');
  const run = await lastRun();
  loseState();

  const { out } = await place.run('undo', run, '--format', 'json');

  const codes = JSON.parse(out).listings[0].diagnostics.map(({ code }: { code: string }) => code);
  expect(codes).toContain('undo-data-unknown');
});

it("takes back nothing that is not wikisync's", async () => {
  save('Mentor', 'A-size', 'mentor-size');
  const revision = lab.store.latest('List')?.id;

  const { code, out } = await place.run('undo', `r${revision}`);

  expect(code).toBe(64);
  expect(out).toContain("is no edit of wikisync's");
  expect((await place.run('undo', 'r999999')).code).not.toBe(0);
});

it('heeds people: a stop page ends it before anything is written', async () => {
  changeData();
  await place.run('push');
  lab.store.put('List', { user: 'Mentor', text: `{{nobots}}\n${pageText()}` });
  const text = pageText();

  const { out } = await place.run('undo', 'last');

  expect(out).toContain('(stopped)');
  expect(pageText()).toBe(text);
});

/** A listing of two pages, of which a run moves a record from one to the other. */
async function movedBetweenPages() {
  lab.store.put('Old', { user: 'Human', text: `Old.\n\n${callOf('A')}\n\n${callOf('B')}` });
  lab.store.put('New', { user: 'Human', text: `New.\n\n${callOf('C')}` });
  const round = (name: string, value: string): string =>
    dataOf(name).replace('\n', `\n    round: ${value}\n`);
  place.write(
    'list.yaml',
    `records:\n${round('A', 'old')}${round('B', 'old')}${round('C', 'new')}`,
  );
  place.edit(
    'config/wikisync.yaml',
    '    page: List\n',
    '    pages: { field: round, titles: { old: Old, new: New } }\n',
  );
  loseState();
  expect((await place.run('sync', '--all')).code).toBe(0);
  const texts = () => ['Old', 'New'].map((title) => lab.store.latest(title)?.text);
  const before = texts();
  place.edit('list.yaml', 'A\n    round: old', 'A\n    round: new');
  place.edit('list.yaml', 'A-note', 'moved-note');
  git('commit', '--quiet', '-am', 'a move');
  expect((await place.run('sync', '--all', '--commit')).code).toBe(0);
  return { texts, before, run: await lastRun() };
}

it.each(['the name of the run', 'a revision of the page that it came to', 'one of the other page'])(
  'takes a move between pages back by the histories, by %s, and holds it back without the log',
  async (way) => {
    const { texts, before, run } = await movedBetweenPages();
    const after = texts();
    const revisions = ['New', 'Old'].map((title) => lab.store.latest(title)?.id);
    const [to, from] = revisions;
    const wanted = way.startsWith('the name') ? run : `r${way.startsWith('a rev') ? to : from}`;
    loseState();

    const { code, out, err } = await place.run('undo', wanted, 'l');

    expect({ code, out, err }).toEqual({
      code: 0,
      out: expect.any(String),
      err: expect.any(String),
    });
    expect(texts()).toEqual(before);
    for (const forgets of [false, true]) {
      if (forgets) loseState();
      const plan = JSON.parse((await place.run('sync', '--all', '--format', 'json')).out);
      expect(texts()).toEqual(before);
      const conflicts = plan.listings.flatMap(
        (listing: { conflicts: unknown }) => listing.conflicts,
      );
      expect(conflicts[0]).toMatchObject({ key: 'A', field: 'round' });
    }
    expect((await place.run('acknowledge', 'l', 'A')).code).toBe(0);
    expect((await place.run('sync', '--all')).code).toBe(0);
    expect(texts()).toEqual(after);
  },
);
