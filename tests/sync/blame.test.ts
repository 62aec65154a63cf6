/** Who last changed what. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blameJsonSchema } from '../../src/report/blame-json.ts';
import { exampleWorkplace, xenDataPath } from '../support/command-line.ts';
import { type Scene, sceneTitle, setScene } from '../support/wiki-scene.ts';

const record = 'Lazy restore using memory paging';
const validate = new Ajv2020({ strict: false }).compile(blameJsonSchema());

/** Without the machine's own config. */
const isolated = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nowhere',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

let scene: Scene;

beforeEach(async () => {
  scene = await setScene(isolated);
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'Maintainer');
  git('config', 'user.email', 'maintainer@example.org');
  writeFileSync(join(scene.place.folder, '.gitignore'), '.wikisync/\n');
  commit('first');
});

afterEach(() => scene.lab.close());

const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: scene.place.folder, env: isolated, encoding: 'utf8' });
const commit = (message: string) => {
  git('add', '.');
  git('commit', '--quiet', '-m', message);
  return git('rev-parse', 'HEAD').trim();
};
const run = (...args: string[]) => scene.place.run(...args);
const history = () => scene.lab.store.history(sceneTitle);
const page = () => history().at(-1)?.text ?? '';

function put(text: string, user: string): number {
  scene.lab.store.time += 60;
  return scene.lab.store.put(sceneTitle, { user, text }).id;
}

function onWiki(user: string, from: string, to: string): number {
  expect(page()).toContain(from);
  return put(page().replace(from, to), user);
}

async function blamed(...args: string[]) {
  const { code, out } = await run('blame', 'xen-2014', ...args, '--format', 'json');
  expect(code).toBe(0);
  const report = JSON.parse(out);
  expect(validate(report)).toBe(true);
  return report;
}

describe('blame', () => {
  it('tells a person on the wiki, and the revision', async () => {
    const revision = onWiki('Mentor', '|Skills=Some knowledge', '|Skills=A bit of knowledge');
    put(page().replace('== ', 'Words.\n\n== '), 'Reader');
    await run('sync', '--commit');

    const { entries } = await blamed(record, 'skills');

    expect(entries).toMatchObject([
      {
        key: record,
        field: 'skills',
        side: 'wiki',
        wikiEdit: { revision, user: 'Mentor', own: false, time: '2026-01-01T00:01:00Z' },
        dataEdit: { author: 'Mentor via xen' },
      },
    ]);
    expect(entries[0].wikiEdit.link).toMatch(new RegExp(`diff=${revision}$`));
    const { out } = await run('blame', 'xen-2014', record, 'skills');
    expect(out).toContain(`wiki: Mentor, 2026-01-01 00:01, revision ${revision}`);
  });

  it("tells the data file's author where the page has it from there", async () => {
    scene.place.edit(xenDataPath, 'difficulty: medium', 'difficulty: high');
    const id = commit('harder');
    await run('sync');

    const { entries } = await blamed(record, 'difficulty');

    expect(entries).toMatchObject([
      {
        side: 'data',
        wikiEdit: { user: 'SyncBot', own: true },
        dataEdit: { commit: id, author: 'Maintainer' },
      },
    ]);
    const { out } = await run('blame', 'xen-2014', record, 'difficulty');
    expect(out).toContain(`data file: Maintainer, `);
    expect(out).toContain(`commit ${id.slice(0, 10)}`);
    expect(out).not.toContain('wiki: SyncBot');
  });

  it('says what is not committed yet, and both sides where they differ', async () => {
    const revision = onWiki('Mentor', '|Skills=Some knowledge', '|Skills=A bit of knowledge');
    scene.place.edit(xenDataPath, 'skills: Some knowledge', 'skills: No knowledge');

    const { out } = await run('blame', 'xen-2014', record, 'skills');

    expect(out).toContain('data file: not committed yet');
    expect(out).toContain(`wiki: Mentor, 2026-01-01 00:01, revision ${revision}`);
  });

  it('does not blame those who blanked the page, nor those who put it back', async () => {
    const revision = onWiki('Mentor', '|Skills=Some knowledge', '|Skills=A bit of knowledge');
    const text = page();
    put('', 'Vandal');
    put(text, 'Guard');

    const { entries } = await blamed(record, 'skills');

    expect(entries[0].wikiEdit).toMatchObject({ revision, user: 'Mentor' });
  });

  it('reads on in batches, and only what is new the second time', async () => {
    for (let count = 0; count < 70; count += 1) put(`${page()}.`, 'Reader');
    scene.lab.edge.requests.length = 0;

    const { revisions, whole, entries } = await blamed();
    const first = scene.lab.edge.requests.length;
    scene.lab.edge.requests.length = 0;
    put(`${page()}.`, 'Reader');
    await blamed();

    expect({ revisions, whole }).toEqual({ revisions: 71, whole: true });
    expect(new Set(entries.map(({ key }: { key: string }) => key)).size).toBe(8);
    expect(first).toBe(3);
    expect(scene.lab.edge.requests).toHaveLength(2);
  });

  it.each([
    [['No such record'], "no record 'No such record'"],
    [[record, 'skils'], "Did you mean 'skills'"],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await run('blame', 'xen-2014', ...args);

    expect({ code, err }).toEqual({ code: 64, err: expect.stringContaining(message) });
  });
});

it('works on a folder of pages, which has no history', async () => {
  const place = exampleWorkplace(isolated);

  const { code, out } = await place.run('blame', 'xen-2014');

  expect(code).toBe(0);
  expect(out).toContain('older than what was read');
});

describe('blameJsonSchema', () => {
  it('is what config/blame.schema.json has: `npm run schema` writes it', () => {
    const committed = readFileSync('config/blame.schema.json', 'utf8');

    expect(committed).toBe(`${JSON.stringify(blameJsonSchema(), undefined, 2)}\n`);
  });
});
