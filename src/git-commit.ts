/** Commits versions of one file, touching nothing else that is staged, changed or checked out. */
import { randomUUID } from 'node:crypto';
import { SyncError } from './errors.ts';
import { commitOf, expectGit, gitFailed, headOf, type TrackedFile } from './git.ts';

/** A version of the file that is to be committed. */
export interface NewCommit {
  readonly text: string;
  readonly author: { readonly name: string; readonly mail: string; readonly time: string };
  readonly message: string;
}

/** Where commits go. */
export interface CommitTarget {
  /** A branch that is made if there is none; what is checked out if absent. */
  readonly branch?: string | undefined;
}

/** Who commits if git knows nobody. */
const nobody = 'wikisync <wikisync@localhost.invalid>';

/**
 * Commits the versions one after another, each with that one file changed; one that changes nothing
 * is left out. With a branch, what is checked out stays as it is.
 *
 * @returns the new commits' ids, in order, `undefined` for those left out
 * @throws {SyncError} git-failed: also if somebody commits there at the same time
 */
export async function commitVersions(
  file: TrackedFile,
  commits: readonly NewCommit[],
  { branch }: CommitTarget,
): Promise<readonly (string | undefined)[]> {
  const target = branch === undefined ? 'HEAD' : `refs/heads/${branch}`;
  const old = await commitOf(file, target);
  const parent = old ?? (branch === undefined ? undefined : await headOf(file));
  const entry = await entryAt(file, parent);
  const line = await importLine(file, commits, { tip: parent, ...entry });
  if (line.tip === undefined || line.tip === parent) return line.made;
  await moveRef(file, { target, to: line.tip, from: old });
  if (branch === undefined && line.blob !== undefined) await refreshIndex(file, line);
  return line.made;
}

/** A line of commits, as it grows. */
interface Line extends Entry {
  /** Its newest commit. */
  readonly tip: string | undefined;
}

async function importLine(
  file: TrackedFile,
  commits: readonly NewCommit[],
  start: Line,
): Promise<Line & { readonly made: readonly (string | undefined)[] }> {
  const made: (string | undefined)[] = [];
  let line = start;
  for (const commit of commits) {
    const blob = await writeBlob(file, commit.text);
    if (blob === line.blob) made.push(undefined);
    else {
      const tip = await importCommit(file, commit, { ...line, blob });
      line = { ...line, tip, blob };
      made.push(tip);
    }
  }
  return { ...line, made };
}

/**
 * Refuses a branch that git would not take, or that is checked out somewhere.
 *
 * @throws {SyncError} usage, git-failed
 */
export async function checkBranch(file: TrackedFile, branch: string): Promise<void> {
  const { code } = await file.git(['check-ref-format', '--branch', branch]);
  if (code !== 0 || branch.startsWith('-') || branch === 'HEAD') {
    throw new SyncError('usage', `'${branch}' cannot be the name of a branch.`);
  }
  const trees = await expectGit(file, ['worktree', 'list', '--porcelain'], 'list its work trees');
  if (!trees.split('\n').includes(`branch refs/heads/${branch}`)) return;
  throw new SyncError('usage', `The branch '${branch}' is checked out.`, {
    hint: 'Leave --branch out to commit to what is checked out, or name another branch.',
  });
}

/** Whether a branch has this text as the file's. @throws {SyncError} git-failed */
export async function isVersionOf(
  file: TrackedFile,
  branch: string,
  text: string,
): Promise<boolean> {
  const tip = await commitOf(file, `refs/heads/${branch}`);
  if (tip === undefined) return false;
  return (await entryAt(file, tip)).blob === (await writeBlob(file, text));
}

interface Entry {
  readonly mode: string;
  readonly blob: string | undefined;
}

async function entryAt(file: TrackedFile, commit: string | undefined): Promise<Entry> {
  if (commit === undefined) return { mode: '100644', blob: undefined };
  const args = ['ls-tree', '--full-tree', commit, '--', file.path];
  const listed = await expectGit(file, args, 'look at the last commit');
  const [, mode = '100644', blob] = /^(\d+) blob ([0-9a-f]+)\t/.exec(listed) ?? [];
  return { mode, blob };
}

/** As `git add` would: with the filters that apply to the path. */
async function writeBlob(file: TrackedFile, text: string): Promise<string> {
  const args = ['hash-object', '-w', '--stdin', '--path', file.path];
  return (await expectGit(file, args, 'store the data file', Buffer.from(text, 'utf8'))).trim();
}

/** Says that all commands of an import have come. */
const end = 'done\n';

/** By `git fast-import`, which uses no index, and a name that nobody else has. */
async function importCommit(
  file: TrackedFile,
  commit: NewCommit,
  { tip: parent, blob, mode }: Line,
): Promise<string> {
  const { name, mail, time } = commit.author;
  const ref = `refs/wikisync/${randomUUID()}`;
  const seconds = Math.floor(Date.parse(time) / 1000);
  const message = Buffer.from(commit.message, 'utf8');
  const stream = Buffer.concat([
    Buffer.from(
      [
        `commit ${ref}`,
        `author ${name} <${mail}> ${seconds} +0000`,
        `committer ${await committer(file)}`,
        `data ${message.length}`,
        '',
      ].join('\n'),
    ),
    message,
    Buffer.from(
      `\n${parent === undefined ? '' : `from ${parent}\n`}M ${mode} ${blob} ${quoted(file.path)}\n`,
    ),
  ]);
  await expectGit(
    file,
    'fast-import --quiet --done --date-format=raw'.split(' '),
    'commit',
    Buffer.concat([stream, Buffer.from(end)]),
  );
  const made = await commitOf(file, ref);
  await expectGit(file, ['update-ref', '-d', ref], 'clear up');
  if (made === undefined) throw new SyncError('git-failed', 'git made no commit.');
  return made;
}

async function committer(file: TrackedFile): Promise<string> {
  const { code, out } = await file.git(['var', 'GIT_COMMITTER_IDENT']);
  if (code === 0) return out.toString('utf8').trim();
  return `${nobody} ${Math.floor(Date.now() / 1000)} +0000`;
}

/** Never by force: what is there must be what was there. */
async function moveRef(
  file: TrackedFile,
  move: { readonly target: string; readonly to: string; readonly from: string | undefined },
): Promise<void> {
  const { target, to, from } = move;
  const expected = from ?? '0'.repeat(to.length);
  const output = await file.git(['update-ref', '-m', 'wikisync', target, to, expected]);
  if (output.code !== 0) throw gitFailed(`move '${target}' to the new commit`, output);
}

/** What is staged of the file is what was committed; all else that is staged stays. */
async function refreshIndex(file: TrackedFile, { mode, blob }: Entry): Promise<void> {
  const entry = `${mode},${blob},${file.path}`;
  await expectGit(file, ['update-index', '--add', '--cacheinfo', entry], 'refresh the index');
}

/** See git-fast-import(1): paths in the manner of C. */
function quoted(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
