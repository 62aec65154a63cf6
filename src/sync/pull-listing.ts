/** `pull`: the plan's changes to the data file. */
import type { ListingReport } from '../report/run-report.ts';
import { type CommitOptions, placeForCommits } from './commit-data.ts';
import type { ListingJob } from './job.ts';
import { planSides, refusal, reportOf } from './plan-listing.ts';
import { remember } from './remember.ts';
import { hasDataChanges, writeData } from './write-data.ts';

/** Plans, writes the data file, and remembers what both sides now agree on. */
export async function pullListing(
  job: ListingJob,
  options: { readonly dryRun: boolean; readonly commit?: CommitOptions | undefined },
): Promise<ListingReport> {
  const { dryRun, commit } = options;
  const place = commit === undefined ? undefined : await placeForCommits(job, commit);
  const planning = await planSides(job, { needsData: false, mayWrite: !dryRun });
  if (!('planned' in planning)) return planning;
  const refused = refusal(planning, ['data']);
  if (refused !== undefined) return reportOf(job, planning, refused);
  if (dryRun) return reportOf(job, planning, { kind: 'planned' });
  if (hasDataChanges(planning)) {
    const { data } = await writeData(job, planning, place);
    return reportOf(job, planning, { kind: 'done', data });
  }
  const { planned, sides } = planning;
  await remember(job, planning, { ...planned.sides, revision: sides.page.revision });
  return reportOf(job, planning, { kind: 'done' });
}
