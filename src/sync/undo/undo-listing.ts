/** `undo`: takes a run back on the page and in the data file, field by field. */
import type { Diagnostic } from '../../core/diagnostic.ts';
import { historyOf } from '../../core/history/page-history.ts';
import { makePlan, type PlannedListing } from '../../core/plan/make-plan.ts';
import type { ListingReport } from '../../report/run-report.ts';
import type { CommitOptions } from '../commit-data.ts';
import type { ListingJob } from '../job.ts';
import { withAllPages } from '../other-pages.ts';
import { type Planning, planInput, planSides } from '../plan-listing.ts';
import { readFileHistory } from '../read-file-history.ts';
import { readVersions } from '../read-history.ts';
import type { ListingSides, ReadOptions } from '../read-sides.ts';
import { syncListing } from '../sync-listing.ts';
import type { RunToUndo } from './run-to-undo.ts';

/** Finds out what is to be taken back, once the sides are read. */
export type FindRun = (job: ListingJob, sides: ListingSides) => Promise<RunToUndo>;

/** Revisions in which is looked for who changed what since. */
const looked = 50;

/**
 * Plans what takes the run back, and writes it as any other plan.
 *
 * @throws {SyncError} what finding the run, reading and writing throw
 */
export async function undoListing(
  job: ListingJob,
  find: FindRun,
  options: { readonly dryRun: boolean; readonly commit?: CommitOptions | undefined },
): Promise<ListingReport> {
  return syncListing(job, { ...options, plan: (each, how) => planUndo(each, how, find) });
}

async function planUndo(
  job: ListingJob,
  how: ReadOptions,
  find: FindRun,
): Promise<Planning | ListingReport> {
  // What is remembered afterwards must be what any other run would know by now: which copy of the data
  // file this is, and what people took back. A layout has no part in it.
  const { layout: _, ...bare } = job;
  const usual = await planSides(bare, { needsData: true, mayWrite: how.mayWrite });
  if (!('planned' in usual)) return usual;
  const read = await withAllPages(job, usual.sides, how);
  const run = await find(job, read);
  const planned = await planTakingBack(job, read, { run, mayWrite: how.mayWrite });
  const { page, data } = run.changes;
  const isConcerned = run.texts.page !== undefined || page.length + data.length > 0;
  const nothing = isConcerned && isNothing(planned, read) ? [nothingLeft(run.run)] : [];
  return {
    sides: read,
    planned,
    whole: planned,
    isPart: true,
    diagnostics: [
      ...read.diagnostics,
      ...planned.plan.diagnostics,
      ...run.diagnostics,
      ...nothing,
      ...madePages(run, planned),
    ],
    undo: { run: run.run, before: run.before, undone: run.undone },
  };
}

/** Where people changed something since, it is asked who. */
async function planTakingBack(
  job: ListingJob,
  sides: ListingSides,
  { run, mayWrite }: { readonly run: RunToUndo; readonly mayWrite: boolean },
): Promise<PlannedListing> {
  const input = { ...planInput(job, sides, { mayWrite }), undo: run };
  const planned = makePlan(input);
  if (!planned.plan.diagnostics.some(({ code }) => code === 'undo-left')) return planned;
  const file = await readFileHistory(job, sides.data.text);
  const { page, agreedAt } = sides;
  const { versions, isWhole } =
    page.revision.revisionId === undefined
      ? { versions: [], isWhole: false }
      : await readVersions(job, page, { wanted: looked, mayKeep: mayWrite });
  const history = historyOf(versions, isWhole);
  const people = { history, acknowledged: [], held: [], file, agreedAt };
  return makePlan({ ...input, people });
}

function isNothing({ plan, pageText, isRefused }: PlannedListing, { page }: ListingSides): boolean {
  const isSame = pageText === page.revision.text;
  return !isRefused && isSame && plan.toPage.length + plan.toData.length === 0;
}

/** Pages that are made from records are not written by an undo: it says so where they are concerned. */
function madePages({ made }: RunToUndo, { plan }: PlannedListing): readonly Diagnostic[] {
  if (made === undefined || made.names.length === 0) return [];
  const isFollowing = plan.toData.length > 0;
  if (!isFollowing && !made.isWritten) return [];
  const names = made.names.map((name) => `'${name}'`).join(', ');
  return [
    {
      code: 'undo-made',
      severity: 'warning',
      message: `The pages that are made from its records (${names}) are not taken back with it.`,
      hint: isFollowing
        ? 'They follow the data file: the next push or sync makes them as they were.'
        : 'They follow the data file, which this does not change, and so stay as they are.',
    },
  ];
}

function nothingLeft(run: string): Diagnostic {
  return {
    code: 'undo-nothing',
    severity: 'warning',
    message: `Nothing of what run ${run} did here is left to be taken back.`,
    hint: "It was taken back before, or people changed all of it since: 'wikisync log' tells.",
  };
}
