/** A repository of its own, without the machine's git config. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type TrackedFile, trackedFile } from '../../src/git/tracked-file.ts';

export interface Repository {
  /** Its folder is `repo` in here. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly git: (...args: string[]) => string;
  readonly write: (path: string, text: string) => void;
  readonly read: (path: string) => string;
  readonly fileAt: (path: string) => Promise<TrackedFile>;
}

/** With a folder `data`, and nothing committed; removed at the test's end. */
export function newRepository(): Repository {
  const root = mkdtempSync(join(tmpdir(), 'wikisync-git-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const environment = {
    PATH: process.env['PATH'],
    HOME: root,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
  };
  const at = (path: string) => join(root, 'repo', path);
  mkdirSync(at('data'), { recursive: true });
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: at(''), env: environment, encoding: 'utf8' });
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'Maintainer');
  git('config', 'user.email', 'maintainer@example.org');
  return {
    root,
    environment,
    git,
    write: (path, text) => writeFileSync(at(path), text),
    read: (path) => readFileSync(at(path), 'utf8'),
    fileAt: async (path) => {
      const file = await trackedFile(at(path), environment);
      if (file === undefined) throw new Error('not in a work tree');
      return file;
    },
  };
}
