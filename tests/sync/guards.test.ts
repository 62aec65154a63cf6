/** Guards as users meet them: nothing is written, the way past is said, and it holds for one run. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeEach, describe, expect, it } from 'vitest';
import type { GuardResult } from '../../src/core/plan/plan.ts';
import {
  exampleWorkplace,
  type Workplace,
  xenDataPath,
  xenPagePath,
} from '../support/command-line.ts';
import { sceneText, sceneTitle, setScene } from '../support/wiki-scene.ts';

const config = 'config/wikisync.yaml';
const isReport = new Ajv2020().compile(
  JSON.parse(readFileSync('config/report.schema.json', 'utf8')),
);

let place: Workplace;

/** A folder in which both sides have agreed. */
beforeEach(async () => {
  place = exampleWorkplace();
  expect((await place.run('sync')).code).toBe(0);
});

const files = () => [place.read(xenPagePath), place.read(xenDataPath)];

/** Runs, and sees that nothing was written. */
async function refused(code: number, ...args: readonly string[]): Promise<string> {
  const before = files();

  const { code: ended, out } = await place.run(...args);

  expect({ args, code: ended, out }).toMatchObject({ args, code });
  expect(files()).toEqual(before);
  return out;
}

async function guardsOf(command: string): Promise<readonly GuardResult[]> {
  const { out } = await place.run(command, '--format', 'json');
  const report = JSON.parse(out);
  expect(isReport(report)).toBe(true);
  return report.listings[0].guards;
}

/** Takes the last records out of the data file. */
function cutData(count: number): void {
  const records = place.read(xenDataPath).split(/(?=^ {2}- title)/m);
  place.write(xenDataPath, records.slice(0, records.length - count).join(''));
}

/** Takes the last calls out of a page's text. */
function withoutCalls(count: number, text: string): string {
  const parts = text.split(/(\{\{project\n[\s\S]*?\n\}\}\n)/);
  const calls = parts.filter((part) => part.startsWith('{{project'));
  expect(calls).toHaveLength(8);
  const gone = new Set(calls.slice(8 - count));
  return parts.filter((part) => !gone.has(part)).join('');
}

function cutPage(count: number): void {
  place.write(xenPagePath, withoutCalls(count, place.read(xenPagePath)));
}

