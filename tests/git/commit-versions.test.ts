/** Commits of one file, with nothing else touched. */
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { type CommitPlace, findPlace } from '../../src/git/commit-place.ts';
import { commitVersions } from '../../src/git/commit-versions.ts';
import { failureFrom } from '../support/failure.ts';
import { newRepository, type Repository } from '../support/repository.ts';

const path = 'data/list.yaml';
const author = { name: 'Mentor', mail: 'mentor@wiki.invalid', time: '2026-01-02T03:04:05Z' };
const commit = (text: string, message = 'a change') => ({ text, author, message });

let repo: Repository;

beforeEach(() => {
  repo = newRepository();
  repo.write(path, 'one\n');
  repo.write('other.txt', 'other');
  repo.git('add', '.');
  repo.git('commit', '--quiet', '-m', 'first');
});

async function placeOf(text: string | undefined, name = path): Promise<CommitPlace> {
  const place = await findPlace(await repo.fileAt(name), text);
  if ('kind' in place) throw new Error(place.kind);
  return place;
}

it('makes a commit of each version, with its author, and nothing of other files', async () => {
  repo.write('other.txt', 'staged');
  repo.git('add', 'other.txt');
  repo.write('other.txt', 'changed');
  const place = await placeOf('one\n');
  repo.write(path, 'three\n');

  const made = await commitVersions(place, [
    commit('two\n', 'to two\n\nbody é'),
    commit('two\n'),
    commit('three\n', 'to three'),
  ]);

  expect(made.map((id) => id !== undefined)).toEqual([true, false, true]);
  expect(repo.git('log', '--format=%an <%ae> %aI %cn|%s|%b', '-n', '2')).toMatch(
    new RegExp(
      '^Mentor <mentor@wiki.invalid> 2026-01-02T03:04:05\\+00:00 Maintainer\\|to three\\|' +
        'Wikisync-Version: [0-9a-f]{40}\\n\\n' +
        'Mentor <mentor@wiki.invalid> 2026-01-02T03:04:05\\+00:00 Maintainer\\|to two\\|body é\\n\\n' +
        'Wikisync-Version: [0-9a-f]{40}\\n\\n$',
    ),
  );
  expect(repo.git('show', '--name-only', '--format=', 'HEAD', 'HEAD~1')).toBe(`${path}\n${path}\n`);
  expect(repo.git('show', `HEAD~1:${path}`)).toBe('two\n');
  expect(repo.git('diff-index', '--name-only', 'HEAD')).toBe('other.txt\n');
  expect(repo.git('status', '--porcelain')).toBe('MM other.txt\n');
  expect(repo.git('show', ':other.txt')).toBe('staged');
  expect(repo.git('for-each-ref', 'refs/wikisync')).toBe('');
});

it('makes the first commit of a repository, in nobody’s name if git knows none', async () => {
  rmSync(join(repo.root, 'repo', '.git'), { recursive: true });
  repo.git('init', '--quiet', '--initial-branch=trunk');
  const place = await placeOf(undefined, 'data/new/list.yaml');

  await commitVersions(place, [commit('one\n')]);

  expect(repo.git('log', '--format=%cn <%ce>', 'trunk')).toBe(
    'wikisync <wikisync@localhost.invalid>\n',
  );
  expect(repo.git('ls-tree', '-r', '--name-only', 'trunk')).toBe('data/new/list.yaml\n');
});

it('keeps the mode of the file, and what filters make of it', async () => {
  repo.write('.gitattributes', '*.yaml text eol=crlf\n');
  chmodSync(join(repo.root, 'repo', path), 0o755);
  repo.git('add', 'data');
  repo.git('commit', '--quiet', '-m', 'mode');
  const place = await placeOf('one\r\n');
  repo.write(path, 'one\r\ntwo\r\n');

  await commitVersions(place, [commit('one\r\ntwo\r\n')]);

  expect(repo.git('ls-tree', 'HEAD', path)).toMatch(/^100755/);
  expect(repo.git('show', `HEAD:${path}`)).toBe('one\ntwo\n');
  expect(repo.git('diff', '--stat', '--', path)).toBe('');
});

it('commits on a detached head', async () => {
  repo.git('checkout', '--quiet', '--detach');

  await commitVersions(await placeOf('one\n'), [commit('two\n')]);

  expect(repo.git('show', `HEAD:${path}`)).toBe('two\n');
  expect(repo.git('show', `main:${path}`)).toBe('one\n');
});

it('runs no hook', async () => {
  for (const hook of ['pre-commit', 'commit-msg', 'post-commit', 'reference-transaction']) {
    const file = join(repo.root, 'repo', '.git', 'hooks', hook);
    writeFileSync(file, `#!/bin/sh\ntouch '${repo.root}/ran'\nexit 1\n`, { mode: 0o755 });
  }

  await commitVersions(await placeOf('one\n'), [commit('two\n')]);

  expect(repo.git('show', `HEAD:${path}`)).toBe('two\n');
  expect(() => readFileSync(join(repo.root, 'ran'))).toThrow();
});

it('does not move a branch that somebody else has moved since', async () => {
  const place = await placeOf('one\n');
  repo.git('commit', '--quiet', '--allow-empty', '-m', 'theirs');

  const failure = await failureFrom(commitVersions(place, [commit('two\n')]));

  expect(failure.code).toBe('git-failed');
  expect(repo.git('log', '--format=%s', '-n', '1')).toBe('theirs\n');
});

it('commits a file with an odd name', async () => {
  const name = 'data/ä "list" \\ 1.yaml';
  const place = await placeOf(undefined, name);
  repo.write(name, 'one\n');

  await commitVersions(place, [commit('one\n')]);

  expect(repo.git('status', '--porcelain')).toBe('');
});
