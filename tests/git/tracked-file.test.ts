/** The user's git, on real repositories. */
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { blobId } from '../../src/core/plan/digest.ts';
import { fileBlobs, fileCommits } from '../../src/git/file-history.ts';
import { gitFailed, trackedFile } from '../../src/git/tracked-file.ts';
import { newRepository, type Repository } from '../support/repository.ts';

let repo: Repository;

beforeEach(() => {
  repo = newRepository();
});

describe('trackedFile', () => {
  it('knows the path within the work tree, also in folders that are not there yet', async () => {
    expect((await repo.fileAt('data/list.yaml')).path).toBe('data/list.yaml');
    expect((await repo.fileAt('list.yaml')).path).toBe('list.yaml');
    expect((await repo.fileAt('data/new/folder/list.yaml')).path).toBe('data/new/folder/list.yaml');
  });

  it('is undefined outside of a work tree, and without git', async () => {
    const { root, environment } = repo;

    expect(await trackedFile(join(root, 'list.yaml'), environment)).toBeUndefined();
    expect(await trackedFile(join(root, 'no', 'list.yaml'), environment)).toBeUndefined();
    const file = join(root, 'repo', 'list.yaml');
    expect(await trackedFile(file, { ...environment, PATH: root })).toBeUndefined();
  });

  it('is found through a link to a folder of it', async () => {
    const { root, environment } = repo;
    symlinkSync(join(root, 'repo', 'data'), join(root, 'link'));

    const file = await trackedFile(join(root, 'link', 'list.yaml'), environment);
    expect(file?.path).toBe('data/list.yaml');
  });

  it('does not start git where there is no repository', async () => {
    const { root, environment } = repo;
    const bin = join(root, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'git'), `#!/bin/sh\necho started >>'${root}/started'\n`, {
      mode: 0o755,
    });
    const watched = { ...environment, PATH: `${bin}:/bin:/usr/bin` };

    expect(await trackedFile(join(root, 'no', 'list.yaml'), watched)).toBeUndefined();
    expect(existsSync(join(root, 'started'))).toBe(false);
    await trackedFile(join(root, 'repo', 'list.yaml'), watched);
    expect(existsSync(join(root, 'started'))).toBe(true);
  });

  it('is not led elsewhere by the environment of a hook', async () => {
    const led = {
      ...repo.environment,
      GIT_DIR: '/nowhere',
      GIT_INDEX_FILE: '/nowhere',
      GIT_COMMON_DIR: '/nowhere',
      GIT_GLOB_PATHSPECS: '1',
    };
    const file = await trackedFile(join(repo.root, 'repo', 'list.yaml'), led);

    expect(file?.path).toBe('list.yaml');
    expect((await file?.git(['ls-files', '--', 'list.yaml']))?.code).toBe(0);
  });

  it('takes a name for a name, and not for a pattern', async () => {
    for (const name of ['data/list1.yaml', 'data/list[1].yaml', ':(top)']) {
      repo.write(name, name);
      repo.git('--literal-pathspecs', 'add', '--', name);
    }
    repo.git('commit', '--quiet', '-m', 'all');
    repo.write('data/list1.yaml', 'changed');
    repo.git('commit', '--quiet', '-am', 'one');

    expect((await fileCommits(await repo.fileAt('data/list[1].yaml'), 9)).commits).toHaveLength(1);
    expect((await fileCommits(await repo.fileAt(':(top)'), 9)).commits).toHaveLength(1);
  });
});

describe('the history of a file', () => {
  it('is empty before the first commit', async () => {
    const file = await repo.fileAt('list.yaml');

    expect(await fileCommits(file, 10)).toEqual({ commits: [], isWhole: true });
    expect(await fileBlobs(file)).toEqual({ ids: new Set(), isWhole: true });
  });

  it('has each commit with its text, newest first, and the ids of all versions', async () => {
    const texts = ['one\n', 'two é\n', 'three\n'];
    for (const text of texts) {
      repo.write('data/list.yaml', text);
      repo.git('add', '.');
      repo.git('commit', '--quiet', '-m', text);
    }
    repo.git('rm', '--quiet', 'data/list.yaml');
    repo.git('commit', '--quiet', '-m', 'gone');
    mkdirSync(join(repo.root, 'repo', 'data'));

    const file = await repo.fileAt('data/list.yaml');
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
      repo.write('list.yaml', text);
      repo.git('add', '.');
      repo.git('commit', '--quiet', '-m', text);
    }
    const { root, environment } = repo;
    const from = `file://${join(root, 'repo')}`;
    repo.git('clone', '--quiet', '--depth', '1', from, join(root, 'clone'));
    const file = await trackedFile(join(root, 'clone', 'list.yaml'), environment);
    if (file === undefined) throw new Error('not in a work tree');

    expect((await fileBlobs(file)).isWhole).toBe(false);
    expect((await fileCommits(file, 10)).isWhole).toBe(false);
  });
});

describe('gitFailed', () => {
  it('says what git said, on one line and without passwords', () => {
    const err = 'fatal: unable to access https://me:s3cret@example.org/x.git/\u001b[31m\n';

    const { code, message } = gitFailed('look', { code: 128, out: Buffer.from(''), err });

    expect(code).toBe('git-failed');
    expect(message).toBe(
      'git could not look: fatal: unable to access https://***@example.org/x.git/ [31m',
    );
  });
});
