/** What is left out of a report over many listings, for those that need somebody to be seen. */
import type { ListingReport, ReportOptions } from './run-report.ts';
import { counted, standingOf } from './text/summary.ts';

/** Listings up to which all of them are shown. */
const few = 20;

/** Those of many listings that have something to tell; all of them if they are few, or if all are wanted. */
export function shownListings(
  listings: readonly ListingReport[],
  { verbose }: Pick<ReportOptions, 'verbose'>,
): readonly ListingReport[] {
  return verbose || listings.length <= few ? listings : listings.filter(hasToTell);
}

/** `498 listings without anything to tell are not shown: -v shows them.`; `''` if all are shown. */
export function leftOutText(
  listings: readonly ListingReport[],
  shown: readonly ListingReport[],
): string {
  const left = listings.length - shown.length;
  return left === 0
    ? ''
    : `${counted(left, 'listing')} without anything to tell ${left === 1 ? 'is' : 'are'} not shown: -v shows all.`;
}

function hasToTell(report: ListingReport): boolean {
  const standing = standingOf(report);
  const isQuiet = standing === 'in sync' || standing === 'without errors';
  return !isQuiet || report.diagnostics.some(({ severity }) => severity !== 'notice');
}
