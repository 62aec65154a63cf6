/** `push`: the plan's changes to the page, as one edit. */
import { countChanges } from '../core/change.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { RecordSet } from '../core/record.ts';
import { withLineFeeds } from '../core/wikitext/line-feeds.ts';
import { readPageRecords } from '../core/wikitext/page-records.ts';
import { parsePage } from '../core/wikitext/parse-page.ts';
import { SyncError, type SyncErrorCode } from '../errors.ts';
import type { ListingReport } from '../report/run-report.ts';
import type { PageIntent } from '../state/journal.ts';
import type { PageState, SavedPage } from '../wiki/wiki.ts';
import type { ListingJob } from './job.ts';
import { type Planning, planSides, refusal, reportOf } from './plan-listing.ts';
import { remember, snapshotOf } from './remember.ts';
import { fileHash } from './settle.ts';
import { writeSide } from './write-side.ts';

/** How often a run plans anew when people edit the page under its hands. */
const maxAttempts = 3;

/** What the next plan may put right: nothing of the edit is on the page. */
const replanned: readonly SyncErrorCode[] = ['edit-conflict', 'edit-lost'];

/** Plans, saves the page, and remembers what both sides now agree on. */
export async function pushListing(
  job: ListingJob,
  options: { readonly dryRun: boolean },
): Promise<ListingReport> {
  let merged: ListingReport | undefined;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { report, isMerged } = await attemptPush(job, options);
      if (!isMerged || attempt === maxAttempts) return together(merged, report);
      merged = together(merged, report);
      job.log('warn', `${job.name}: ${mergeNotice.message} Reading it again.`);
    } catch (error) {
      const mayGoOn = error instanceof SyncError && replanned.includes(error.code);
      if (!mayGoOn || attempt === maxAttempts) throw error;
      job.log('warn', `${job.name}: ${error.message} Planning anew.`);
    }
  }
}

/** What the wiki made of two edits by lines, knowing nothing of records, is looked at at once. */
const mergeNotice: Diagnostic = {
  code: 'edit-merged',
  severity: 'warning',
  message: "The wiki merged the edit with somebody else's that came at the same time.",
};

/** An attempt's report, after one whose edit the wiki had merged. */
function together(merged: ListingReport | undefined, report: ListingReport): ListingReport {
  if (merged === undefined) return report;
  const hasSaved = report.outcome.kind !== 'done' || report.outcome.page !== undefined;
  return { ...(hasSaved ? report : merged), diagnostics: [mergeNotice, ...report.diagnostics] };
}

interface Attempt {
  readonly report: ListingReport;
  /** Whether the page is not what was planned, as the wiki merged it with somebody's edit. */
  readonly isMerged: boolean;
}

async function attemptPush(
  job: ListingJob,
  options: { readonly dryRun: boolean },
): Promise<Attempt> {
  const planning = await planSides(job, { needsData: true, mayWrite: !options.dryRun });
  if (!('planned' in planning)) return { report: planning, isMerged: false };
  const refused = refusal(planning, ['page']);
  if (refused !== undefined) {
    return { report: reportOf(job, planning, refused), isMerged: false };
  }
  if (options.dryRun) {
    return { report: reportOf(job, planning, { kind: 'planned' }), isMerged: false };
  }
  return carryOut(job, planning);
}

async function carryOut(job: ListingJob, planning: Planning): Promise<Attempt> {
  const { planned, sides } = planning;
  const { page } = sides;
  if (planned.pageText === page.revision.text) {
    await remember(job, planning, { ...planned.sides, revision: page.revision.revisionId });
    return { report: reportOf(job, planning, { kind: 'done' }), isMerged: false };
  }
  refuseIfStopped(job, page);
  const { revision, isMerged } = await savePage(job, planning);
  const { revisionId } = revision;
  const saved = revisionId === undefined ? {} : { revision: revisionId };
  return { report: reportOf(job, planning, { kind: 'done', page: saved }), isMerged };
}

async function savePage(job: ListingJob, planning: Planning): Promise<SavedPage> {
  const { planned, sides } = planning;
  const { data } = planned.sides;
  const base = sides.page.revision;
  const id = job.newId();
  const text = planned.pageText;
  const summary = editSummary(job, planning, id);
  const intent: PageIntent = {
    kind: 'page',
    id,
    listing: job.name,
    time: job.now(),
    wiki: job.wiki.name,
    title: base.title,
    ...(base.pageId === undefined ? {} : { pageId: base.pageId }),
    ...(base.revisionId === undefined ? {} : { baseRevision: base.revisionId }),
    textHash: fileHash(text),
    summary,
  };
  const wiki = recordsOf(job, sides.page, text);
  const pending = snapshotOf(job, planning, { data, wiki, revision: base.revisionId });
  job.log('info', `${job.name}: saving '${base.title}'`);
  return writeSide(
    job,
    { intent, pending },
    {
      write: async () => {
        const value = await job.wiki.savePage({ base, text, summary });
        const { revisionId } = value.revision;
        return { value, result: value.isMerged ? 'merged' : 'done', revision: revisionId };
      },
      remember: ({ revision }) =>
        remember(job, planning, {
          data,
          wiki: recordsOf(job, sides.page, revision.text),
          revision: revision.revisionId,
        }),
    },
  );
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

/** What a page's text says, read as any page is. */
function recordsOf(job: ListingJob, page: PageState, text: string): RecordSet {
  const parsed = parsePage(withLineFeeds(text).text, job.schema, page.site);
  if (typeof parsed === 'string') throw new Error(`The saved page ${parsed}.`);
  return readPageRecords(parsed, job.schema, page.revision.title).set;
}

/**
 * Counts alone: no value of a record gets into a page's history twice. The mark at its end tells
 * this edit from all others.
 */
function editSummary(job: ListingJob, { planned }: Planning, id: string): string {
  const counts = countChanges(planned.plan.toPage);
  const parts = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${count} ${pastTense[kind] ?? kind}`);
  return `${job.summary.slice(0, longestSummary)}: ${parts.join(', ')} (ws-${id.slice(0, 8)})`;
}

/** Characters of the config's part: MediaWiki cuts a summary after 500, with the mark at its end. */
const longestSummary = 300;

const pastTense: Readonly<Record<string, string>> = {
  create: 'added',
  update: 'updated',
  delete: 'removed',
  move: 'moved',
  rename: 'renamed',
};
