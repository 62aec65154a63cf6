/** Keeps when a listing last had a good run, also where that found nothing to do. */
import { hasErrors } from '../core/diagnostic.ts';
import { SyncError } from '../errors.ts';
import type { ListingReport } from '../report/run-report.ts';
import type { ListingJob } from './job.ts';

/** The commands that bring a whole side in step; the others are about a part of it. */
const wholeCommands: readonly string[] = ['sync', 'push', 'pull', 'apply'];

/** Keeps that a run was good, if it was: it is only shown, so that it is no failure if it cannot. */
export async function keepGoodRun(job: ListingJob, report: ListingReport): Promise<void> {
  const { id: run, command } = job.run;
  if (!wholeCommands.includes(command) || !isGood(report)) return;
  try {
    const { listing, wiki, page } = report;
    await job.state.saveGoodRun({ listing, wiki, page, run, command, time: job.now() });
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    job.log('warn', `${job.name}: status will not know of this run: ${error.message}`);
  }
}

function isGood({ outcome, plan, diagnostics, waits }: ListingReport): boolean {
  if (outcome.kind !== 'done' || waits === true || hasErrors(diagnostics)) return false;
  return plan?.conflicts.length === 0;
}
