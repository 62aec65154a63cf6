/** Two-way sync on a real MediaWiki: everyone's work is kept. */
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  exampleWorkplace,
  type Workplace,
  workplace,
  xenDataPath,
} from '../support/command-line.ts';
import { describeOnOwnWiki, ownWiki, resetWiki } from '../support/mediawiki/control.ts';
import { asUser, seedPages } from '../support/mediawiki/people.ts';
import { xenPage } from '../support/xen.ts';

const title = '2014 GSoC and OPW Round 8 Projects';
const record = 'Lazy restore using memory paging';

/** Without the machine's own config. */
const isolated = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nowhere',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

function environment() {
  const { accounts } = ownWiki();
  return {
    ...isolated,
    WIKISYNC_XEN_USERNAME: accounts.bot.username,
    WIKISYNC_XEN_PASSWORD: accounts.bot.password,
  };
}

/** A repository with the example, as its maintainers have it. */
function repository(): Workplace {
  const place = exampleWorkplace(environment());
  place.edit(
    'config/wikisync.yaml',
    'folder: ../fixtures/xen/wiki',
    `api: ${ownWiki().api}\n    gap: 0`,
  );
  place.edit('config/wikisync.yaml', 'owner: data # the data file decides', 'owner: shared');
  writeFileSync(join(place.folder, '.gitignore'), '.wikisync/\n');
  git(place, 'init', '--quiet', '--initial-branch=main');
  git(place, 'config', 'user.name', 'Maintainer');
  git(place, 'config', 'user.email', 'maintainer@example.org');
  commit(place, 'begin');
  return place;
}

/** What a scheduled job works in: the repository as it was committed, and nothing else. */
function freshClone(of: Workplace): Workplace {
  const place = workplace(environment());
  rmSync(place.folder, { recursive: true });
  git(of, 'clone', '--quiet', of.folder, place.folder);
  return place;
}

function git(place: Workplace, ...args: string[]): string {
  return execFileSync('git', args, { cwd: place.folder, env: isolated, encoding: 'utf8' });
}

function commit(place: Workplace, message: string): void {
  git(place, 'add', '.');
  git(place, 'commit', '--quiet', '-m', message);
}

const human = () => asUser('human').name;
const pageText = async () => (await asUser('human').read(title)) ?? '';
const revisions = () => asUser('human').revisions(title);

async function onWiki(from: string, to: string): Promise<void> {
  const text = await pageText();
  expect(text).toContain(from);
  await asUser('human').edit(title, text.replace(from, to));
}

async function ownEdits(): Promise<number> {
  return (await revisions()).filter(({ user }) => user === ownWiki().accounts.bot.name).length;
}

async function expectInSync(place: Workplace): Promise<void> {
  const { code, out } = await place.run('plan', '--exit-code');
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('In sync.') });
}

