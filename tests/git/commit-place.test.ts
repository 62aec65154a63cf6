/** Where commits can go: nowhere that people's work would be undone. */
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type CommitPlace,
  checkBranch,
  findPlace,
  isIgnored,
  type Obstacle,
} from '../../src/git/commit-place.ts';
import { commitVersions } from '../../src/git/commit-versions.ts';
import { failureFrom } from '../support/failure.ts';
import { newRepository, type Repository } from '../support/repository.ts';

const path = 'data/list.yaml';
const branch = 'wiki/news';
const author = { name: 'Mentor', mail: 'mentor@wiki.invalid', time: '2026-01-02T03:04:05Z' };

let repo: Repository;

beforeEach(() => {
  repo = newRepository();
  write('one\n', 'first');
});

function write(text: string, message: string): void {
  repo.write(path, text);
  repo.git('add', '.');
  repo.git('commit', '--quiet', '-m', message);
}

async function placeOf(text: string | undefined, on?: string): Promise<CommitPlace | Obstacle> {
  return findPlace(await repo.fileAt(path), text, on);
}

async function commitTo(on: string | undefined, before: string, text: string): Promise<void> {
  const place = await placeOf(before, on);
  if ('kind' in place) throw new Error(place.kind);
  await commitVersions(place, [{ text, author, message: `to ${text}` }]);
}

const uncommitted = { kind: 'uncommitted' };

describe('findPlace', () => {
  it('is there for a file that is as committed, and for one that is not there', async () => {
    expect(await placeOf('one\n')).toMatchObject({ isRaw: false, text: 'one\n' });
    expect(await findPlace(await repo.fileAt('new/list.yaml'), undefined)).toMatchObject({
      entry: { mode: '100644', blob: undefined },
    });
  });

  it('is refused for a file that is untracked, changed, deleted or staged', async () => {
    expect(await findPlace(await repo.fileAt('other.yaml'), 'one\n')).toEqual(uncommitted);
    expect(await placeOf('two\n')).toEqual(uncommitted);
    expect(await placeOf(undefined)).toEqual(uncommitted);
    repo.write(path, 'two\n');
    repo.git('add', '.');
    repo.write(path, 'one\n');
    expect(await placeOf('one\n')).toEqual(uncommitted);
  });

  it('sees changes that git was told not to look for', async () => {
    repo.git('update-index', '--assume-unchanged', path);
    repo.write(path, 'two\n');

    expect(await placeOf('two\n')).toEqual(uncommitted);
  });

  it('is refused in the middle of a merge', async () => {
    repo.git('checkout', '--quiet', '-b', 'side');
    write('side\n', 'side');
    repo.git('checkout', '--quiet', 'main');
    write('main\n', 'main');
    expect(() => repo.git('merge', 'side')).toThrow();

    expect(await placeOf('main\n')).toEqual(uncommitted);
  });

  it('knows line ends that were committed as they are', async () => {
    write('one\r\ntwo\r\n', 'windows');
    repo.git('config', 'core.autocrlf', 'true');

    await commitTo(undefined, 'one\r\ntwo\r\n', 'one\r\n2\r\n');

    expect(repo.git('show', `HEAD:${path}`)).toBe('one\r\n2\r\n');
    expect(repo.git('show', '--numstat', '--format=', 'HEAD')).toBe(`1\t1\t${path}\n`);
  });
});

