/** Where commits of a file can go: looked at before anything is written. */
import { SyncError } from '../errors.ts';
import { commitOf, expectGit, gitFailed, headOf, type TrackedFile } from './tracked-file.ts';

/** A place for commits, as it was when it was looked at. */
export interface CommitPlace {
  readonly file: TrackedFile;
  /** The file's text then; `undefined` if there was none. */
  readonly text: string | undefined;
  /** The branch that was asked for; what is checked out if absent. */
  readonly branch: string | undefined;
  /** What the ref must still be when it is moved; `undefined` if there must be none. */
  readonly old: string | undefined;
  /** Of the first commit: it has the first one's files. */
  readonly parents: readonly string[];
  /** The file in the first parent. */
  readonly entry: Entry;
  /** Whether the repository has the file without what filters would make of it. */
  readonly isRaw: boolean;
}

/** A file in a commit. */
export interface Entry {
  readonly mode: string;
  readonly blob: string | undefined;
}

/** Why commits can go nowhere: the file is not as committed, or people changed it on the branch. */
export type Obstacle =
  | { readonly kind: 'uncommitted' }
  | { readonly kind: 'theirs'; readonly commit: string; readonly author: string };

/** Whether git was told to leave the file alone. @throws {SyncError} git-failed */
export async function isIgnored(file: TrackedFile): Promise<boolean> {
  const output = await file.git(['check-ignore', '-q', '--', `./${file.path}`]);
  if (output.code > 1) throw gitFailed('look whether the data file is ignored', output);
  return output.code === 0;
}

/**
 * Refuses a branch that git would not take, or have beside its others, or that is checked out.
 *
 * @throws {SyncError} usage, git-failed
 */
export async function checkBranch(file: TrackedFile, branch: string): Promise<void> {
  const { code } = await file.git(['check-ref-format', '--branch', branch]);
  if (code !== 0 || branch.startsWith('-') || branch === 'HEAD') {
    throw new SyncError('usage', `'${branch}' cannot be the name of a branch.`, {
      hint: 'See git help check-ref-format for what a name can be.',
    });
  }
  const near = await nearBranch(file, branch);
  if (near !== undefined) {
    throw new SyncError(
      'usage',
      `There is a branch '${near}', so that there can be no '${branch}'.`,
      {
        hint: 'Name another branch: for git the one would have to be the folder of the other.',
      },
    );
  }
  const trees = await expectGit(file, ['worktree', 'list', '--porcelain'], 'list its work trees');
  if (!trees.split('\n').includes(`branch refs/heads/${branch}`)) return;
  throw new SyncError('usage', `The branch '${branch}' is checked out.`, {
    hint: 'Leave --branch out to commit to what is checked out, or name another branch.',
  });
}

/** A branch whose name is a folder of this one's, or the other way round. */
async function nearBranch(file: TrackedFile, branch: string): Promise<string | undefined> {
  const parts = branch.split('/');
  const above = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
  const names = [...above, branch].map((name) => `refs/heads/${name}`);
  const args = ['for-each-ref', '--format=%(refname:lstrip=2)', ...names];
  const found = (await expectGit(file, args, 'list its branches')).split('\n');
  return found.find((name) => above.includes(name) || name.startsWith(`${branch}/`));
}

/**
 * The place for commits of a file with this text. On a branch they come after what is there; once
 * the branch is merged into what is checked out, they start from that again.
 *
 * @throws {SyncError} git-failed
 */
export async function findPlace(
  file: TrackedFile,
  text: string | undefined,
  branch?: string,
): Promise<CommitPlace | Obstacle> {
  const head = await headOf(file);
  const entry = await entryAt(file, head);
  const match = await matchOf(file, text, entry.blob);
  const isCommitted = match !== undefined && (await indexBlob(file)) === entry.blob;
  const here = { file, text, branch, entry, parents: head === undefined ? [] : [head] };
  if (branch === undefined) {
    return isCommitted ? { ...here, ...match, old: head } : { kind: 'uncommitted' };
  }
  const tip = await commitOf(file, `refs/heads/${branch}`);
  if (tip === undefined || (head !== undefined && (await isAncestor(file, tip, head)))) {
    return isCommitted ? { ...here, ...match, old: tip } : { kind: 'uncommitted' };
  }
  return placeAfter(file, { text, branch, tip, from: isCommitted ? { head, entry } : undefined });
}

/**
 * On a branch with commits of its own. What an earlier run put there may be replaced, as it is what
 * the wiki had then; what people put there may not.
 *
 * @param at `from`: what is checked out, if the file is as it is there
 */
