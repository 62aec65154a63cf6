/** Keeps when a listing last had a good run, also where that found nothing to do, and since when none. */
import { hasErrors } from '../core/diagnostic.ts';
import { SyncError } from '../errors.ts';
import { reasonOf } from '../report/attention.ts';
import type { ListingReport } from '../report/run-report.ts';
import { loadHealth, overdue } from './health.ts';
import type { ListingJob } from './job.ts';

/** The commands that bring a whole side in step; the others are about a part of it. */
const wholeCommands: readonly string[] = ['sync', 'push', 'pull', 'apply'];

/**
 * Keeps whether a run was good: it is only shown, so that it is no failure if it cannot.
 *
 * @returns its report; with an error where the listing has gone without a good run for too long
 */
export async function keepGoodRun(job: ListingJob, report: ListingReport): Promise<ListingReport> {
  if (!wholeCommands.includes(job.run.command) || job.maker !== undefined) return report;
  try {
    if (isGood(report)) await keepGood(job, report);
    else if (job.health?.isKept === true && report.waits !== true) {
      return await keepTrouble(job, report, job.health);
    }
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    job.log('warn', `${job.name}: status will not know of this run: ${error.message}`);
  }
  return report;
}

async function keepGood({ state, ...job }: ListingJob, report: ListingReport): Promise<void> {
  const { id: run, command } = job.run;
  const { listing, wiki, page } = report;
  await state.saveGoodRun({ listing, wiki, page, run, command, time: job.now() });
  const trouble = await state.loadTrouble(job.name);
  if (trouble !== undefined && trouble.runs > 0) await state.saveTrouble({ ...trouble, runs: 0 });
}

async function keepTrouble(
  job: ListingJob,
  report: ListingReport,
  { maxAge }: { readonly maxAge?: number | undefined },
): Promise<ListingReport> {
  const { id: run, command } = job.run;
  const { listing, wiki, page } = report;
  const { trouble: before, ...known } = await loadHealth(job.state, job.name, report);
  const now = job.now();
  const trouble = {
    ...{ listing, wiki, page, run, command },
    since: before?.since ?? now,
    runs: (before?.runs ?? 0) + (before?.run === run ? 0 : 1),
    reason: reasonFor(report),
  };
  await job.state.saveTrouble(trouble);
  if (maxAge === undefined) return report;
  const found = overdue(job.name, { ...known, trouble }, { maxAge, now });
  return { ...report, diagnostics: [...report.diagnostics, ...found] };
}

function reasonFor(report: ListingReport): string {
  const { outcome } = report;
  return outcome.kind === 'failed'
    ? outcome.message
    : `${reasonOf({ diagnostics: [], listings: [report] })}.`;
}

function isGood({ outcome, plan, diagnostics, waits }: ListingReport): boolean {
  if (outcome.kind !== 'done' || waits === true || hasErrors(diagnostics)) return false;
  return plan?.conflicts.length === 0;
}
