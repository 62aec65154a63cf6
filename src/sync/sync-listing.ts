/** `sync`: the plan's changes to the data file, then those to the page. */
import type { Choice } from '../core/reconcile/choices.ts';
import type { Decide } from '../core/reconcile/decide.ts';
import type { CommitPlace } from '../git/commit-place.ts';
import type { ListingReport } from '../report/run-report.ts';
import { type CommitOptions, placeForCommits } from './commit-data.ts';
import type { ListingJob } from './job.ts';
import { type Planning, planSides, refusal, reportOf } from './plan-listing.ts';
import type { ReadOptions } from './read-sides.ts';
import { remember } from './remember.ts';
import { type Attempt, type Note, planningAnew, withMergeNotice } from './replan.ts';
import { movedReport, type Review, type Verdict } from './review.ts';
import { mustWait, waitingReport, withWaits } from './wait-for-pages.ts';
import { hasDataChanges, type WrittenData, writeData } from './write-data.ts';
import { whyStopped, writePage } from './write-page.ts';

/** How both sides are written. */
export interface SyncOptions {
  readonly dryRun: boolean;
  readonly commit?: CommitOptions | undefined;
  /** What a person decided: then nothing else is changed. */
  readonly resolve?: Decide | undefined;
  /** What a reviewer chose of the plan. */
  readonly choices?: readonly Choice[];
  /** How it is planned, if not by merging. */
  readonly plan?: (job: ListingJob, how: ReadOptions) => Promise<Planning | ListingReport>;
  /** Whether the plan still is what was reviewed: then exactly it is carried out. */
  readonly review?: Review;
}

/**
 * Plans, writes both sides, and remembers what they now agree on.
 *
 * The data file comes first: an edit that says in its summary that both sides agree must not be on
 * the wiki before they do.
 */
export async function syncListing(job: ListingJob, options: SyncOptions): Promise<ListingReport> {
  return planningAnew(job, (note) => attempt(job, { ...options, note }));
}

async function attempt(
  job: ListingJob,
  options: SyncOptions & { readonly note: Note },
): Promise<Attempt> {
  const { dryRun, resolve, choices, review, commit, note } = options;
  const place = commit === undefined ? undefined : await placeForCommits(job, commit);
  const how = { needsData: false, mayWrite: !dryRun, savesPage: !dryRun, resolve, choices };
  const planning = await (options.plan ?? planSides)(job, how);
  if (!('planned' in planning)) return { report: planning, isMerged: false };
  if (!dryRun && resolve === undefined && mustWait(job, planning)) {
    return { report: waitingReport(job, planning), isMerged: false };
  }
  const verdict = await verdictOn(planning, review);
  if (verdict !== undefined && verdict.obstacles.length > 0) {
    return { report: movedReport(job, planning, verdict), isMerged: false };
  }
  const refused = refusal(planning, ['page', 'data']);
  const end = refused ?? (dryRun ? ({ kind: 'planned' } as const) : undefined);
  if (end !== undefined) return { report: reportOf(job, planning, end), isMerged: false };
  const carried = await carryOut(job, planning, { note, place, review });
  const done = { ...carried, report: withWaits(carried.report, planning) };
  // What comes after the plan was not reviewed.
  if (verdict !== undefined) return asReviewed(done, verdict);
  return { ...done, hasMore: isDone(done) && hasWaiting(planning) };
}

/** Nothing is compared with a plan that could not be made: why it could not, is told anyway. */
async function verdictOn(
  planning: Planning,
  review: Review | undefined,
): Promise<Verdict | undefined> {
  return planning.whole.isRefused ? undefined : review?.check(planning);
}

async function carryOut(
  job: ListingJob,
  planning: Planning,
  {
    note,
    place,
    review,
  }: {
    readonly note: Note;
    readonly place: CommitPlace | undefined;
    readonly review: Review | undefined;
  },
): Promise<Attempt> {
  const { page } = planning.sides;
  const savesPage = planning.planned.pageText !== page.revision.text;
  const stopped = savesPage ? whyStopped(job, planning) : undefined;
  if (stopped !== undefined) return { report: reportOf(job, planning, stopped), isMerged: false };
  // Half of what belongs together is not written where it is known that the rest cannot be.
  if (savesPage && hasDataChanges(planning)) await job.wiki.prepareSave(page.revision);
  const { now, data } = await pulled(job, planning, place);
  if (now !== planning) review?.dataWritten(now.sides.data.text, planning);
  if (savesPage) {
    if (now !== planning) note(reportOf(job, planning, { kind: 'done', ...data }));
    const { revision, isMerged } = await writePage(job, now);
    const { revisionId } = revision;
    const saved = revisionId === undefined ? {} : { revision: revisionId };
    return { report: reportOf(job, planning, { kind: 'done', page: saved, ...data }), isMerged };
  }
  if (now === planning) {
    await remember(job, planning, { ...planning.planned.sides, revision: page.revision });
  }
  return { report: reportOf(job, planning, { kind: 'done', ...data }), isMerged: false };
}

/** Done, whatever the wiki made of it: the next run looks at that. */
function asReviewed({ report, isMerged }: Attempt, { notices }: Verdict): Attempt {
  const told = { ...report, diagnostics: [...report.diagnostics, ...notices] };
  return { report: isMerged ? withMergeNotice(told) : told, isMerged: false };
}

function isDone({ report }: Attempt): boolean {
  return report.outcome.kind === 'done';
}

/** A record that one side renamed is written to once the other has its new key. */
function hasWaiting({ diagnostics }: Planning): boolean {
  return diagnostics.some(({ code }) => code === 'change-waits-for-rename');
}

/** The planning as it is once the data file is written; itself if there is nothing to write. */
async function pulled(
  job: ListingJob,
  planning: Planning,
  place: CommitPlace | undefined,
): Promise<{ readonly now: Planning; readonly data: { readonly data?: WrittenData['data'] } }> {
  if (!hasDataChanges(planning)) return { now: planning, data: {} };
  const { now, data } = await writeData(job, planning, place);
  return { now, data: { data } };
}