async function placeAfter(
  file: TrackedFile,
  at: {
    readonly text: string | undefined;
    readonly branch: string;
    readonly tip: string;
    readonly from: { readonly head: string | undefined; readonly entry: Entry } | undefined;
  },
): Promise<CommitPlace | Obstacle> {
  const { text, branch, tip, from } = at;
  const entry = await entryAt(file, tip);
  const place = { file, text, branch, old: tip, parents: [tip], entry, isRaw: false };
  const match = await matchOf(file, text, entry.blob);
  if (match !== undefined) return { ...place, ...match };
  if (from === undefined) return { kind: 'uncommitted' };
  const { head } = from;
  const { theirs, isOursAlone } = await commitsBetween(file, head, tip);
  if (theirs !== undefined) return { kind: 'theirs', ...theirs };
  if (head === undefined || !isOursAlone || (await isAncestor(file, head, tip))) return place;
  return { ...place, parents: [head, tip], entry: from.entry };
}

/** Names the version that a commit was made with: one that a person amended is theirs. */
export const versionTrailer = 'Wikisync-Version';

/** Whose commits a branch has that are not in what is checked out. */
async function commitsBetween(
  file: TrackedFile,
  head: string | undefined,
  tip: string,
): Promise<{
  readonly theirs: { readonly commit: string; readonly author: string } | undefined;
  readonly isOursAlone: boolean;
}> {
  const range = head === undefined ? [tip] : [tip, `^${head}`];
  const format = `--format=%H%x00%an%x00%(trailers:key=${versionTrailer},valueonly,separator=%x20)`;
  const aim = 'read the commits of the branch';
  const log = await expectGit(file, ['log', format, ...range], aim);
  const commits = rows(log).map(([commit = '', author = '', version]) => ({
    commit,
    author,
    version,
  }));
  const asked = commits.map(({ commit }) => `${commit}:${file.path}\n`).join('');
  const found = await expectGit(file, ['cat-file', '--batch-check=%(objectname)'], aim, asked);
  const blobs = found.split('\n');
  const others = commits.filter(({ version }, index) => version !== blobs[index]);
  const touching = new Set(
    rows(await expectGit(file, ['log', '--format=%H', ...range, '--', file.path], aim)).flat(),
  );
  return {
    theirs: others.find(({ commit }) => touching.has(commit)),
    isOursAlone: others.length === 0,
  };
}

function rows(output: string): readonly (readonly string[])[] {
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\0'));
}

async function isAncestor(file: TrackedFile, older: string, newer: string): Promise<boolean> {
  const output = await file.git(['merge-base', '--is-ancestor', older, newer]);
  if (output.code > 1) throw gitFailed('compare commits', output);
  return output.code === 0;
}

/** Whether the text is this version of the file, and how; `undefined` if it is not. */
async function matchOf(
  file: TrackedFile,
  text: string | undefined,
  blob: string | undefined,
): Promise<{ readonly isRaw: boolean } | undefined> {
  if (text === undefined || blob === undefined) {
    return text === undefined && blob === undefined ? { isRaw: false } : undefined;
  }
  if ((await writeBlob(file, text, false)) === blob) return { isRaw: false };
  // git leaves the line ends alone of a file that was committed with others than its settings say.
  return (await writeBlob(file, text, true)) === blob ? { isRaw: true } : undefined;
}

/** The staged file's blob; `undefined` if there is none; no blob's id in an open merge. */
async function indexBlob(file: TrackedFile): Promise<string | undefined> {
  const listed = await expectGit(
    file,
    ['ls-files', '--stage', '--', file.path],
    'look at the index',
  );
  if (listed === '') return undefined;
  return /^\d+ ([0-9a-f]+) 0\t/.exec(listed)?.[1] ?? 'unmerged';
}

/** The file in a commit. @throws {SyncError} git-failed */
async function entryAt(file: TrackedFile, commit: string | undefined): Promise<Entry> {
  if (commit === undefined) return { mode: '100644', blob: undefined };
  const args = ['ls-tree', '--full-tree', commit, '--', file.path];
  const listed = await expectGit(file, args, 'look at the last commit');
  const [, mode = '100644', blob] = /^(\d+) blob ([0-9a-f]+)\t/.exec(listed) ?? [];
  return { mode, blob };
}

/** Stores a text as `git add` would: with the filters that apply to the path, or without any. */
export async function writeBlob(file: TrackedFile, text: string, isRaw: boolean): Promise<string> {
  const how = isRaw ? ['--no-filters'] : ['--path', file.path];
  const args = ['hash-object', '-w', '--stdin', ...how];
  return (await expectGit(file, args, 'store the data file', Buffer.from(text, 'utf8'))).trim();
}
