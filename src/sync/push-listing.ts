/** `push`: the plan's changes to the page, as one edit. */
import { countChanges } from '../core/change.ts';
import type { RecordSet } from '../core/record.ts';
import { withLineFeeds } from '../core/wikitext/line-feeds.ts';
import { readPageRecords } from '../core/wikitext/page-records.ts';
import { parsePage } from '../core/wikitext/parse-page.ts';
import { SyncError } from '../errors.ts';
import type { ListingReport } from '../report/run-report.ts';
import type { PageState, Revision } from '../wiki/wiki.ts';
import type { ListingJob } from './job.ts';
import { type Planning, planSides, refusal, reportOf } from './plan-listing.ts';
import { remember } from './remember.ts';

/** How often a run plans anew when people edit the page under its hands. */
const maxAttempts = 3;

/** Plans, saves the page, and remembers what both sides now agree on. */
export async function pushListing(
  job: ListingJob,
  options: { readonly dryRun: boolean },
): Promise<ListingReport> {
  for (let attempt = 1; attempt < maxAttempts; attempt += 1) {
    try {
      return await attemptPush(job, options);
    } catch (error) {
      if (!(error instanceof SyncError) || error.code !== 'edit-conflict') throw error;
      job.log('warn', `${job.name}: somebody edited the page meanwhile, planning anew`);
    }
  }
  return attemptPush(job, options);
}

async function attemptPush(
  job: ListingJob,
  options: { readonly dryRun: boolean },
): Promise<ListingReport> {
  const planning = await planSides(job, { needsData: true });
  if (!('planned' in planning)) return planning;
  const refused = refusal(planning, ['page']);
  if (refused !== undefined) return reportOf(job, planning, refused);
  if (options.dryRun) return reportOf(job, planning, { kind: 'planned' });
  return carryOut(job, planning);
}

async function carryOut(job: ListingJob, planning: Planning): Promise<ListingReport> {
  const { planned, sides } = planning;
  const { page } = sides;
  if (planned.pageText === page.revision.text) {
    await remember(job, planning, { ...planned.sides, revision: page.revision.revisionId });
    return reportOf(job, planning, { kind: 'done' });
  }
  refuseIfStopped(job, page);
  job.log('info', `${job.name}: saving '${page.revision.title}'`);
  const saved = await job.wiki.savePage({
    base: page.revision,
    text: planned.pageText,
    summary: editSummary(job, planning),
  });
  const wiki = recordsOf(job, page, saved);
  await remember(job, planning, { data: planned.sides.data, wiki, revision: saved.revisionId });
  const revision = saved.revisionId === undefined ? {} : { revision: saved.revisionId };
  return reportOf(job, planning, { kind: 'done', page: revision });
}

/** A stop page, a hold, a protection: people have said no. */
function refuseIfStopped(job: ListingJob, page: PageState): void {
  if (page.stop !== undefined) {
    throw new SyncError('stopped', `People asked the bot to stop: ${page.stop}.`, {
      hint: 'Nothing was saved; talk to them, and run again when the page says so no longer.',
    });
  }
  if (page.permission.kind === 'refused') {
    throw new SyncError(
      'not-allowed',
      `'${job.page}' may not be edited: ${page.permission.reason}.`,
    );
  }
}

/** What the saved text says, read as any page is. */
function recordsOf(job: ListingJob, page: PageState, saved: Revision): RecordSet {
  const parsed = parsePage(withLineFeeds(saved.text).text, job.schema, page.site);
  if (typeof parsed === 'string') throw new Error(`The saved page ${parsed}.`);
  return readPageRecords(parsed, job.schema, saved.title).set;
}

/** Counts and names alone: no value of a record gets into a page's history twice. */
function editSummary(job: ListingJob, { planned }: Planning): string {
  const counts = countChanges(planned.plan.toPage);
  const parts = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${count} ${pastTense[kind] ?? kind}`);
  return `${job.summary}: ${parts.join(', ')}`;
}

const pastTense: Readonly<Record<string, string>> = {
  create: 'added',
  update: 'updated',
  delete: 'removed',
  move: 'moved',
  rename: 'renamed',
};
