/**
 * Whether the data file still is the copy that the last run wrote or read. Another branch may be
 * checked out since, a job may have begun from a fresh clone with a state folder that was kept, or
 * what was written may have been thrown away: none of that says that anybody changed a value back.
 */
import { blobId } from '../core/plan/digest.ts';
import { SyncError } from '../errors.ts';
import { blobsSince, fileBlobs, headBlob } from '../git/file-history.ts';
import { headOf } from '../git/tracked-file.ts';
import type { FileVersion } from '../state/snapshot.ts';
import type { ListingJob } from './job.ts';

/**
 * The version that a text is.
 *
 * @param known of the last run, which may be the same
 * @param isCommitted whether this run commits it, wherever that is
 */
export async function fileVersion(
  job: ListingJob,
  text: string,
  {
    known,
    isCommitted,
  }: { readonly known: FileVersion | undefined; readonly isCommitted: boolean },
): Promise<FileVersion | undefined> {
  const id = blobId(text);
  if (known?.id === id && known.committed === id) return known;
  return ifGitTells(job, async () => {
    const file = await job.tracked();
    const head = file && (await headOf(file));
    if (file === undefined || head === undefined)
      return isCommitted ? { id, committed: id } : undefined;
    const committed = isCommitted ? id : await headBlob(file);
    return committed === undefined ? undefined : { id, committed, head };
  });
}

/**
 * Whether the text is a committed version that never came to be what the last run left. What people
 * have not committed yet is taken for made on top of that.
 */
export async function isOtherCopy(
  job: ListingJob,
  text: string,
  last: FileVersion,
): Promise<boolean> {
  const id = blobId(text);
  if (id === last.id) return false;
  const answer = await ifGitTells(job, async () => {
    const file = await job.tracked();
    if (file === undefined) return false;
    const { ids, isWhole } = await fileBlobs(file);
    // The same bytes may have been there once before, which says nothing of what came later.
    const since = (await blobsSince(file, last.head)) ?? ids;
    if (!isWhole || since.has(last.id)) return false;
    return last.committed === last.id ? ids.has(id) : id === last.committed;
  });
  return answer === true;
}

/** A git that does not want to tell is as none: it is not needed for anything else here. */
async function ifGitTells<T>(job: ListingJob, ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    job.log('debug', `${job.name}: ${error.message}`);
    return undefined;
  }
}
