/** Commits versions of one file, touching nothing else that is staged, changed or checked out. */
import { randomUUID } from 'node:crypto';
import { SyncError } from '../errors.ts';
import { type CommitPlace, type Entry, versionTrailer, writeBlob } from './commit-place.ts';
import { runTrailer } from './file-history.ts';
import { commitOf, expectGit, gitFailed, type TrackedFile } from './tracked-file.ts';

/** A version of the file that is to be committed. */
export interface NewCommit {
  readonly text: string;
  readonly author: { readonly name: string; readonly mail: string; readonly time: string };
  /** Without trailers. */
  readonly message: string;
  /** The run that makes it, by its name. */
  readonly run?: string;
}

/** Who commits if git knows nobody. */
const nobody = 'wikisync <wikisync@localhost.invalid>';

/** Whose commits are made here, as git was told. @throws {SyncError} git-failed */
export async function whoCommits(
  file: TrackedFile,
): Promise<{ readonly name: string; readonly mail: string }> {
  const [, name = '', mail = ''] = /^(.*) <([^<>]*)> /.exec(await committer(file)) ?? [];
  return { name, mail };
}

/**
 * Commits the versions one after another, each with that one file changed; those up to the one that
 * is there already are left out, and so is one that changes nothing. With a branch, what is checked out stays as it is.
 *
 * @returns the new commits' ids, in order, `undefined` for those left out
 * @throws {SyncError} git-failed: also if somebody commits there at the same time
 */
export async function commitVersions(
  place: CommitPlace,
  commits: readonly NewCommit[],
): Promise<readonly (string | undefined)[]> {
  const { file, branch, old } = place;
  const line = await importLine(place, commits);
  const [tip] = line.parents;
  if (tip === undefined || line.parents === place.parents) return line.made;
  const target = branch === undefined ? 'HEAD' : `refs/heads/${branch}`;
  await moveRef(file, { target, to: tip, from: old });
  if (branch === undefined) await refreshIndex(file, line.entry);
  return line.made;
}

/** A line of commits, as it grows: the next one's parents, and the file in the first of them. */
type Line = Pick<CommitPlace, 'parents' | 'entry'>;

async function importLine(
  place: CommitPlace,
  commits: readonly NewCommit[],
): Promise<Line & { readonly made: readonly (string | undefined)[] }> {
  const { file, isRaw } = place;
  const { mode } = place.entry;
  const made: (string | undefined)[] = [];
  const blobs: string[] = [];
  for (const { text } of commits) blobs.push(await writeBlob(file, text, isRaw));
  // What an earlier run has put on the branch already is not told again.
  const known = blobs.lastIndexOf(place.entry.blob ?? '');
  let line: Line = place;
  for (const [index, commit] of commits.entries()) {
    const next = { mode, blob: blobs[index] };
    if (index <= known || next.blob === line.entry.blob) made.push(undefined);
    else {
      const tip = await importCommit(file, commit, { parents: line.parents, entry: next });
      line = { parents: [tip], entry: next };
      made.push(tip);
    }
  }
  return { ...line, made };
}

/** Says that all commands of an import have come. */
const end = 'done\n';

/** By `git fast-import`, which uses no index, and a name that nobody else has. */
async function importCommit(
  file: TrackedFile,
  commit: NewCommit,
  { parents, entry: { mode, blob } }: Line,
): Promise<string> {
  const { name, mail, time } = commit.author;
  const ref = `refs/wikisync/${randomUUID()}`;
  const seconds = Math.floor(Date.parse(time) / 1000);
  const trailers = [
    ...(commit.run === undefined ? [] : [`${runTrailer}: ${commit.run}`]),
    `${versionTrailer}: ${blob}`,
  ];
  const message = Buffer.from(`${commit.message.trimEnd()}\n\n${trailers.join('\n')}\n`, 'utf8');
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
      [
        '',
        ...parents.map((parent, index) => `${index === 0 ? 'from' : 'merge'} ${parent}`),
        `M ${mode} ${blob} ${quoted(file.path)}`,
        '',
      ].join('\n'),
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
  if (made === undefined) {
    throw new SyncError('git-failed', 'git made no commit.', {
      hint: 'The data file is written: commit it by hand.',
    });
  }
  return made;
}

/** As git was told, and not as it would guess. */
async function committer(file: TrackedFile): Promise<string> {
  const { code, out } = await file.git([
    '-c',
    'user.useConfigOnly=true',
    'var',
    'GIT_COMMITTER_IDENT',
  ]);
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
  // So that scripts that compare the index alone see no change. It tells of other files' by its code.
  await file.git(['update-index', '-q', '--refresh']);
}

/** See git-fast-import(1): paths in the manner of C. */
function quoted(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
