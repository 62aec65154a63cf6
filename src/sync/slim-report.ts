/** What is kept of a listing's report until the whole run is told: a run may have thousands of them. */
import { type Plan, pageChanges } from '../core/plan/plan.ts';
import { restrictedBase } from '../core/reconcile/base.ts';
import { digestOfPlan } from '../report/plan-name.ts';
import type { ListingReport } from '../report/run-report.ts';

/** What is done with the reports. */
export interface Keeping {
  /** Whether pages are shown: then their texts are kept. */
  readonly texts: boolean;
  /** Whether plans are saved, those that do nothing too. */
  readonly plans: boolean;
  /** Whether plans that do nothing are named. */
  readonly names: boolean;
}

/** The report with all that will be told of it, and no more. */
export function keptReport(
  report: ListingReport,
  { texts, plans, names }: Keeping = { texts: true, plans: true, names: true },
): ListingReport {
  const { pageTexts, ...rest } = settled(report, plans || names);
  const isShown = texts || report.showsDiff === true;
  const shown = isShown && pageTexts !== undefined ? { ...rest, pageTexts } : rest;
  if (!hasNothing(report)) return shown;
  const { base, reviewed, ...told } = shown;
  const digest = names ? digestOfPlan(report) : undefined;
  return {
    ...told,
    ...(base === undefined ? {} : { base: restrictedBase(base, []) }),
    ...(plans && reviewed !== undefined ? { reviewed } : digest === undefined ? {} : { digest }),
  };
}

/**
 * The report without what digests are made of when somebody asks, which is all that was read: they are made
 * now, unless nobody is going to.
 */
function settled(report: ListingReport, isNamed: boolean): ListingReport {
  const { plan, reviewed, ...rest } = report;
  if (plan === undefined) return report;
  if (!isNamed && isIdle(plan)) return { ...rest, plan: { ...plan, digests: unasked } };
  return {
    ...rest,
    plan: { ...plan, digests: { ...plan.digests } },
    ...(reviewed === undefined ? {} : { reviewed: { ...reviewed } }),
  };
}

const unasked = { mapping: '', data: '', page: '' };

/** Whether there was nothing to do, and there is nothing to tell. */
function hasNothing({ plan, diagnostics, outcome, waits }: ListingReport): boolean {
  if (plan === undefined || diagnostics.length > 0 || waits === true) return false;
  if (outcome.kind === 'failed' || outcome.kind === 'refused') return false;
  return isIdle(plan);
}

function isIdle(plan: Plan): boolean {
  return pageChanges(plan) + plan.toData.length + plan.conflicts.length + plan.guards.length === 0;
}
