/** The user's git, on real repositories. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { blobId } from '../src/core/plan/digest.ts';
import { fileBlobs, fileCommits, isClean, isIgnored, trackedFile } from '../src/git.ts';
import { checkBranch, commitVersions } from '../src/git-commit.ts';
import { failureFrom } from './support/failure.ts';

let root: string;

/** Without the machine's own config. */
const environment = () => ({
  PATH: process.env['PATH'],
  HOME: root,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
});

const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: join(root, 'repo'), env: environment(), encoding: 'utf8' });
const write = (path: string, text: string) => writeFileSync(join(root, 'repo', path), text);
const read = (path: string) => readFileSync(join(root, 'repo', path), 'utf8');

async function fileAt(path: string) {
  const file = await trackedFile(join(root, 'repo', path), environment());
  if (file === undefined) throw new Error('not in a work tree');
  return file;
}

const author = { name: 'Mentor', mail: 'mentor@wiki.invalid', time: '2026-01-02T03:04:05Z' };
const commit = (text: string, message = 'a change') => ({ text, author, message });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'wikisync-git-'));
  mkdirSync(join(root, 'repo', 'data'), { recursive: true });
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'Maintainer');
  git('config', 'user.email', 'maintainer@example.org');
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
});

describe('trackedFile', () => {
  it('knows the path within the work tree', async () => {
    expect((await fileAt('data/list.yaml')).path).toBe('data/list.yaml');
    expect((await fileAt('list.yaml')).path).toBe('list.yaml');
  });

  it('is undefined outside of a work tree, without the folder, and without git', async () => {
    const outside = join(root, 'list.yaml');

    expect(await trackedFile(outside, environment())).toBeUndefined();
    expect(await trackedFile(join(root, 'no', 'list.yaml'), environment())).toBeUndefined();
    const file = join(root, 'repo', 'list.yaml');
    expect(await trackedFile(file, { ...environment(), PATH: root })).toBeUndefined();
  });

  it('is not led elsewhere by the environment of a hook', async () => {
    const led = { ...environment(), GIT_DIR: '/nowhere', GIT_INDEX_FILE: '/nowhere' };

    expect((await trackedFile(join(root, 'repo', 'list.yaml'), led))?.path).toBe('list.yaml');
  });
});

describe('the history of a file', () => {
  it('is empty before the first commit', async () => {
    const file = await fileAt('list.yaml');

    expect(await fileCommits(file, 10)).toEqual({ commits: [], isWhole: true });
    expect(await fileBlobs(file)).toEqual({ ids: new Set(), isWhole: true });
  });

  it('has each commit with its text, newest first, and the ids of all versions', async () => {
    const texts = ['one\n', 'two é\n', 'three\n'];
    for (const text of texts) {
      write('data/list.yaml', text);
      git('add', '.');
      git('commit', '--quiet', '-m', text);
    }
    git('rm', '--quiet', 'data/list.yaml');
    git('commit', '--quiet', '-m', 'gone');
    mkdirSync(join(root, 'repo', 'data'));

    const file = await fileAt('data/list.yaml');
    const { commits, isWhole } = await fileCommits(file, 10);

    expect(commits.map(({ text }) => text)).toEqual([undefined, ...texts.toReversed()]);
    expect(commits[0]?.author).toBe('Maintainer');
    expect(Date.parse(commits[0]?.time ?? '')).not.toBeNaN();
    expect(isWhole).toBe(true);
    expect((await fileCommits(file, 2)).isWhole).toBe(false);
    const { ids } = await fileBlobs(file);
    for (const text of texts) expect(ids).toContain(blobId(text));
  });

  it('is not whole in a shallow clone', async () => {
    for (const text of ['one', 'two']) {
      write('list.yaml', text);
      git('add', '.');
      git('commit', '--quiet', '-m', text);
    }
    git('clone', '--quiet', '--depth', '1', `file://${join(root, 'repo')}`, join(root, 'clone'));
    const file = await trackedFile(join(root, 'clone', 'list.yaml'), environment());
    if (file === undefined) throw new Error('not in a work tree');

    expect((await fileBlobs(file)).isWhole).toBe(false);
    expect((await fileCommits(file, 10)).isWhole).toBe(false);
  });
});

describe('isClean and isIgnored', () => {
  it('tell an untracked, a changed, a staged and an ignored file', async () => {
    write('list.yaml', 'one');
    const file = await fileAt('list.yaml');
    expect(await isClean(file)).toBe(false);
    git('add', '.');
    expect(await isClean(file)).toBe(false);
    git('commit', '--quiet', '-m', 'one');
    expect(await isClean(file)).toBe(true);
    write('list.yaml', 'two');
    expect(await isClean(file)).toBe(false);
    expect(await isIgnored(file)).toBe(false);
    write('.gitignore', 'other.yaml\n');
    expect(await isIgnored(await fileAt('other.yaml'))).toBe(true);
  });
});

