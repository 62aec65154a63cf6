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

/**
 * Keeps whether the pages of listings could be found whose pages are to be found: where they cannot,
 * there is no run of a page that would tell.
 *
 * @param names of all that were looked for
 * @param reports of those that could not be found
 * @returns the reports; with an error where that has been so for too long
 */
export async function keepFindings(
  names: readonly string[],
  reports: readonly ListingReport[],
  about: Omit<KeptRun, 'name'>,
): Promise<readonly ListingReport[]> {
  if (about.health?.isKept !== true || !wholeCommands.includes(about.run.command)) return reports;
  const lost = new Set(reports.map(({ listing }) => listing));
  const kept: ListingReport[] = [];
  try {
    for (const name of names) if (!lost.has(name)) await endTrouble(about.state, name);
    for (const report of reports) {
      kept.push(await keepTrouble({ ...about, name: report.listing }, report, about.health));
    }
    return kept;
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    about.log('warn', `status will not know of this run: ${error.message}`);
    return reports;
  }
}

/** What is known of a run that is kept. */
type KeptRun = Pick<ListingJob, 'name' | 'state' | 'health' | 'run' | 'now' | 'log'>;

async function keepGood({ state, ...job }: KeptRun, report: ListingReport): Promise<void> {
  const { id: run, command } = job.run;
  const { listing, wiki, page } = report;
  await state.saveGoodRun({ listing, wiki, page, run, command, time: job.now() });
  await endTrouble(state, job.name);
}

async function endTrouble(state: KeptRun['state'], name: string): Promise<void> {
  const trouble = await state.loadTrouble(name);
  if (trouble !== undefined && trouble.runs > 0) await state.saveTrouble({ ...trouble, runs: 0 });
}

async function keepTrouble(
  job: KeptRun,
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
