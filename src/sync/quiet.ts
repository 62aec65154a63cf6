/**
 * Listings of which neither side changed: what they were when a plan had nothing to do, and what there was
 * to tell of them, is kept with the snapshot, so that a later run needs to read neither the page nor what
 * the data file says.
 */
import { isDeepStrictEqual } from 'node:util';
import { hasErrors } from '../core/diagnostic.ts';
import { digestOf, mappingDigest } from '../core/plan/digest.ts';
import { makePlan, type PlannedListing } from '../core/plan/make-plan.ts';
import { pageChanges } from '../core/plan/plan.ts';
import { chosenDigest } from '../core/plan/plan-digest.ts';
import { restrictedBase } from '../core/reconcile/base.ts';
import { SyncError } from '../errors.ts';
import { readText } from '../files.ts';
import type { ListingOutcome, ListingReport } from '../report/run-report.ts';
import type { QuietSides, Snapshot } from '../state/snapshot.ts';
import type { Revision } from '../wiki/wiki.ts';
import type { ListingJob } from './job.ts';
import { type Planning, planInput, reportHead } from './plan-listing.ts';
import { readLayoutFile } from './read-layout.ts';
import type { ListingSides } from './read-sides.ts';
import { reviewedPlan } from './reviewed.ts';

/** A listing that is quiet if the page still has this revision on the wiki. */
export interface QuietListing {
  readonly revision: number;
  /** And if the template is called by these other names. */
  readonly redirects: readonly string[];
  readonly report: ListingReport;
}

/** What the state folder and the data file say before the wiki is asked. */
export interface LookedAt {
  /** From when on the account's own edits of the page are of interest. */
  readonly since?: string;
  /** What there is to tell if nothing changed on the wiki either; absent if it has to be read. */
  readonly quiet?: QuietListing;
}

/**
 * Looks whether data file and settings of a listing are as they were.
 *
 * @param outcome of the command, where there is nothing to do; absent if each has to be read
 */
export async function lookAt(
  job: ListingJob,
  outcome: ListingOutcome | undefined,
): Promise<LookedAt> {
  try {
    const snapshot = await job.state.loadSnapshot(job.name);
    if (snapshot?.wiki !== job.wiki.name || snapshot.page !== job.page) return {};
    const known = snapshot.time === undefined ? {} : { since: snapshot.time };
    if (outcome === undefined) return known;
    const quiet = await quietListing(job, snapshot, outcome);
    return quiet === undefined ? known : { ...known, quiet };
  } catch (error) {
    // Whatever it is, the run itself meets it, and tells it.
    if (error instanceof SyncError) return {};
    throw error;
  }
}

async function quietListing(
  job: ListingJob,
  snapshot: Snapshot,
  outcome: ListingOutcome,
): Promise<QuietListing | undefined> {
  const { quiet, revision } = snapshot;
  if (quiet === undefined || revision === undefined) return undefined;
  if (quiet.settings !== (await settingsDigest(job))) return undefined;
  const text = await readText(job.data.path);
  if (text === undefined || digestOf(text) !== quiet.data) return undefined;
  if ((await job.state.openIntent(job.name)) !== undefined) return undefined;
  const { redirects } = quiet;
  return { revision, redirects, report: reportOf(job, { snapshot, quiet, revision, outcome }) };
}

/**
 * What the sides are now, if a plan from the snapshot has nothing to do.
 *
 * @param before the snapshot that was planned from, if it is the same one
 */
export async function quietSides(
  job: ListingJob,
  planning: Planning,
  after: {
    readonly snapshot: Snapshot;
    readonly revision: Revision;
    readonly before: Snapshot | undefined;
  },
): Promise<QuietSides | undefined> {
  const { snapshot, revision, before } = after;
  const wasEmpty = isEmpty(planning.planned);
  if (revision.revisionId === undefined || (before !== undefined && !wasEmpty)) return undefined;
  const now = {
    data: digestOf(planning.sides.data.text),
    page: digestOf(revision.text),
    settings: await settingsDigest(job),
    title: revision.title,
    redirects: planning.sides.page.site.templateRedirects,
  };
  if (before?.quiet !== undefined && isOf(before.quiet, now)) return before.quiet;
  // Where nothing was to be done nothing has changed, and what both sides agree on is what they say. What
  // was told may have been about this run alone.
  const isSame = wasEmpty && isWhole(planning) && planning.diagnostics.length === 0;
  const { sides, planned, diagnostics } = isSame
    ? planning
    : await planAfter(job, planning, { snapshot, revision });
  if (sides === undefined || hasErrors(diagnostics) || !isEmpty(planned)) return undefined;
  // What is told of a page's records that are on others too changes with those.
  if (diagnostics.length > 0 && sides.others !== undefined) return undefined;
  return {
    ...now,
    plan: chosenDigest(reviewedPlan(job, { whole: planned, sides })),
    ...(diagnostics.length === 0 ? {} : { diagnostics }),
  };
}