describeOnOwnWiki('two-way sync on a real MediaWiki', () => {
  beforeEach(async () => {
    await resetWiki();
    await seedPages({ [title]: xenPage });
  });

  it.each([
    ['from a sync point', true],
    ['from what git and the wiki remember', false],
  ])(
    "merges a mentor's and a maintainer's work in a fresh clone, %s",
    async (_what, hasSyncPoint) => {
      const home = repository();
      expect((await home.run('sync')).code).toBe(0);
      if (hasSyncPoint) {
        home.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');
        commit(home, 'harder');
        expect((await home.run('sync')).code).toBe(0);
      }
      await onWiki('Mentor: George Dunlap', 'Mentor: Georgia Dunlap');
      home.edit(xenDataPath, 'difficulty: medium', 'difficulty: low');
      commit(home, 'easier');
      rmSync(join(home.folder, '.wikisync'), { recursive: true });
      const before = await ownEdits();
      const clone = freshClone(home);

      const { code, out } = await clone.run('sync', '--commit');

      expect({ code, out }).toMatchObject({ code: 0 });
      const text = await pageText();
      expect(text).toContain('Mentor: Georgia Dunlap');
      expect(text).toContain('|Difficulty=Low\n');
      expect(clone.read(xenDataPath)).toContain('Mentor: Georgia Dunlap');
      expect(clone.read(xenDataPath)).toContain('difficulty: low\n');
      expect(await ownEdits()).toBe(before + 1);
      expect(git(clone, 'log', '--format=%an', 'origin/main..')).toBe(`${human()} via xen\n`);
      await expectInSync(clone);
      await expectInSync(freshClone(clone));
    },
  );

  it('leaves a conflict to a person, syncs the rest, and is done when that is settled', async () => {
    const home = repository();
    expect((await home.run('sync')).code).toBe(0);
    await onWiki('|Difficulty=Medium', '|Difficulty=High');
    await onWiki('Mentor: George Dunlap', 'Mentor: Georgia Dunlap');
    home.edit(xenDataPath, 'difficulty: medium', 'difficulty: low');
    home.edit(xenDataPath, 'skills: Some knowledge', 'skills: A bit of knowledge');

    const { code, out } = await home.run('sync');

    expect(code).toBe(3);
    expect(out).toContain(`Last changed on the wiki by ${human()} in revision `);
    expect(out).toContain('index.php?diff=');
    const text = await pageText();
    expect(text).toContain('|Difficulty=High');
    expect(text).toContain('|Skills=A bit of knowledge');
    expect(home.read(xenDataPath)).toContain('difficulty: low\n');
    expect(home.read(xenDataPath)).toContain('Mentor: Georgia Dunlap');

    const resolved = await home.run('resolve', 'xen-2014', record, 'difficulty', '--take', 'wiki');

    expect({ code: resolved.code, out: resolved.out }).toMatchObject({ code: 0 });
    expect(home.read(xenDataPath)).toContain('difficulty: high\n');
    await expectInSync(home);
  });

  it('makes no edit in ten runs after a person took its edit back, and says why', async () => {
    const home = repository();
    home.edit('config/wikisync.yaml', 'owner: shared', 'owner: data');
    expect((await home.run('sync')).code).toBe(0);
    const before = await pageText();
    home.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');
    expect((await home.run('sync')).code).toBe(0);
    await asUser('human').edit(title, before);
    const count = (await revisions()).length;

    for (let run = 0; run < 10; run += 1) {
      if (run === 5) rmSync(join(home.folder, '.wikisync'), { recursive: true });
      const { code, out } = await home.run(run % 2 === 0 ? 'sync' : 'push');
      expect({ run, code }).toEqual({ run, code: 3 });
      expect(out).toContain(`'${human()}' took this change back on the wiki`);
    }

    expect(await revisions()).toHaveLength(count);
    expect((await home.run('acknowledge', 'xen-2014')).code).toBe(0);
    expect((await home.run('sync')).code).toBe(0);
    expect(await pageText()).toContain('|Difficulty=High');
  });

  describe('writes nothing where a side cannot be what people meant', () => {
    it.each<readonly [string, (home: Workplace) => unknown]>([
      [
        'half of the data file is gone',
        (home) => {
          const text = home.read(xenDataPath);
          const half = [...text.matchAll(/^ {2}- title:/gm)][4]?.index ?? 0;
          home.write(xenDataPath, text.slice(0, half));
        },
      ],
      ['the page is empty', () => asUser('human').edit(title, '')],
      [
        'the template was renamed',
        async () =>
          asUser('human').edit(title, (await pageText()).replaceAll('{{project', '{{proj')),
      ],
    ])('%s', async (_what, harm) => {
      const home = repository();
      expect((await home.run('sync')).code).toBe(0);
      await harm(home);
      const before = { page: await pageText(), data: home.read(xenDataPath) };

      for (const command of ['sync', 'push']) {
        const { code } = await home.run(command);
        expect({ command, isRefused: code === 1 || code === 4 }).toEqual({
          command,
          isRefused: true,
        });
      }

      expect({ page: await pageText(), data: home.read(xenDataPath) }).toEqual(before);
    });
  });

  it('blames whom the wiki and git say', async () => {
    const home = repository();
    expect((await home.run('sync')).code).toBe(0);
    await onWiki('|Skills=Some knowledge', '|Skills=A bit of knowledge');
    expect((await home.run('sync', '--commit')).code).toBe(0);

    const { out } = await home.run('blame', 'xen-2014', record, 'skills', '--format', 'json');

    expect(JSON.parse(out).entries).toMatchObject([
      { side: 'wiki', wikiEdit: { user: human() }, dataEdit: { author: `${human()} via xen` } },
    ]);
  });
});
