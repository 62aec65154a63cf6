/** `push`: the plan's changes to the page, as one edit. */
import type { ListingReport } from '../report/run-report.ts';
import type { ListingJob } from './job.ts';
import { type Planning, planSides, refusal, reportOf } from './plan-listing.ts';
import { remember } from './remember.ts';
import { type Attempt, planningAnew } from './replan.ts';
import { mustWait, waitingReport, withWaits } from './wait-for-pages.ts';
import { whyStopped, writePage } from './write-page.ts';

/** Plans, saves the page, and remembers what both sides now agree on. */
export async function pushListing(
  job: ListingJob,
  options: { readonly dryRun: boolean },
): Promise<ListingReport> {
  return planningAnew(job, async () => {
    const mayWrite = !options.dryRun;
    const planning = await planSides(job, { needsData: true, mayWrite, savesPage: mayWrite });
    if (!('planned' in planning)) return { report: planning, isMerged: false };
    return pushPlanned(job, planning, options);
  });
}

/** Saves what is planned for the page, unless something speaks against it. */
export async function pushPlanned(
  job: ListingJob,
  planning: Planning,
  options: { readonly dryRun: boolean },
): Promise<Attempt> {
  const refused = refusal(planning, ['page']);
  if (refused !== undefined) {
    return { report: reportOf(job, planning, refused), isMerged: false };
  }
  if (options.dryRun) {
    return { report: reportOf(job, planning, { kind: 'planned' }), isMerged: false };
  }
  if (mustWait(job, planning)) return { report: waitingReport(job, planning), isMerged: false };
  const done = await carryOut(job, planning);
  return { ...done, report: withWaits(done.report, planning) };
}

async function carryOut(job: ListingJob, planning: Planning): Promise<Attempt> {
  const { planned, sides } = planning;
  const { page } = sides;
  if (planned.pageText === page.revision.text) {
    await remember(job, planning, { ...planned.sides, revision: page.revision });
    return { report: reportOf(job, planning, { kind: 'done' }), isMerged: false };
  }
  const stopped = whyStopped(job, planning);
  if (stopped !== undefined) return { report: reportOf(job, planning, stopped), isMerged: false };
  const { revision, isMerged } = await writePage(job, planning);
  const { revisionId } = revision;
  const saved = revisionId === undefined ? {} : { revision: revisionId };
  return { report: reportOf(job, planning, { kind: 'done', page: saved }), isMerged };
}
