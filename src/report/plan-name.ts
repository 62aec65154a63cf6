/** What a report calls a plan, and the command that does exactly that plan. */
import { pageChanges } from '../core/plan/plan.ts';
import { chosenDigest, shortDigest } from '../core/plan/plan-digest.ts';
import type { ListingReport } from './run-report.ts';
import { shellWord } from './text/shell-word.ts';

/** What names a plan, with a reviewer's choices if there are any; `undefined` if none was made. */
export function digestOfPlan({ reviewed, digest }: ListingReport): string | undefined {
  return reviewed === undefined ? digest : chosenDigest(reviewed);
}

/** The beginning of its digest. */
export function planName(report: ListingReport): string | undefined {
  const digest = digestOfPlan(report);
  return digest === undefined ? undefined : shortDigest(digest);
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
  const isEmpty = plan === undefined || pageChanges(plan) + plan.toData.length === 0;
  const tripped = plan?.guards.filter((guard) => guard.tripped) ?? [];
  const isStopped = outcome.kind === 'refused' && tripped.length > 0;
  const isLeft = outcome.kind === 'planned' || isStopped;
  if (reviewed === undefined || isEmpty || !isOpen(report) || !isLeft) return undefined;
  const { listing, prefer } = reviewed;
  const allowed = new Set([...reviewed.allowed, ...tripped.map(({ guard }) => guard)]);
  return [
    ...['wikisync', 'apply', shellWord(listing), '--digest', shortDigest(chosenDigest(reviewed))],
    ...(prefer === undefined ? [] : ['--prefer', prefer]),
    ...[...allowed].flatMap((guard) => ['--allow', guard]),
  ].join(' ');
}
