/** Data files that are committed as they are pulled. */
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { xenDataPath } from '../support/command-line.ts';
import { type Scene, sceneTitle, setScene } from '../support/wiki-scene.ts';

let scene: Scene;

beforeEach(async () => {
  scene = await setScene(isolated);
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'Maintainer');
  git('config', 'user.email', 'maintainer@example.org');
  writeFileSync(join(scene.place.folder, '.gitignore'), '.wikisync/\n');
  git('add', '.');
  git('commit', '--quiet', '-m', 'first');
});

afterEach(() => scene.lab.close());

/** Without the machine's own config. */
const isolated = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nowhere',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: scene.place.folder, env: isolated, encoding: 'utf8' });
const run = (...args: string[]) => scene.place.run(...args);
const page = () => scene.lab.store.latest(sceneTitle)?.text ?? '';

function onWiki(user: string, from: string, to: string): void {
  expect(page()).toContain(from);
  scene.lab.store.time += 60;
  scene.lab.store.put(sceneTitle, { user, text: page().replace(from, to) });
}

const log = (range: string, format: string) => git('log', '--reverse', `--format=${format}`, range);

describe('--commit', () => {
  it('makes a commit for each editor, in the order of their edits', async () => {
    const first = git('rev-parse', 'HEAD').trim();
    onWiki('Mentor', 'Mentor: George Dunlap', 'Mentor: Georgia Dunlap');
    onWiki('Reader', '|Skills=Some knowledge', '|Skills=A bit of knowledge');
    onWiki('Mentor', 'Mentor: Andres Lagar-Cavilla', 'Mentor: Andrea Lagar-Cavilla');
    writeFileSync(join(scene.place.folder, 'other.txt'), 'staged');
    git('add', 'other.txt');

    const { code, out } = await run('pull', '--commit');

    expect({ code, out }).toMatchObject({ code: 0 });
    expect(out).toMatch(/Committed as [0-9a-f]{10}, by Mentor via xen\./);
    expect(log(`${first}..`, '%an <%ae>|%s')).toBe(
      'Mentor via xen <Mentor@xen.invalid>|xen-2014: 2 records changed on the wiki by Mentor\n' +
        'Reader via xen <Reader@xen.invalid>|xen-2014: 1 record changed on the wiki by Reader\n',
    );
    const [mentors, readers] = log(`${first}..`, '%H').trim().split('\n');
    expect(git('show', `${mentors}:${xenDataPath}`)).toContain('Andrea');
    expect(git('show', `${mentors}:${xenDataPath}`)).not.toContain('A bit of');
    expect(git('show', `${readers}:${xenDataPath}`)).toBe(scene.place.read(xenDataPath));
    expect(git('show', '--format=%b', '--no-patch', mentors ?? '')).toContain(
      `From the page '${sceneTitle}' on xen, revisions `,
    );
    expect(git('show', '--format=%b', '--no-patch', mentors ?? '')).toContain(
      '- contacts of 2 records',
    );
    expect(git('show', '--format=%aI', '--no-patch', readers ?? '').trim()).toBe(
      '2026-01-01T00:02:00+00:00',
    );
    expect(git('status', '--porcelain')).toBe('A  other.txt\n');
  });

  it('names people as the config does, and is silent about strange characters', async () => {
    const first = git('rev-parse', 'HEAD').trim();
    scene.place.edit(
      'config/wikisync.yaml',
      'settle: 1',
      "settle: 1\n    authors: { Mentor: 'George Dunlap <george@example.org>' }",
    );
    git('commit', '--quiet', '-am', 'authors');
    onWiki('Mentor', 'Mentor: George Dunlap', 'Mentor: Georgia Dunlap');
    onWiki('E\u202Evil\n<x@y> [skip ci]', '|Skills=Some knowledge', '|Skills=A bit of knowledge');

    expect((await run('pull', '--commit')).code).toBe(0);

    expect(log(`${first}..`, '%an <%ae>|%s').trim().split('\n').slice(1)).toEqual([
      'George Dunlap <george@example.org>|xen-2014: 1 record changed on the wiki by Mentor',
      'E vil x y skip ci via xen <E.vil.x.y.skip.ci@xen.invalid>|' +
        'xen-2014: 1 record changed on the wiki by E vil x y skip ci',
    ]);
  });

  it('names who took a value back, and not who had written it long ago', async () => {
    scene.place.edit(xenDataPath, 'skills: Some knowledge', 'skills: A bit of knowledge');
    git('commit', '--quiet', '-am', 'less');
    expect((await run('sync')).code).toBe(0);
    onWiki('Ann', '|Skills=A bit of knowledge', '|Skills=Some knowledge');

    expect((await run('pull', '--commit')).code).toBe(0);

    expect(git('log', '-1', '--format=%an')).toBe('Ann via xen\n');
  });

  it('names who edited a record that has another name in the data file', async () => {
    scene.place.edit(xenDataPath, 'title: Lazy restore', 'title: Lazier restore');
    git('commit', '--quiet', '-am', 'renamed');
    onWiki('Ann', '|Skills=Some knowledge', '|Skills=A bit of knowledge');

    expect((await run('sync', '--commit')).code).toBe(0);

    expect(page()).toContain('|Project=Lazier restore');
    expect(git('log', '-1', '--format=%an')).toBe('Ann via xen\n');
  });

  it("names the wiki's editor where lines of both sides are merged", async () => {
    scene.place.edit(
      'config/wikisync.yaml',
      'Skills, type: wikitext',
      'Skills, type: wikitext, merge: lines',
    );
    const text = 'Some knowledge';
    onWiki('Mentor', `|Skills=${text}`, `|Skills=One\nTwo\nThree\n${text}`);
    expect((await run('pull')).code).toBe(0);
    git('commit', '--quiet', '-am', 'lines');
    onWiki('Ann', '|Skills=One', '|Skills=Uno');
    scene.place.edit(xenDataPath, text, 'Next to no knowledge');
    git('commit', '--quiet', '-am', 'less');

    expect((await run('sync', '--commit')).code).toBe(0);

    expect(page()).toContain('|Skills=Uno\nTwo\nThree\nNext to no knowledge');
    expect(git('log', '-1', '--format=%an')).toBe('Ann via xen\n');
  });

  it('commits what came and went, and a sync likewise, once', async () => {
    const first = git('rev-parse', 'HEAD').trim();
    scene.place.edit('config/wikisync.yaml', 'records: { owner: data }', 'records: {}');
    scene.place.edit('config/wikisync.yaml', 'delete: 30%', 'delete: 50%');
    git('commit', '--quiet', '-am', 'everybody');
    const start = page().indexOf('{{project\n|Project=Lazy restore');
    const call = page().slice(start, page().indexOf('\n}}\n', start) + 4);
    onWiki('Reader', call, '{{project\n|Project=New one\n|Contact=Mentor: Ann\n}}\n');
    scene.place.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');
    git('commit', '--quiet', '-am', 'harder');

    const { code, out } = await run('sync', '--commit', '--format', 'json');

    expect({ code, out }).toMatchObject({ code: 0 });
    const [listing] = JSON.parse(out).listings;
    expect(listing.outcome.data.commits).toEqual([
      { commit: git('rev-parse', 'HEAD').trim(), author: 'Reader via xen' },
    ]);
    expect(page()).toContain('|Difficulty=High');
    expect(log(`${first}..`, '%b')).toContain('- 1 record added\n- 1 record deleted\n');
    expect(git('status', '--porcelain')).toBe('');
    expect((await run('sync', '--commit')).out).toContain('In sync.');
    expect(log(`${first}..`, '%s').trim().split('\n')).toHaveLength(3);
  });

  it('is a base for a fresh clone', async () => {
    scene.place.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');
    git('commit', '--quiet', '-am', 'harder');
    expect((await run('sync', '--commit')).code).toBe(0);
    onWiki('Mentor', 'Mentor: George Dunlap', 'Mentor: Georgia Dunlap');
    scene.place.edit(xenDataPath, 'difficulty: medium', 'difficulty: low');
    git('commit', '--quiet', '-am', 'easier');
    rmSync(join(scene.place.folder, '.wikisync'), { recursive: true });
    const before = git('rev-parse', 'HEAD').trim();

    expect((await run('sync', '--commit')).code).toBe(0);

    expect(page()).toContain('Georgia');
    expect(scene.place.read(xenDataPath)).toContain('Georgia');
    expect(log(`${before}..`, '%an')).toBe('Mentor via xen\n');
    expect((await run('plan', '--exit-code')).code).toBe(0);
  });

  it('is no base for a clone that never had it', async () => {
    const old = scene.place.read(xenDataPath);
    scene.place.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');
    onWiki('Mentor', 'Mentor: George Dunlap', 'Mentor: Georgia Dunlap');
    expect((await run('sync')).code).toBe(0);
    // All that was written to the file is lost, as in a scheduled job without --commit.
    scene.place.write(xenDataPath, old);
    rmSync(join(scene.place.folder, '.wikisync'), { recursive: true });
    const count = scene.lab.store.history(sceneTitle).length;
    scene.place.edit(
      'config/wikisync.yaml',
      'owner: data # the data file decides',
      'owner: shared',
    );

    const { code, out } = await run('sync');

    expect({ code, out }).toMatchObject({ code: 0 });
    expect(scene.lab.store.history(sceneTitle)).toHaveLength(count);
    expect(scene.place.read(xenDataPath)).toContain('Georgia');
    expect(scene.place.read(xenDataPath)).toContain('difficulty: high');
  });

  it('goes to a branch that a pull request can be made of', async () => {
    onWiki('Mentor', 'Mentor: George Dunlap', 'Mentor: Georgia Dunlap');

    expect((await run('pull', '--commit', '--branch', 'wiki/news')).code).toBe(0);
    onWiki('Mentor', 'Mentor: Georgia Dunlap', 'Mentor: Georg Dunlap');
    const { code, out } = await run('pull', '--commit', '--branch', 'wiki/news');

    expect({ code, out }).toMatchObject({ code: 0 });
    expect(out).toContain('on branch wiki/news');
    expect(log('main..wiki/news', '%an')).toBe('Mentor via xen\nMentor via xen\n');
    expect(git('show', `wiki/news:${xenDataPath}`)).toBe(scene.place.read(xenDataPath));
    expect(git('rev-parse', '--abbrev-ref', 'HEAD')).toBe('main\n');
  });

  describe('that is not merged yet', () => {
    const edits = () =>
      scene.lab.store.history(sceneTitle).filter(({ user }) => user === 'SyncBot');

    /** As people clean up, or as a job begins from a clone with a state folder that was kept. */
    const putBack = () => git('checkout', '--quiet', '--', xenDataPath);

    beforeEach(async () => {
      expect((await run('sync', '--commit')).code).toBe(0);
      onWiki('Mentor', 'Mentor: George Dunlap', 'Mentor: Georgia Dunlap');
      onWiki('Reader', '|Skills=Some knowledge', '|Skills=A bit of knowledge');
      expect((await run('sync', '--commit', '--branch', 'news')).code).toBe(0);
      putBack();
    });

    it('keeps no run from knowing that the file in hand never had its changes', async () => {
      scene.place.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');
      git('commit', '--quiet', '-am', 'harder');

      const { code, out } = await run('sync', '--commit', '--branch', 'news', '--verbose');

      expect({ code, out }).toMatchObject({ code: 0 });
      expect(out).toContain('snapshot-of-other-copy');
      expect(page()).toContain('Georgia');
      expect(page()).toContain('A bit of knowledge');
      expect(page()).toContain('|Difficulty=High');
      const committed = git('show', `news:${xenDataPath}`);
      expect(committed).toContain('Georgia');
      expect(committed).toContain('A bit of knowledge');
      expect(committed).toContain('difficulty: high');
    });

    it('gets what came since, and nothing twice', async () => {
      const before = git('rev-parse', 'news').trim();

      expect((await run('sync', '--commit', '--branch', 'news')).code).toBe(0);
      expect(git('rev-parse', 'news').trim()).toBe(before);
      putBack();
      onWiki('Ann', 'Mentor: Andres Lagar-Cavilla', 'Mentor: Andrea Lagar-Cavilla');
      expect((await run('sync', '--commit', '--branch', 'news')).code).toBe(0);

      expect(log(`${before}..news`, '%an')).toBe('Ann via xen\n');
      expect(edits()).toEqual([]);
    });

    describe('and people take back what a run brought', () => {
      let before: string;
      const syncToBranch = async () => {
        const { code } = await run('sync', '--commit', '--branch', 'news');
        putBack();
        return code;
      };
      const inData = (from: string, to: string) => {
        scene.place.edit(xenDataPath, from, to);
        git('commit', '--quiet', '-am', 'by us');
      };
      const add = () => inData('records:\n', 'records:\n  - title: Ours\n    programme: gsoc\n');
      /** Which is the wiki's, and so comes back with each run. */
      const comment = () => inData('this one is mine', 'this one is ours');

      beforeEach(() => {
        git('merge', '--quiet', 'news');
        before = page();
      });

      it('is not brought again, where it came to the very bytes that the file had before', async () => {
        scene.place.edit('config/wikisync.yaml', 'records: { owner: data }', 'records: {}');
        add();
        comment();
        expect(await syncToBranch()).toBe(0);
        expect(page()).toContain('Project=Ours');
        expect(git('show', `news:${xenDataPath}`)).toBe(git('show', `HEAD~1:${xenDataPath}`));
        onWiki('Mentor', page(), before);
        expect(await syncToBranch()).toBe(0);
        expect(git('show', `news:${xenDataPath}`)).toBe(git('show', `HEAD~2:${xenDataPath}`));

        expect(await syncToBranch()).toBe(0);

        expect(page()).toBe(before);
      });

      it('is a conflict, where the page is again as the file was before', async () => {
        add();
        scene.place.edit(xenDataPath, 'this one is mine', 'this one is ours');
        git('commit', '--quiet', '--amend', '-am', 'both');
        expect(await syncToBranch()).toBe(0);
        onWiki('Mentor', page(), before);

        expect([await syncToBranch(), await syncToBranch()]).toEqual([3, 3]);

        expect(page()).toBe(before);
      });
    });

    it('is what both sides agreed on, once it is merged', async () => {
      git('merge', '--quiet', 'news');
      expect((await run('plan', '--exit-code')).code).toBe(0);
      scene.place.edit(xenDataPath, 'Georgia Dunlap', 'Georg Dunlap');
      git('commit', '--quiet', '-am', 'as he writes it');

      expect((await run('sync', '--commit')).code).toBe(0);

      expect(page()).toContain('Mentor: Georg Dunlap');
    });
  });

  it.each([
    ['was thrown away', () => git('checkout', '--quiet', '--', xenDataPath), []],
    ['is on another branch than this', () => git('switch', '--quiet', 'old'), ['--commit']],
  ])('leaves the page as it is when what a pull wrote %s', async (_what, putBack, args) => {
    git('branch', 'old');
    onWiki('Mentor', 'Mentor: George Dunlap', 'Mentor: Georgia Dunlap');
    expect((await run('pull', ...args)).code).toBe(0);
    putBack();
    expect(scene.place.read(xenDataPath)).not.toContain('Georgia');

    expect((await run('sync')).code).toBe(0);

    expect(page()).toContain('Georgia');
    expect(scene.place.read(xenDataPath)).toContain('Georgia');
  });

  it('takes what people make of a pull to the page, committed or not', async () => {
    onWiki('Mentor', 'Mentor: George Dunlap', 'Mentor: Georgia Dunlap');
    expect((await run('pull')).code).toBe(0);
    scene.place.edit(xenDataPath, 'Georgia Dunlap', 'Georg Dunlap');
    git('commit', '--quiet', '-am', 'as he writes it');

    expect((await run('sync')).code).toBe(0);

    expect(page()).toContain('Mentor: Georg Dunlap');
  });

  it('makes the folder of a file that is not there yet', async () => {
    git('rm', '--quiet', xenDataPath);
    git('commit', '--quiet', '-m', 'gone');
    scene.place.edit('config/wikisync.yaml', '../fixtures/xen/projects.yaml', '../new/list.yaml');
    rmSync(join(scene.place.folder, '.wikisync'), { recursive: true });

    const { code, out } = await run('pull', '--commit');

    expect({ code, out }).toMatchObject({ code: 0 });
    expect(git('show', '--name-only', '--format=', 'HEAD')).toBe('new/list.yaml\n');
  });

  it('asks the wiki for nothing once the file is written', async () => {
    onWiki('Mentor', 'Mentor: George Dunlap', 'Mentor: Georgia Dunlap');
    const before = scene.place.read(xenDataPath);
    const written: boolean[] = [];
    scene.lab.edge.onRequest = () => {
      written.push(scene.place.read(xenDataPath) !== before);
      return undefined;
    };

    expect((await run('pull', '--commit')).code).toBe(0);

    expect(written.length).toBeGreaterThan(1);
    expect(written).not.toContain(true);
  });
});

