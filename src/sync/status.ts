/** `status`: how listings stand, from their plans and the run log; nothing is written. */
import { countChanges } from '../core/change.ts';
import { hasErrors } from '../core/diagnostic.ts';
import { pageChanges } from '../core/plan/plan.ts';
import type { ListingReport } from '../report/run-report.ts';
import type { ListingStatus, PastRun, StatusState } from '../report/status-report.ts';
import type { GoodRun } from '../state/good-run.ts';
import type { Health } from './health.ts';
import type { ListingJob } from './job.ts';
import { isDone, type SettledRun } from './read-runs.ts';

/**
 * A listing's status.
 *
 * @param report its plan
 * @param known the runs of the log, newest first, the last good one, and those that went wrong since
 */
export function statusOf(
  job: Pick<ListingJob, 'name' | 'now'>,
  report: ListingReport,
  { runs, good, trouble }: Health & { readonly runs: readonly SettledRun[] },
): ListingStatus {
  const { listing, wiki, page, dataFile, plan, outcome } = report;
  const last = runs.find((run) => run.listing === job.name && isDoneRun(run));
  const reason =
    outcome.kind === 'failed'
      ? outcome.message
      : outcome.kind === 'refused'
        ? outcome.reason
        : undefined;
  return {
    ...{ listing, wiki, page, dataFile },
    state: stateOf(report),
    ...(reason === undefined ? {} : { reason }),
    toPage: countChanges(plan?.toPage ?? []),
    toData: countChanges(plan?.toData ?? []),
    conflicts: plan?.conflicts.length ?? 0,
    ...(last === undefined ? {} : { lastRun: when(last, job.now()) }),
    ...(isOfPage(good, report) ? { lastGood: when(good, job.now()) } : {}),
    ...(trouble === undefined ? {} : { trouble: { runs: trouble.runs, reason: trouble.reason } }),
  };
}

/** A listing's name may have been given to another page since. */
function isOfPage(good: GoodRun | undefined, { wiki, page }: ListingReport): good is GoodRun {
  return good?.wiki === wiki && good.page === page;
}

function when(
  { run, command, time }: Pick<GoodRun, 'run' | 'command' | 'time'>,
  now: number,
): PastRun {
  const ageSeconds = Math.max(0, Math.floor((now - time) / 1000));
  return { run, command, time: new Date(time).toISOString(), ageSeconds };
}

/** Whatever could not be compared is unchecked: it is never said to be in sync. */
function stateOf({ plan, base, outcome, diagnostics }: ListingReport): StatusState {
  if (outcome.kind === 'failed' || plan === undefined) return 'unchecked';
  if (plan.conflicts.length > 0 && base !== undefined) return 'conflicted';
  const [toPage, toData] = [pageChanges(plan), plan.toData.length];
  if (toPage + toData === 0 && hasErrors(diagnostics)) return 'unchecked';
  if (base === undefined) return 'never-synced';
  if (toPage > 0 && toData > 0) return 'diverged';
  return toPage + toData > 0 ? 'outdated' : 'ok';
}

function isDoneRun({ writes, report }: SettledRun): boolean {
  return report.outcome?.kind === 'done' && writes.every(({ result }) => isDone(result));
}
