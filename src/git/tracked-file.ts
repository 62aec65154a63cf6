/** The user's git, which keeps the data files: the only file that runs another program. */
import type { ExecFileException } from 'node:child_process';
import { dirname, relative, sep } from 'node:path';
import { SyncError } from '../errors.ts';
import { isBelowOneWith } from '../folder-access.ts';

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
  return fileIn(path, environment, await askFor(dirname(path), environment));
}

/** The same for many files of one run: of those in one folder git is asked once where that is. */
export function trackedFiles(
  environment: GitEnvironment,
): (path: string) => Promise<TrackedFile | undefined> {
  const known = new Map<string, Promise<Near | undefined>>();
  return async (path) => {
    const folder = dirname(path);
    const asked = known.get(folder) ?? askFor(folder, environment);
    known.set(folder, asked);
    return fileIn(path, environment, await asked);
  };
}

/** What git said of a folder, or of the nearest one above it that is there. */
interface Near {
  readonly folder: string;
  readonly output: Output;
}

async function askFor(folder: string, environment: GitEnvironment): Promise<Near | undefined> {
  // Where git would find nothing it need not be started.
  if (!(await isBelowOneWith('.git', folder))) return undefined;
  const args = ['rev-parse', '--show-toplevel', '--show-prefix'];
  return runNear(folder, { args, environment });
}

function fileIn(
  path: string,
  environment: GitEnvironment,
  found: Near | undefined,
): TrackedFile | undefined {
  if (found === undefined) return undefined;
  const { folder, output } = found;
  if (/not a git repository|must be run in a work tree/.test(output.err)) return undefined;
  if (output.code !== 0) throw gitFailed('look for the repository', output);
  const [root = '', prefix = ''] = output.out.toString('utf8').split('\n');
  return {
    root,
    path: `${prefix}${relative(folder, path).split(sep).join('/')}`,
    git: async (args, input) => {
      const output = await run(args, { cwd: root, environment, input });
      if (output === undefined) {
        throw new SyncError('git-failed', 'There is no git any more.', {
          hint: 'Check that git is still installed, and that the folder is still there.',
        });
      }
      return output;
    },
  };
}

/** In the folder, or in the nearest one above it that is there: a first file makes its folder. */
async function runNear(
  wanted: string,
  how: { readonly args: readonly string[]; readonly environment: GitEnvironment },
): Promise<Near | undefined> {
  for (let folder = wanted; ; folder = dirname(folder)) {
    const output = await run(how.args, { cwd: folder, environment: how.environment });
    if (output !== undefined) return { folder, output };
    if (folder === dirname(folder)) return undefined;
  }
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

/** What git said, shortened and without passwords: a failure to do something. */
export function gitFailed(aim: string, { err, out }: Output): SyncError {
  const said = (err.trim() === '' ? out.toString('utf8') : err).trim().split('\n').slice(-3);
  const words = said
    .join(' ')
    .replace(/\p{Cc}/gu, ' ')
    .replace(/:\/\/[^\s/@]*@/g, '://***@')
    .slice(0, 300);
  return new SyncError('git-failed', `git could not ${aim}: ${words}`, {
    hint: 'See to what git says, and run again.',
  });
}

/**
 * Those that say where a repository is would lead elsewhere, those of path patterns contradict ours,
 * and ours hold secrets.
 */
const withheld = new RegExp(
  `^(?:${[
    'GIT_(?:DIR|COMMON_DIR|WORK_TREE|IMPLICIT_WORK_TREE|PREFIX|NAMESPACE)',
    'GIT_(?:INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|SHALLOW_FILE|GRAFT_FILE)',
    'GIT_(?:GLOB|NOGLOB|ICASE)_PATHSPECS',
    'WIKISYNC_.*',
  ].join('|')})$`,
);

/** `undefined` if there is no git, or no such folder. */
async function run(
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
  // `check-ignore` takes names for names by itself, and does not know the option.
  const settings = [
    ...(args[0] === 'check-ignore' ? [] : ['--literal-pathspecs']),
    ...['-c', 'core.hooksPath=/dev/null', '-c', 'core.quotePath=false'],
  ];
  const { execFile } = await import('node:child_process');
  return new Promise((resolve) => {
    const child = execFile(
      'git',
      [...settings, ...args],
      { cwd, env, timeout: deadline, maxBuffer: longestOutput, encoding: 'buffer' },
      (error, out, err) => {
        const isMissing = error?.code === 'ENOENT' || error?.code === 'ENOTDIR';
        resolve(isMissing ? undefined : { ...endOf(error, err), out });
      },
    );
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input ?? '');
  });
}

function endOf(error: ExecFileException | null, err: Buffer): Omit<Output, 'out'> {
  if (error === null) return { code: 0, err: err.toString('utf8') };
  if (typeof error.code === 'number') return { code: error.code, err: err.toString('utf8') };
  const isLate = error.killed === true && error.signal === 'SIGTERM';
  return {
    code: -1,
    err: isLate ? `it took longer than ${deadline / 1000} seconds` : error.message,
  };
}