describe('--commit is refused before anything is asked or written', () => {
  async function expectRefused(message: string, ...args: string[]): Promise<void> {
    onWiki('Mentor', 'Mentor: George Dunlap', 'Mentor: Georgia Dunlap');
    scene.lab.edge.requests.length = 0;
    const before = scene.place.read(xenDataPath);

    const { code, out, err } = await run('pull', ...args);

    expect({ code, text: out + err }).toEqual({ code: 64, text: expect.stringContaining(message) });
    expect(scene.lab.edge.requests).toEqual([]);
    expect(scene.place.read(xenDataPath)).toBe(before);
  }

  it('with changes that nobody has committed', async () => {
    scene.place.edit(xenDataPath, 'difficulty: medium', 'difficulty: low');

    await expectRefused('has changes that are not committed', '--commit');
  });

  it('outside of a repository', async () => {
    rmSync(join(scene.place.folder, '.git'), { recursive: true });

    await expectRefused('is in no git repository', '--commit');
  });

  it('for a file that git ignores', async () => {
    git('rm', '--quiet', '--cached', xenDataPath);
    writeFileSync(join(scene.place.folder, '.gitignore'), '*.yaml\n');

    await expectRefused('git ignores', '--commit');
  });

  it('to the branch that is checked out, or to none', async () => {
    await expectRefused("branch 'main' is checked out", '--commit', '--branch', 'main');
  });

  it.each(['news', 'news/wiki/more'])(
    'to a branch that git cannot have beside others: %s',
    async (name) => {
      git('branch', 'news/wiki');

      await expectRefused("There is a branch 'news/wiki'", '--commit', '--branch', name);
    },
  );

  it('to a branch where people changed the file', async () => {
    onWiki('Mentor', 'Mentor: George Dunlap', 'Mentor: Georg Dunlap');
    const before = scene.place.read(xenDataPath);
    expect((await run('pull', '--commit', '--branch', 'news')).code).toBe(0);
    git('checkout', '--quiet', '-f', 'news');
    scene.place.edit(xenDataPath, 'difficulty: medium', 'difficulty: low');
    git('commit', '--quiet', '-am', 'reviewed');
    git('checkout', '--quiet', 'main');
    expect(scene.place.read(xenDataPath)).toBe(before);
    onWiki('Mentor', 'Mentor: Georg Dunlap', 'Mentor: George Dunlap');

    await expectRefused(
      "People changed 'fixtures/xen/projects.yaml' on 'news'",
      '--commit',
      '--branch',
      'news',
    );
  });

  it('with --branch alone', async () => {
    await expectRefused('--branch is given without --commit', '--branch', 'x');
  });
});

it('says that the file is written when git fails', async () => {
  onWiki('Mentor', 'Mentor: George Dunlap', 'Mentor: Georgia Dunlap');
  writeFileSync(join(scene.place.folder, '.git/refs/heads/main.lock'), '');

  const { code, out } = await run('pull', '--commit');

  expect(code).toBe(1);
  expect(out).toContain('is written and not committed');
  expect(scene.place.read(xenDataPath)).toContain('Georgia');
  rmSync(join(scene.place.folder, '.git/refs/heads/main.lock'));
  expect((await run('pull', '--commit')).out).toContain('not committed');
});