describe('findPlace on a branch', () => {
  it('goes on after what an earlier run committed there', async () => {
    await commitTo(branch, 'one\n', 'two\n');
    await commitTo(branch, 'one\n', 'three\n');
    repo.write(path, 'three\n');
    await commitTo(branch, 'three\n', 'four\n');

    expect(repo.git('log', '--format=%s', `main..${branch}`)).toBe('to four\nto three\nto two\n');
    expect(repo.git('show', `main:${path}`)).toBe('one\n');
  });

  it("does not undo people's commits there, by whatever name they are made", async () => {
    await commitTo(branch, 'one\n', 'two\n');
    repo.git('checkout', '--quiet', branch);
    write('two and theirs\n', 'reviewed');
    repo.git('checkout', '--quiet', 'main');

    expect(await placeOf('one\n', branch)).toMatchObject({ kind: 'theirs', author: 'Maintainer' });

    repo.git('checkout', '--quiet', branch);
    repo.git('reset', '--quiet', '--soft', 'HEAD~1');
    repo.git('commit', '--quiet', '--amend', '--no-edit');
    repo.git('checkout', '--quiet', 'main');
    expect(repo.git('log', '-n', '1', '--format=%s', branch)).toBe('to two\n');
    expect(await placeOf('one\n', branch)).toMatchObject({ kind: 'theirs' });
    // Whoever has the branch's version in the work tree builds on it.
    expect(await placeOf('two and theirs\n', branch)).toMatchObject({ branch });
  });

  it('leaves alone what people committed there to other files', async () => {
    await commitTo(branch, 'one\n', 'two\n');
    repo.git('checkout', '--quiet', branch);
    repo.write('notes.txt', 'theirs');
    repo.git('add', '.');
    repo.git('commit', '--quiet', '-m', 'notes');
    repo.git('checkout', '--quiet', 'main');
    repo.write('main.txt', 'of main');
    repo.git('add', '.');
    repo.git('commit', '--quiet', '-m', 'main goes on');

    await commitTo(branch, 'one\n', 'three\n');

    expect(repo.git('show', `${branch}:notes.txt`)).toBe('theirs');
    expect(repo.git('show', `${branch}:${path}`)).toBe('three\n');
  });

  it('takes in what is checked out, when that has gone on', async () => {
    await commitTo(branch, 'one\n', 'two\n');
    repo.write('main.txt', 'of main');
    write('one\nmore\n', 'main goes on');

    await commitTo(branch, 'one\nmore\n', 'two\nmore\n');

    expect(repo.git('show', `${branch}:${path}`)).toBe('two\nmore\n');
    expect(repo.git('show', `${branch}:main.txt`)).toBe('of main');
    expect(repo.git('diff', '--name-only', 'main', branch)).toBe(`${path}\n`);
    expect(repo.git('blame', '-s', '--porcelain', branch, '--', path)).toContain('main goes on');
    await commitTo(branch, 'one\nmore\n', 'three\nmore\n');
    expect(repo.git('log', '-n', '1', '--format=%s', branch)).toBe('to three more\n');
  });

  it('starts again from what is checked out, once it was merged into that', async () => {
    await commitTo(branch, 'one\n', 'two\n');
    repo.git('merge', '--quiet', '--no-ff', '-m', 'take it', branch);
    const merged = repo.git('rev-parse', 'HEAD');

    await commitTo(branch, 'two\n', 'three\n');

    expect(repo.git('rev-parse', `${branch}~1`)).toBe(merged);
  });

  it('is refused for a file that is neither as checked out nor as on the branch', async () => {
    expect(await placeOf('other\n', branch)).toEqual(uncommitted);
    await commitTo(branch, 'one\n', 'two\n');
    expect(await placeOf('other\n', branch)).toEqual(uncommitted);
  });

  it('commits to nothing if the branch moved since', async () => {
    const place = await placeOf('one\n', branch);
    if ('kind' in place) throw new Error(place.kind);
    repo.git('branch', branch);

    const failure = await failureFrom(
      commitVersions(place, [{ text: 'two\n', author, message: 'late' }]),
    );

    expect(failure.code).toBe('git-failed');
    expect(repo.git('rev-parse', branch)).toBe(repo.git('rev-parse', 'main'));
  });
});

describe('isIgnored', () => {
  it('asks git', async () => {
    repo.write('.gitignore', 'other.yaml\n');

    expect(await isIgnored(await repo.fileAt(path))).toBe(false);
    expect(await isIgnored(await repo.fileAt('other.yaml'))).toBe(true);
  });
});

describe('checkBranch', () => {
  it('refuses what is no name, and what is checked out here or elsewhere', async () => {
    const file = await repo.fileAt(path);
    repo.git('worktree', 'add', '--quiet', '-b', 'beside', join(repo.root, 'beside'));

    for (const name of ['a b', '-f', 'a..b', 'HEAD', '@{-1}', 'x.lock', '']) {
      expect({ name, code: (await failureFrom(checkBranch(file, name))).code }).toEqual({
        name,
        code: 'usage',
      });
    }
    for (const name of ['main', 'beside']) {
      expect((await failureFrom(checkBranch(file, name))).message).toContain('checked out');
    }
    await checkBranch(file, branch);
  });
});
