/** Reads a data file's history from git. */
import type { CommitInfo } from '../core/change.ts';
import { readDataRecords } from '../core/data-records.ts';
import {
  effectiveVersions,
  type History,
  historyOf,
  type Version,
} from '../core/history/page-history.ts';
import { dataOfPage } from '../core/pages/data-of-page.ts';
import { digestOf } from '../core/plan/digest.ts';
import { fileCommits } from '../git/file-history.ts';
import type { ListingJob } from './job.ts';

/** Commits that are read at most. */
const most = 500;

/**
 * What became of the data file's records from commit to commit, and what is not committed yet on top
 * of them; `undefined` if it is in no repository.
 *
 * @param now the file's text
 * @throws {SyncError} git-failed
 */
export async function readFileHistory(
  job: ListingJob,
  now: string,
): Promise<History<CommitInfo> | undefined> {
  const read = await readFileVersions(job, now);
  return read && historyOf(effectiveVersions(read.versions), read.isWhole);
}

/** The versions alone, oldest first. See `readFileHistory`. */
export async function readFileVersions(
  job: ListingJob,
  now: string,
): Promise<
  { readonly versions: readonly Version<CommitInfo>[]; readonly isWhole: boolean } | undefined
> {
  const file = await job.tracked();
  if (file === undefined) return undefined;
  const { commits, isWhole } = await fileCommits(file, most);
  const versions = commits.map(({ commit, time, author, text }) =>
    versionOf(job, { commit, time, author }, text),
  );
  const uncommitted = { commit: undefined, time: undefined, author: undefined };
  return { versions: [versionOf(job, uncommitted, now), ...versions].toReversed(), isWhole };
}

function versionOf(
  job: ListingJob,
  info: CommitInfo,
  text: string | undefined,
): Version<CommitInfo> {
  const { format, shownPath } = job.data;
  const value = text === undefined ? undefined : format.parse(text, shownPath).value;
  return {
    info,
    textHash: digestOf(text ?? ''),
    records: value && dataOfPage(readDataRecords(value, job.schema), job.schema).set,
  };
}
