/** What is kept of a run over listings: by listing, how it ended, and what a person is needed for. */
import { digestOf } from '../../core/plan/digest.ts';
import { pageChanges } from '../../core/plan/plan.ts';
import type { ListingReport, RunReport } from '../../report/run-report.ts';
import type { Performed } from '../../serve/worker.ts';
import { exitCodeOf } from '../exit-code.ts';

/** The part of a run's report that is about one listing, its pages and what is made of it. */
export function partOf(report: RunReport, listing: string): RunReport {
  const own = report.listings.filter(({ listing: name }) => isOf(name, listing));
  return { ...report, listings: own };
}

/** `projects@2014` is a page of `projects`, and `projects+overview` is made of it. */
function isOf(name: string, listing: string): boolean {
  return name === listing || name.startsWith(`${listing}@`) || name.startsWith(`${listing}+`);
}

/** How the run went for a listing; `today` is a day, after which people may be told again. */
export function performedOf(report: RunReport, listing: string, today: string): Performed {
  const part = partOf(report, listing);
  // What has been so for days may pass all the same: it is tried again as before.
  const exitCode = exitCodeOf(withoutNeglect(part), { pendingCounts: false });
  const message = messageOf(part);
  const needs = exitCode === 0 ? undefined : needsOf(part, today);
  return {
    listing,
    exitCode,
    toPage: sum(part, ({ plan }) => (plan === undefined ? 0 : pageChanges(plan))),
    toData: sum(part, ({ plan }) => plan?.toData.length ?? 0),
    conflicts: sum(part, ({ plan }) => plan?.conflicts.length ?? 0),
    ...(message === undefined ? {} : { message }),
    ...(needs === undefined ? {} : { needs }),
    ...(part.listings.some(isCutOff) ? { isCutOff: true } : {}),
  };
}

function withoutNeglect(report: RunReport): RunReport {
  const listings = report.listings.map((one) => ({
    ...one,
    diagnostics: one.diagnostics.filter(({ code }) => code !== 'no-good-run'),
  }));
  return { ...report, listings };
}

/** Whether a report of it would say more than that all is in step. */
export function saysSomething({ toPage, toData, conflicts, exitCode }: Performed): boolean {
  return toPage + toData + conflicts > 0 || exitCode !== 0;
}

function sum({ listings }: RunReport, count: (listing: ListingReport) => number): number {
  return listings.reduce((total, listing) => total + count(listing), 0);
}

function isCutOff({ outcome }: ListingReport): boolean {
  return outcome.kind === 'failed' && outcome.code === 'interrupted';
}

/** The first thing that went wrong, in a sentence. */
function messageOf({ diagnostics, listings }: RunReport): string | undefined {
  const texts = listings.flatMap(({ outcome, plan, diagnostics: own }) => [
    ...(outcome.kind === 'failed' ? [outcome.message] : []),
    ...(outcome.kind === 'refused' ? [outcome.reason] : []),
    ...own.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    ...(plan === undefined || plan.conflicts.length === 0
      ? []
      : [conflictText(plan.conflicts.length)]),
  ]);
  const general = diagnostics.filter(({ severity }) => severity === 'error');
  return [...general.map(({ message }) => message), ...texts][0];
}

function conflictText(count: number): string {
  return count === 1 ? 'There is a conflict.' : `There are ${count} conflicts.`;
}

/** The same as long as the same is wrong, on one day. */
function needsOf({ diagnostics, listings }: RunReport, today: string): string {
  const about = listings.map(({ listing, outcome, plan, diagnostics: own }) => [
    listing,
    outcome.kind === 'failed' ? outcome.code : outcome.kind,
    plan?.conflicts.map(({ key }) => key) ?? [],
    own.filter(({ severity }) => severity === 'error').map(({ code }) => code),
  ]);
  return digestOf(JSON.stringify([today, diagnostics.map(({ code }) => code), about])).slice(0, 16);
}