describe('half of the data file gone', () => {
  it.each(['plan', 'push', 'sync'])('lets %s end with 4, and writes nothing', async (command) => {
    cutData(4);

    const out = await refused(4, command);

    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      '! delete: 4 of 8 records on the page, where the limit is 3 (30% of at least 10). If it is meant, allow it for one run with --allow delete.',
    );
  });

  it('passes once where it is allowed', async () => {
    cutData(4);

    expect((await place.run('push', '--allow', 'delete')).code).toBe(0);
    expect(place.read(xenPagePath).match(/\{\{project/g)).toHaveLength(4);
    expect((await place.run('plan')).out).toContain('In sync.');

    place.write(xenDataPath, `${place.read(xenDataPath).split(/^ {2}- title/m)[0]}`);
    await refused(1, 'push');
  });

  it('does not keep a pull from the data file', async () => {
    cutData(4);
    place.edit(xenPagePath, '|Contact=Mentor: ', '|Contact=Mentor: Sir ');

    expect((await place.run('pull')).code).toBe(0);
    expect(place.read(xenDataPath)).toContain('Sir ');
  });

  it('lets three of eight go', async () => {
    cutData(3);

    expect((await place.run('push')).code).toBe(0);
    expect(place.read(xenPagePath).match(/\{\{project/g)).toHaveLength(5);
  });
});

describe('half of the page gone', () => {
  it.each([
    ['plan', 'data', '! recreate: 4 of 8 records that somebody took from the page'],
    ['push', 'data', '! recreate: 4 of 8 records that somebody took from the page'],
    ['sync', 'data', '! recreate: 4 of 8 records that somebody took from the page'],
    ['plan', 'shared', '! delete: 4 of 8 records in the data file'],
    ['push', 'shared', '! delete: 4 of 8 records in the data file'],
    ['pull', 'shared', '! delete: 4 of 8 records in the data file'],
    ['sync', 'shared', '! delete: 4 of 8 records in the data file'],
    ['plan', 'wiki', '! delete: 4 of 8 records in the data file'],
    ['pull', 'wiki', '! delete: 4 of 8 records in the data file'],
  ])('lets %s end with 4 where records are owned by %s', async (command, owner, words) => {
    place.edit(config, 'records: { owner: data }', `records: { owner: ${owner} }`);
    cutPage(4);
    place.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');

    const out = await refused(4, command);

    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      `${words}, where the limit is 3 (30% of at least 10).`,
    );
  });

  it.each([
    ['data', 'push', ['--allow', 'recreate', '--allow', 'size']],
    ['shared', 'pull', ['--allow', 'delete']],
  ])('passes once where it is allowed: owned by %s, %s', async (owner, command, allowed) => {
    place.edit(config, 'records: { owner: data }', `records: { owner: ${owner} }`);
    const before = files();
    cutPage(4);

    expect((await place.run(command, ...allowed)).code).toBe(0);

    expect((await place.run('plan')).out).toContain('In sync.');
    expect(files()).not.toEqual(before);
    expect(place.read(xenDataPath).match(/^ {2}- title/gm)).toHaveLength(owner === 'data' ? 8 : 4);
  });
});

describe('half of the page gone, and the data file has edited what went', () => {
  it('is refused as the conflicts are as many, and each may be settled by itself', async () => {
    place.edit(config, 'records: { owner: data }', 'records: { owner: shared }');
    cutPage(4);
    const data = place.read(xenDataPath).replaceAll('2014-04-21', '2014-05-21');
    place.write(xenDataPath, data.replace('2012-08-01', '2012-09-01'));

    expect(await refused(4, 'push')).toContain('! delete: 4 of 8 records in the data file');

    const lost = 'Parallel xenwatch kthread';
    const settled = await place.run('resolve', 'xen-2014', lost, '--take', 'wiki');
    expect(settled.out).not.toContain('Guards that tripped');
    expect(place.read(xenDataPath)).not.toContain(lost);
  });
});

describe('half of a MediaWiki page gone, by a person’s hand', () => {
  it('keeps the page from being edited at all', async () => {
    const { lab, place } = await setScene();
    try {
      const text = withoutCalls(4, sceneText);
      await lab.put(sceneTitle, text);
      place.edit(xenDataPath, 'skills: C, and it helps', 'skills: C; it helps');

      for (const command of ['plan', 'push', 'sync']) {
        const { code, out } = await place.run(command);

        expect({ command, code, out }).toMatchObject({ command, code: 4 });
        expect(out).toContain('! recreate: 4 of 8 records that somebody took from the page');
      }

      expect(lab.store.latest(sceneTitle)?.text).toBe(text.trimEnd());
    } finally {
      await lab.close();
    }
  });
});

describe('a side without records, where there were some', () => {
  const everywhere = ['plan', 'push', 'pull', 'sync'];

  it.each([
    ['an empty page', () => place.write(xenPagePath, '')],
    ['a blanked page', () => place.write(xenPagePath, 'Blanked.\n')],
    [
      'a page whose template was renamed',
      () =>
        place.write(xenPagePath, place.read(xenPagePath).replaceAll('{{project', '{{gsoc project')),
    ],
    ['a data file with an empty list', () => place.write(xenDataPath, 'records: []\n')],
  ])('is an error: %s', async (_what, spoil) => {
    spoil();
    place.edit(config, 'records: { owner: data }', 'records: { owner: shared }');

    for (const command of everywhere) {
      expect(await refused(1, command)).toContain('[side-empty]');
    }
  });

  it('is an error: a CSV file with nothing but its header', async () => {
    place.edit(config, '../fixtures/xen/projects.yaml', '../new.csv');
    expect((await place.run('pull', '--state', 'other')).code).toBe(0);
    const [header = ''] = place.read('new.csv').split('\n');
    place.write('new.csv', `${header}\n`);

    for (const command of everywhere) {
      expect(await refused(1, command, '--state', 'other')).toContain('[side-empty]');
      expect(place.read('new.csv')).toBe(`${header}\n`);
    }
  });

  it('may be allowed, and what follows from it is guarded still', async () => {
    place.write(xenDataPath, 'records: []\n');

    const out = await refused(4, 'push', '--allow', 'empty');

    expect(out).toContain('! delete: 8 of 8 records on the page');
    expect(out).toContain('! size: ');
    const allowed = ['--allow', 'empty', '--allow', 'delete', '--allow', 'size'];
    expect((await place.run('push', ...allowed)).code).toBe(0);
    expect(place.read(xenPagePath)).not.toContain('{{project');
  });
});

describe('the size of the page', () => {
  it('is guarded against one value that is longer than all others', async () => {
    place.edit(xenDataPath, 'skills: OCaml', `skills: ${'OCaml and more '.repeat(300)}`);

    const out = await refused(4, 'push');

    expect(out).toMatch(/! size: 4,\d\d\d of 6,182 bytes more on the page, where the limit is 50%/);
    await refused(4, 'push', '--allow', 'update');
    expect((await place.run('push', '--allow', 'size')).code).toBe(0);
    expect((await place.run('plan')).out).toContain('In sync.');
  });

  it('lets one more record go onto a short page', async () => {
    place.write(xenDataPath, `${place.read(xenDataPath)}  - title: New\n    programme: gsoc\n`);

    expect((await place.run('push')).code).toBe(0);
  });

  it('refuses twice as many records on a page of eight', async () => {
    const [head = '', ...records] = place.read(xenDataPath).split(/(?=^ {2}- title)/m);
    const others = records.map((record) => record.replace(/title: '?/, '$&More about '));
    place.write(xenDataPath, [head, ...records, ...others].join(''));

    expect((await refused(4, 'push')).replaceAll(/\s+/g, ' ')).toContain('--allow size');
    expect((await place.run('push', '--allow', 'size')).code).toBe(0);
  });
});

describe('canaries', () => {
  const lost = 'Lazy restore using memory paging';

  beforeEach(() => {
    place.edit(config, 'from: 10 }', `from: 10, canary: [${lost}, Parallel xenwatch kthread] }`);
  });

  it('keep nothing from being done while they are there', async () => {
    place.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');

    expect((await place.run('sync')).code).toBe(0);
  });

  it.each([
    ['data file', 'in the data file', xenDataPath],
    ['page', 'on the page', xenPagePath],
  ])('keep both sides as they are while one is missing in the %s', async (_side, where, path) => {
    place.edit(path, lost, 'Something else entirely');

    for (const command of ['plan', 'push', 'pull', 'sync']) {
      expect((await refused(4, command)).replaceAll(/\s+/g, ' ')).toContain(
        `! canary: the record '${lost}' is not ${where}, where it must be. If it is meant, allow it for one run with --allow canary.`,
      );
    }
    expect((await place.run('sync', '--allow', 'canary')).code).toBe(0);
    expect((await place.run('plan')).code).toBe(0);
  });

  it('let a new data file be made', async () => {
    place.edit(config, '../fixtures/xen/projects.yaml', '../new.yaml');

    expect((await place.run('pull', '--state', 'other')).code).toBe(0);
    expect(place.read('new.yaml')).toBe(place.read(xenDataPath));
  });
});

describe('several guards', () => {
  it('are all named, with their numbers and options, in text and JSON', async () => {
    cutData(4);
    place.edit(xenDataPath, 'skills: OCaml', `skills: ${'OCaml and more '.repeat(600)}`);

    const out = await refused(4, 'push');
    const guards = await guardsOf('push');

    expect(out).toContain('! delete: 4 of 8 records');
    expect(out).toContain('! size: ');
    expect(guards).toMatchObject([
      { side: 'page', guard: 'update', tripped: false },
      { side: 'page', guard: 'delete', count: 4, of: 8, unit: 'records', tripped: true },
      { side: 'page', guard: 'size', of: 6182, unit: 'bytes', limit: '50%', tripped: true },
    ]);
    const { out: json } = await place.run('push', '--format', 'json');
    expect(JSON.parse(json).listings[0].outcome.reason).toMatch(
      /^guard 'delete': 4 of 8 records on the page, where the limit is 3 \(30% of at least 10\); guard 'size': .*; --allow delete --allow size let this plan pass$/,
    );
    expect(
      (await place.run('push', '--allow', 'delete', '--allow', 'size', '--format', 'json')).code,
    ).toBe(0);
  });

  it('are not hidden by --quiet', async () => {
    cutData(4);

    expect(await refused(4, 'push', '--quiet')).toContain('--allow delete');
  });
});
