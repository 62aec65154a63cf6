/** The user's git, which keeps the data files: the only file that runs another program. */
import { execFile } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { SyncError } from './errors.ts';

/** Variables of the environment, as the program was started with. */
export type GitEnvironment = Readonly<Record<string, string | undefined>>;

/** A file in a work tree. */
export interface TrackedFile {
  /** Of the work tree. */
  readonly root: string;
  /** Relative to the root, with slashes. */
  readonly path: string;
  readonly git: (args: readonly string[], input?: string | Buffer) => Promise<Output>;
}

/** What a git command gave. */
export interface Output {
  readonly code: number;
  readonly out: Buffer;
  readonly err: string;
}

/** Milliseconds for one command, and bytes of what it may print. */
const deadline = 60_000;
const longestOutput = 64 * 1024 * 1024;

/**
 * The file as git sees it.
 *
 * @returns `undefined` if it is in no work tree, or there is no git
 * @throws {SyncError} git-failed: git does not want to tell
 */
export async function trackedFile(
  path: string,
  environment: GitEnvironment,
): Promise<TrackedFile | undefined> {
  const args = ['rev-parse', '--show-toplevel', '--show-prefix'];
  const found = await run(args, { cwd: dirname(path), environment });
  if (found === undefined || /not a git repository|must be run in a work tree/.test(found.err)) {
    return undefined;
  }
  if (found.code !== 0) throw gitFailed('look for the repository', found);
  const [root = '', prefix = ''] = found.out.toString('utf8').split('\n');
  return {
    root,
    path: `${prefix}${basename(path)}`,
    git: async (args, input) => {
      const output = await run(args, { cwd: root, environment, input });
      if (output === undefined) throw new SyncError('git-failed', 'There is no git any more.');
      return output;
    },
  };
}

/** A commit of a file, with the file's text then; `undefined` if it was deleted. */
export interface FileCommit {
  readonly commit: string;
  /** When its author made it, in ISO 8601. */
  readonly time: string;
  readonly author: string;
  readonly text: string | undefined;
}

/**
 * The file's commits, newest first.
 *
 * @param most how many at most
 * @throws {SyncError} git-failed
 */
export async function fileCommits(
  file: TrackedFile,
  most: number,
): Promise<{ readonly commits: readonly FileCommit[]; readonly isWhole: boolean }> {
  if ((await headOf(file)) === undefined) return { commits: [], isWhole: true };
  const format = '--format=%H%x00%aI%x00%an%x00';
  const args = ['log', format, '--no-renames', '-n', String(most), '--', file.path];
  const log = await expectGit(file, args, 'read the history of the data file');
  const entries = log
    .split('\n')
    .map((line) => line.split('\0'))
    .filter(([commit = '']) => commit !== '');
  const texts = await textsAt(
    file,
    entries.map(([commit = '']) => commit),
  );
  const commits = entries.map(([commit = '', time = '', author = ''], index) => ({
    commit,
    time,
    author,
    text: texts[index],
  }));
  return { commits, isWhole: commits.length < most && !(await isShallow(file)) };
}

/**
 * The ids of all versions of the file that HEAD's history has.
 *
 * @throws {SyncError} git-failed
 */
export async function fileBlobs(
  file: TrackedFile,
): Promise<{ readonly ids: ReadonlySet<string>; readonly isWhole: boolean }> {
  if ((await headOf(file)) === undefined) return { ids: new Set(), isWhole: true };
  const args = ['log', '--format=', '--raw', '--no-abbrev', '--no-renames', '-m', '--', file.path];
  const log = await expectGit(file, args, 'read the history of the data file');
  const ids = [...log.matchAll(/^:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) /gm)].flatMap(
    ([, before = '', after = '']) => [before, after],
  );
  return { ids: new Set(ids), isWhole: !(await isShallow(file)) };
}

/** Whether the file is as HEAD has it, and so is the index. @throws {SyncError} git-failed */
export async function isClean(file: TrackedFile): Promise<boolean> {
  const args = ['status', '--porcelain', '--untracked-files=all', '--', file.path];
  return (await expectGit(file, args, 'look for changes')) === '';
}

/** Whether git was told to leave the file alone. @throws {SyncError} git-failed */
export async function isIgnored(file: TrackedFile): Promise<boolean> {
  const output = await file.git(['check-ignore', '-q', '--', file.path]);
  if (output.code > 1) throw gitFailed('look whether the data file is ignored', output);
  return output.code === 0;
}

/** The commit of HEAD; `undefined` before the first one. */
export async function headOf(file: TrackedFile): Promise<string | undefined> {
  return commitOf(file, 'HEAD');
}

/** The commit that a name means, if any. */
export async function commitOf(file: TrackedFile, name: string): Promise<string | undefined> {
  const output = await file.git(['rev-parse', '--verify', '--quiet', `${name}^{commit}`]);
  return output.code === 0 ? output.out.toString('utf8').trim() : undefined;
}

/** What a command that must not fail printed. @throws {SyncError} git-failed */
export async function expectGit(
  file: TrackedFile,
  args: readonly string[],
  aim: string,
  input?: string | Buffer,
): Promise<string> {
  const output = await file.git(args, input);
  if (output.code !== 0) throw gitFailed(aim, output);
  return output.out.toString('utf8');
}

/** What git said, shortened: a failure to do something. */
export function gitFailed(aim: string, { err, out }: Output): SyncError {
  const said = (err.trim() === '' ? out.toString('utf8') : err).trim().split('\n').slice(-3);
  const words = said
    .join(' ')
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, 300);
  return new SyncError('git-failed', `git could not ${aim}: ${words}`);
}

async function isShallow(file: TrackedFile): Promise<boolean> {
  const { out } = await file.git(['rev-parse', '--is-shallow-repository']);
  return out.toString('utf8').trim() === 'true';
}

/** Each commit's text of the file, by one command. */
async function textsAt(
  file: TrackedFile,
  commits: readonly string[],
): Promise<readonly (string | undefined)[]> {
  const asked = commits.map((commit) => `${commit}:${file.path}\n`).join('');
  const { code, out, err } = await file.git(['cat-file', '--batch'], asked);
  if (code !== 0) throw gitFailed('read the data file of older commits', { code, out, err });
  const texts: (string | undefined)[] = [];
  let at = 0;
  for (const _ of commits) {
    const end = out.indexOf(0x0a, at);
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(out.toString('utf8', at, end))?.[1];
    at = end + 1;
    texts.push(size === undefined ? undefined : out.toString('utf8', at, at + Number(size)));
    if (size !== undefined) at += Number(size) + 1;
  }
  return texts;
}

/** Those that say where a repository is would lead elsewhere; ours hold secrets. */
const withheld = /^(?:GIT_(?:DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|PREFIX)|WIKISYNC_.*)$/;

/** `undefined` if there is no git. */
function run(
  args: readonly string[],
  options: {
    readonly cwd: string;
    readonly environment: GitEnvironment;
    readonly input?: string | Buffer | undefined;
  },
): Promise<Output | undefined> {
  const { cwd, environment, input } = options;
  const env = {
    ...Object.fromEntries(Object.entries(environment).filter(([name]) => !withheld.test(name))),
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  };
  const settings = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.quotePath=false'];
  return new Promise((resolve) => {
    const child = execFile(
      'git',
      [...settings, ...args],
      { cwd, env, timeout: deadline, maxBuffer: longestOutput, encoding: 'buffer' },
      (error, out, err) => {
        if (error?.code === 'ENOENT') return resolve(undefined);
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, out, err: err.toString('utf8') });
      },
    );
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input ?? '');
  });
}
