/** `pull`: the plan's changes to the data file. */
import type { ListingReport } from '../report/run-report.ts';
import type { ListingJob } from './job.ts';
import { planSides, refusal, reportOf } from './plan-listing.ts';
import { remember } from './remember.ts';
import { hasDataChanges, writeData } from './write-data.ts';

/** Plans, writes the data file, and remembers what both sides now agree on. */
export async function pullListing(
  job: ListingJob,
  options: { readonly dryRun: boolean },
): Promise<ListingReport> {
  const planning = await planSides(job, { needsData: false, mayWrite: !options.dryRun });
  if (!('planned' in planning)) return planning;
  const refused = refusal(planning, ['data']);
  if (refused !== undefined) return reportOf(job, planning, refused);
  if (options.dryRun) return reportOf(job, planning, { kind: 'planned' });
  if (hasDataChanges(planning)) {
    await writeData(job, planning);
    return reportOf(job, planning, { kind: 'done', data: { file: job.data.shownPath } });
  }
  const { planned, sides } = planning;
  await remember(job, planning, { ...planned.sides, revision: sides.page.revision });
  return reportOf(job, planning, { kind: 'done' });
}
