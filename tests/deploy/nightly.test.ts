/** The script that machines run at night, in a checkout whose origin is a folder. */
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listFiles, newListRepository } from '../support/list-repository.ts';
import { buildProgram, type Program } from '../support/program.ts';

let program: Program;

beforeAll(() => {
  program = buildProgram();
});

afterAll(() => program.remove());

function scene() {
  const lists = newListRepository();
  const { root, folder, environment, git, origin } = lists;
  const WIKISYNC = `${process.execPath} ${join(program.folder, 'dist/cli/main.js')}`;
  const run = (...args: readonly string[]) => {
    const script = resolve('deploy/nightly.sh');
    const env = { ...environment, WIKISYNC };
    const { status, stdout, stderr } = spawnSync(script, args, {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
    return { code: status, out: stdout, err: stderr };
  };
  /** Somebody else pushes a commit. */
  const push = (path: string, text: string): void => {
    const other = join(root, 'other');
    git('clone', '--quiet', origin, other);
    writeFileSync(join(other, path), text);
    for (const line of ['add .', 'commit --quiet -m theirs', 'push --quiet']) {
      git('-C', other, '-c', 'user.name=O', '-c', 'user.email=o@example.org', ...line.split(' '));
    }
  };
  return { ...lists, run, push };
}

describe('a night', () => {
  it('pulls, syncs all listings, and pushes what changed on the wiki', () => {
    const { run, edit, read, push, pushed } = scene();
    expect(run()).toMatchObject({ code: 0, err: '' });
    edit(listFiles.page, 'of One', 'of Ada');
    push(listFiles.data, read(listFiles.data).replace('of Two', 'of 2'));

    const { code, out } = run('--all', '--quiet');

    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(pushed('main')).toContain('of Ada');
    expect(read(listFiles.page)).toContain('of 2');
  });

  it('ends with the code of the sync, and pushes what could be done all the same', () => {
    const { run, edit, git, pushed } = scene();
    run();
    edit(listFiles.data, 'of Two', 'of 2');
    git('commit', '--quiet', '--all', '--message', 'Two');
    edit(listFiles.page, 'of Two', 'of II');
    edit(listFiles.page, 'of One', 'of Ada');

    expect(run().code).toBe(3);

    expect(pushed('main')).toMatch(/of Ada[\s\S]*of 2/);
  });

  it('needs a person where the data file has changes that are not committed', () => {
    const { run, edit, read } = scene();
    run();
    edit(listFiles.data, 'of Two', 'of 2');

    expect(run().code).toBe(1);

    expect(read(listFiles.page)).toContain('of Two');
  });

  it('is to be tried again where the origin is not there, and does not write first', () => {
    const { run, edit, read, git } = scene();
    run();
    edit(listFiles.data, 'of Two', 'of 2');
    git('commit', '--quiet', '--all', '--message', 'Two');
    git('remote', 'set-url', 'origin', '/nowhere');

    expect(run().code).toBe(75);

    expect(read(listFiles.page)).toContain('of Two');
  });

  it('is to be tried again where the push fails, and then is pushed after what others did', () => {
    const { run, edit, git, push, pushed, origin } = scene();
    run();
    edit(listFiles.page, 'of One', 'of Ada');
    git('remote', 'set-url', '--push', 'origin', '/nowhere');
    expect(run().code).toBe(75);
    push('README.md', 'Lists\n');
    git('remote', 'set-url', '--push', 'origin', origin);

    expect(run().code).toBe(0);

    expect(pushed('main')).toContain('of Ada');
    expect(git('log', '--format=%an', '-2', 'origin/main')).toBe('Somebody via w\nO\n');
  });

  it('needs a person where both changed the data file, and leaves the checkout as it was', () => {
    const { run, edit, read, git, push } = scene();
    run();
    edit(listFiles.page, 'of One', 'of Ada');
    git('remote', 'set-url', '--push', 'origin', '/nowhere');
    run();
    push(listFiles.data, read(listFiles.data).replace('of Ada', 'of Eve'));
    const before = git('rev-parse', 'HEAD');

    const { code, err } = run();

    expect(code).toBe(1);
    expect(err).toContain('the checkout cannot follow its upstream');
    expect(git('rev-parse', 'main')).toBe(before);
    expect(git('status', '--porcelain', '--branch')).toMatch(/^## main\.\.\.origin\/main .*\n$/);
  });

  it('works without an upstream', () => {
    const { run, git } = scene();
    git('branch', '--unset-upstream');

    expect(run('list')).toMatchObject({ code: 0, err: '' });
  });
});

it('is a script of any shell', () => {
  for (const shell of ['sh', 'bash']) execFileSync(shell, ['-n', 'deploy/nightly.sh']);
});