describe('commitVersions', () => {
  beforeEach(() => {
    write('data/list.yaml', 'one\n');
    write('other.txt', 'other');
    git('add', '.');
    git('commit', '--quiet', '-m', 'first');
  });

  it('makes a commit of each version, with its author, and nothing of other files', async () => {
    write('other.txt', 'staged');
    git('add', 'other.txt');
    write('other.txt', 'changed');
    write('data/list.yaml', 'three\n');

    const made = await commitVersions(
      await fileAt('data/list.yaml'),
      [commit('two\n', 'to two\n\nbody é'), commit('two\n'), commit('three\n', 'to three')],
      {},
    );

    expect(made.map((id) => id !== undefined)).toEqual([true, false, true]);
    expect(git('log', '--format=%an <%ae> %aI %cn|%s|%b', '-n', '2')).toBe(
      'Mentor <mentor@wiki.invalid> 2026-01-02T03:04:05+00:00 Maintainer|to three|\n' +
        'Mentor <mentor@wiki.invalid> 2026-01-02T03:04:05+00:00 Maintainer|to two|body é\n',
    );
    expect(git('show', '--name-only', '--format=', 'HEAD', 'HEAD~1')).toBe(
      'data/list.yaml\ndata/list.yaml\n',
    );
    expect(git('show', 'HEAD~1:data/list.yaml')).toBe('two\n');
    expect(git('status', '--porcelain')).toBe('MM other.txt\n');
    expect(git('show', ':other.txt')).toBe('staged');
    expect(git('for-each-ref', 'refs/wikisync')).toBe('');
  });

  it('makes the first commit of a repository', async () => {
    rmSync(join(root, 'repo', '.git'), { recursive: true });
    git('init', '--quiet', '--initial-branch=trunk');

    await commitVersions(await fileAt('data/list.yaml'), [commit('one\n')], {});

    expect(git('log', '--format=%cn <%ce>', 'trunk')).toBe(
      'wikisync <wikisync@localhost.invalid>\n',
    );
    expect(git('status', '--porcelain')).toBe('?? other.txt\n');
  });

  it('keeps the mode of the file, and what filters make of it', async () => {
    write('.gitattributes', '*.yaml text eol=crlf\n');
    chmodSync(join(root, 'repo', 'data/list.yaml'), 0o755);
    git('add', 'data');
    git('commit', '--quiet', '-m', 'mode');
    write('data/list.yaml', 'one\r\ntwo\r\n');

    await commitVersions(await fileAt('data/list.yaml'), [commit('one\r\ntwo\r\n')], {});

    expect(git('ls-tree', 'HEAD', 'data/list.yaml')).toMatch(/^100755/);
    expect(git('show', 'HEAD:data/list.yaml')).toBe('one\ntwo\n');
    expect(git('diff', '--stat', '--', 'data/list.yaml')).toBe('');
  });

  it('commits to a branch that is not checked out, again on top of it', async () => {
    write('data/list.yaml', 'two\n');
    const file = await fileAt('data/list.yaml');
    const head = git('rev-parse', 'HEAD');

    await commitVersions(file, [commit('two\n')], { branch: 'wiki/changes' });
    await commitVersions(file, [commit('three\n')], { branch: 'wiki/changes' });
    const again = await commitVersions(file, [commit('three\n')], { branch: 'wiki/changes' });

    expect(again).toEqual([undefined]);
    expect(git('rev-list', '--count', 'main..wiki/changes')).toBe('2\n');
    expect(git('rev-parse', 'HEAD')).toBe(head);
    expect(git('status', '--porcelain')).toBe(' M data/list.yaml\n');
    expect(read('data/list.yaml')).toBe('two\n');
  });

  it('commits on a detached head', async () => {
    git('checkout', '--quiet', '--detach');

    await commitVersions(await fileAt('data/list.yaml'), [commit('two\n')], {});

    expect(git('show', 'HEAD:data/list.yaml')).toBe('two\n');
    expect(git('show', 'main:data/list.yaml')).toBe('one\n');
  });

  it('runs no hook', async () => {
    for (const hook of ['pre-commit', 'commit-msg', 'post-commit', 'reference-transaction']) {
      const path = join(root, 'repo', '.git', 'hooks', hook);
      writeFileSync(path, `#!/bin/sh\ntouch '${root}/ran'\nexit 1\n`, { mode: 0o755 });
    }

    await commitVersions(await fileAt('data/list.yaml'), [commit('two\n')], {});

    expect(git('show', 'HEAD:data/list.yaml')).toBe('two\n');
    expect(() => readFileSync(join(root, 'ran'))).toThrow();
  });

  it('does not move a branch that somebody else moves', async () => {
    const file = await fileAt('data/list.yaml');
    const racing = {
      ...file,
      git: (args: readonly string[], input?: string | Buffer) => {
        if (args[0] === 'fast-import') git('commit', '--quiet', '--allow-empty', '-m', 'theirs');
        return file.git(args, input);
      },
    };

    const failure = await failureFrom(commitVersions(racing, [commit('two\n')], {}));

    expect(failure.code).toBe('git-failed');
    expect(git('log', '--format=%s', '-n', '1')).toBe('theirs\n');
  });

  it('commits a file with an odd name', async () => {
    const name = 'data/ä "list" \\ 1.yaml';
    write(name, 'one\n');

    await commitVersions(await fileAt(name), [commit('one\n')], {});

    expect(git('status', '--porcelain')).toBe('');
  });
});

describe('checkBranch', () => {
  it('refuses what is no name, and what is checked out', async () => {
    write('list.yaml', 'one');
    git('add', '.');
    git('commit', '--quiet', '-m', 'one');
    const file = await fileAt('list.yaml');

    for (const name of ['a b', '-f', 'a..b', 'HEAD', '@{-1}', 'x.lock', '']) {
      expect({ name, code: (await failureFrom(checkBranch(file, name))).code }).toEqual({
        name,
        code: 'usage',
      });
    }
    expect((await failureFrom(checkBranch(file, 'main'))).message).toContain('checked out');
    await checkBranch(file, 'wiki/changes');
  });
});