/** Whether nothing was left out of the plan by what was asked for. */
function isWhole({ planned, whole, choices, isPart, isFix, undo }: Planning): boolean {
  const isChosen = planned !== whole || choices !== undefined || isPart;
  return !isChosen && isFix !== true && undo === undefined;
}

function isOf(quiet: QuietSides, sides: Omit<QuietSides, 'plan' | 'diagnostics'>): boolean {
  const { plan: _plan, diagnostics: _diagnostics, ...own } = quiet;
  return isDeepStrictEqual(own, sides);
}

type PlanAfter = Pick<Planning, 'planned' | 'diagnostics'> & {
  /** `undefined` if there can be no plan. */
  readonly sides: ListingSides | undefined;
};

/** The plan as the next run would make it. */
async function planAfter(
  job: ListingJob,
  { sides, planned }: Planning,
  { snapshot, revision }: { readonly snapshot: Snapshot; readonly revision: Revision },
): Promise<PlanAfter> {
  const { text } = sides.data;
  const { value: file, diagnostics } = job.data.format.parse(text, job.data.shownPath);
  const { value: layout, diagnostics: faults } = await readLayoutFile(job);
  if (file === undefined || faults.length > 0)
    return { sides: undefined, planned, diagnostics: [...diagnostics, ...faults] };
  const now: ListingSides = {
    ...sides,
    data: { ...sides.data, file },
    page: { ...sides.page, revision },
    base: snapshot.base,
    undone: snapshot.undone ?? [],
  };
  const next = makePlan(planInput(job, now, { mayWrite: false }, layout));
  return { sides: now, planned: next, diagnostics: [...diagnostics, ...next.plan.diagnostics] };
}

function isEmpty({ plan, isRefused }: PlannedListing): boolean {
  const { toData, conflicts, guards } = plan;
  const count = pageChanges(plan) + toData.length + conflicts.length + guards.length;
  return !isRefused && count === 0;
}

/** SHA-256, in hex, of all but the two sides and the snapshot that a plan follows from. */
async function settingsDigest(job: ListingJob): Promise<string> {
  const layout = job.layout === undefined ? '' : await readText(job.layout.path);
  const parts = [
    job.version,
    job.configDigest(),
    [...job.allowed].sort(),
    job.prefer ?? '',
    digestOf(layout ?? ''),
    // What is told names these.
    [job.data.shownPath, job.layout?.shownPath ?? ''],
    (job.neighbours ?? []).map(({ name, schema }) => [name, mappingDigest(schema)]),
  ];
  return digestOf(JSON.stringify(parts));
}

function reportOf(
  job: ListingJob,
  known: {
    readonly snapshot: Snapshot;
    readonly quiet: QuietSides;
    readonly revision: number;
    readonly outcome: ListingOutcome;
  },
): ListingReport {
  const { snapshot, quiet, revision, outcome } = known;
  const { data, page, title, plan, diagnostics = [] } = quiet;
  const link = job.wiki.revisionLink(revision);
  return {
    ...reportHead(job),
    plan: {
      listing: job.name,
      wiki: job.wiki.name,
      page: title,
      baseRevision: revision,
      dataFile: job.data.shownPath,
      digests: { mapping: mappingDigest(job.schema), data, page },
      ...{ toPage: [], toData: [], conflicts: [], guards: [], diagnostics: [] },
    },
    digest: plan,
    base: restrictedBase(snapshot.base, []),
    ...(link === undefined ? {} : { link }),
    diagnostics,
    outcome,
  };
}
