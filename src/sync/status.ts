/** `status`: how listings stand, from their plans and the run log; nothing is written. */
import { countChanges } from '../core/change.ts';
import { hasErrors } from '../core/diagnostic.ts';
import { pageChanges } from '../core/plan/plan.ts';
import type { ListingReport } from '../report/run-report.ts';
import type { ListingStatus, StatusState } from '../report/status-report.ts';
import type { ListingJob } from './job.ts';
import { isDone, type SettledRun } from './read-runs.ts';

/**
 * A listing's status.
 *
 * @param report its plan
 * @param runs those of the log, newest first
 */
export function statusOf(
  job: Pick<ListingJob, 'name' | 'now'>,
  report: ListingReport,
  runs: readonly SettledRun[],
): ListingStatus {
  const { listing, wiki, page, dataFile, plan, outcome } = report;
  const last = runs.find((run) => run.listing === job.name && isGood(run));
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
    ...(last === undefined
      ? {}
      : {
          lastRun: {
            run: last.run,
            command: last.command,
            time: new Date(last.time).toISOString(),
            ageSeconds: Math.max(0, Math.floor((job.now() - last.time) / 1000)),
          },
        }),
  };
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

function isGood({ writes, report }: SettledRun): boolean {
  return report.outcome?.kind === 'done' && writes.every(({ result }) => isDone(result));
}
