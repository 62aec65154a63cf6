/** `regenerate`: the whole page from its layout and the data file, saved as one edit. */
import { makePlan } from '../core/plan/make-plan.ts';
import { makeRebuild } from '../core/plan/make-rebuild.ts';
import { SyncError } from '../errors.ts';
import type { ListingReport } from '../report/run-report.ts';
import { withCommonBase } from './find-meeting.ts';
import type { ListingJob } from './job.ts';
import { withOtherPages } from './other-pages.ts';
import { type Planning, planInput, unreadable } from './plan-listing.ts';
import { pushPlanned } from './push-listing.ts';
import { readLayoutFile, standardLayout } from './read-layout.ts';
import { type ListingSides, readSides } from './read-sides.ts';
import { planningAnew } from './replan.ts';

/** How a page is regenerated. */
export interface RegenerateOptions {
  readonly dryRun: boolean;
  /** The revision whose prose is taken; the newest if absent. */
  readonly from: number | undefined;
  /** Whether what people wrote is replaced by what the layout says. */
  readonly replacesProse: boolean;
}

/** Plans the page anew, saves it, and remembers what both sides now agree on. */
export async function regenerateListing(
  job: ListingJob,
  options: RegenerateOptions,
): Promise<ListingReport> {
  return planningAnew(job, async () => {
    const planning = await planRebuild(job, options);
    if (!('planned' in planning)) return { report: planning, isMerged: false };
    const { report, isMerged } = await pushPlanned(job, planning, options);
    // What is regenerated is no plan that could be applied later.
    const { reviewed: _, ...shown } = report;
    return { report: { ...shown, showsDiff: true }, isMerged };
  });
}

async function planRebuild(
  job: ListingJob,
  { dryRun, from, replacesProse }: RegenerateOptions,
): Promise<Planning | ListingReport> {
  const layout = await readLayoutFile(job);
  if (layout.diagnostics.length > 0) {
    return unreadable(job, layout.diagnostics, 'the layout has errors');
  }
  const read = await readSides(job, { needsData: true, mayWrite: !dryRun });
  if (!('page' in read)) return unreadable(job, read.diagnostics, 'the data file has errors');
  const together = await withOtherPages(job, read, { mayWrite: !dryRun });
  const first = makePlan(planInput(job, together, { mayWrite: !dryRun }));
  const sides = await withCommonBase(job, together, { first, mayKeep: !dryRun });
  const prose = from === undefined ? undefined : await textOfRevision(job, sides, from);
  const planned = makeRebuild({
    ...planInput(job, sides, { mayWrite: !dryRun }),
    pageLayout: layout.value ?? standardLayout(job),
    neighbours: job.neighbours ?? [],
    prose,
    replacesProse,
  });
  const diagnostics = [...sides.diagnostics, ...planned.plan.diagnostics];
  return { sides, planned, whole: planned, isPart: false, diagnostics };
}

async function textOfRevision(
  job: ListingJob,
  { page }: ListingSides,
  from: number,
): Promise<string> {
  const { revision } = page;
  if (revision.revisionId === from) return revision.text;
  const [found] = await job.wiki.readHistory({ page: revision, from, limit: 1, withText: true });
  if (found?.revisionId === from && found.text !== undefined) return found.text;
  throw new SyncError('usage', `'${revision.title}' has no revision ${from} that can be read.`, {
    hint: "The page's history has the numbers; a folder of pages has no revisions.",
  });
}
