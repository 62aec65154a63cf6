/** Finds the page of a listing that a record named on the command line is to be looked for on. */
import { recordKey } from '../core/record.ts';
import { SyncError } from '../errors.ts';
import type { ListingJob } from './job.ts';
import { planSides } from './plan-listing.ts';

/**
 * The page whose plan has something to be decided about the record, else the first that has it.
 *
 * @throws {SyncError} usage: none has it; what reading throws
 */
export async function pageWithRecord(
  jobs: readonly ListingJob[],
  record: string,
): Promise<ListingJob> {
  const wanted = recordKey(record);
  let found: ListingJob | undefined;
  for (const job of jobs) {
    const planning = await planSides(job, { needsData: true, mayWrite: false });
    if (!('planned' in planning)) continue;
    const { plan, sides } = planning.planned;
    if (plan.conflicts.some(({ key }) => key === wanted)) return job;
    const records = [...sides.data.records, ...sides.wiki.records];
    if (records.some(({ key }) => key === wanted)) found ??= job;
  }
  if (found !== undefined) return found;
  throw new SyncError('usage', `No page of the listing has a record '${record}'.`, {
    hint: `Name it as the data file does, in quotes, or name the page: ${jobs.map(({ name }) => name).join(', ')}.`,
  });
}
