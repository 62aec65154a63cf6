/** What a report calls a plan, and the command that does exactly that plan. */
import { chosenDigest, shortDigest } from '../core/plan/plan-digest.ts';
import type { ReviewedPlan } from '../core/plan/reviewed-plan.ts';
import type { ListingReport } from './run-report.ts';
import { shellWord } from './text/shell-word.ts';

/** The beginning of its digest, with a reviewer's choices if there are any. */
export function planName(reviewed: ReviewedPlan): string {
  return shortDigest(chosenDigest(reviewed));
}

/** Whether a reviewer may choose of its plan: nothing was, and nothing is done yet. */
export function isOpen({ reviewed, outcome }: ListingReport): boolean {
  return reviewed?.choices.length === 0 && outcome.kind !== 'done';
}

/**
 * `undefined` where nothing is left to be done, or where it takes more than a command. A guard that
 * tripped is allowed in it: who runs it has read that.
 */
export function applyCommand(report: ListingReport): string | undefined {
  const { plan, reviewed, outcome } = report;
  const isEmpty = plan === undefined || plan.toPage.length + plan.toData.length === 0;
  const tripped = plan?.guards.filter((guard) => guard.tripped) ?? [];
  const isStopped = outcome.kind === 'refused' && tripped.length > 0;
  const isLeft = outcome.kind === 'planned' || isStopped;
  if (reviewed === undefined || isEmpty || !isOpen(report) || !isLeft) return undefined;
  const { listing, prefer } = reviewed;
  const allowed = new Set([...reviewed.allowed, ...tripped.map(({ guard }) => guard)]);
  return [
    ...['wikisync', 'apply', shellWord(listing), '--digest', planName(reviewed)],
    ...(prefer === undefined ? [] : ['--prefer', prefer]),
    ...[...allowed].flatMap((guard) => ['--allow', guard]),
  ].join(' ');
}
