/** What git knows of a file's past. */
import { expectGit, gitFailed, headOf, type TrackedFile } from './tracked-file.ts';

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

/** A commit's text of the file, and the text that it was made from. */
export interface FileStep {
  readonly before: string;
  readonly after: string;
}

/**
 * What a run committed, oldest first, by the six signs of its name: its commits bear them in a trailer.
 *
 * @throws {SyncError} git-failed
 */
export async function runCommits(file: TrackedFile, sign: string): Promise<readonly FileStep[]> {
  if ((await headOf(file)) === undefined) return [];
  const pattern = `^${runTrailer}: [0-9a-z]*-${sign}$`;
  const args = ['log', '--format=%H', '--no-renames', `--grep=${pattern}`, '--', file.path];
  const log = await expectGit(file, args, 'read the history of the data file');
  const commits = log.split('\n').filter((line) => line !== '');
  const after = await textsAt(file, commits);
  const before = await textsAt(
    file,
    commits.map((commit) => `${commit}^`),
  );
  return commits
    .flatMap((_, index): readonly FileStep[] => {
      const [old, now] = [before[index], after[index]];
      return old === undefined || now === undefined ? [] : [{ before: old, after: now }];
    })
    .toReversed();
}

/** The trailer by which a commit says which run made it. */
export const runTrailer = 'Wikisync-Run';

/**
 * The ids of all versions of the file that HEAD's history has.
 *
 * @throws {SyncError} git-failed
 */
export async function fileBlobs(
  file: TrackedFile,
): Promise<{ readonly ids: ReadonlySet<string>; readonly isWhole: boolean }> {
  if ((await headOf(file)) === undefined) return { ids: new Set(), isWhole: true };
  return { ids: await blobsIn(file, 'HEAD'), isWhole: !(await isShallow(file)) };
}

/**
 * The ids of the versions that the file has had from a commit on, that one's among them; `undefined` if
 * HEAD does not come from it.
 *
 * @throws {SyncError} git-failed
 */
export async function blobsSince(
  file: TrackedFile,
  commit: string | undefined,
): Promise<ReadonlySet<string> | undefined> {
  if (commit === undefined) return undefined;
  const { code } = await file.git(['merge-base', '--is-ancestor', commit, 'HEAD']);
  if (code !== 0) return undefined;
  const then = await blobAt(file, commit);
  const since = await blobsIn(file, `${commit}..HEAD`);
  return then === undefined ? since : new Set([then, ...since]);
}

async function blobsIn(file: TrackedFile, range: string): Promise<ReadonlySet<string>> {
  // Of all lines of work that were merged, also where nothing of one was taken.
  const how = '--format= --raw --no-abbrev --no-renames --full-history -m'.split(' ');
  const args = ['log', ...how, range, '--', file.path];
  const log = await expectGit(file, args, 'read the history of the data file');
  const ids = [...log.matchAll(/^:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) /gm)].flatMap(
    ([, before = '', after = '']) => [before, after],
  );
  return new Set(ids);
}

/** The id of the version that HEAD has; `undefined` if there is none. @throws {SyncError} git-failed */
export function headBlob(file: TrackedFile): Promise<string | undefined> {
  return blobAt(file, 'HEAD');
}

async function blobAt(file: TrackedFile, commit: string): Promise<string | undefined> {
  const name = `${commit}:${file.path}`;
  const { code, out } = await file.git(['rev-parse', '--verify', '--quiet', name]);
  return code === 0 ? out.toString('utf8').trim() : undefined;
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
