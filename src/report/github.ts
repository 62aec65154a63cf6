/**
 * Annotations for GitHub's runner: one workflow command a line, so that files are marked where
 * something is wrong with them. See
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
import type { Severity } from '../core/diagnostic.ts';
import { pageChanges } from '../core/plan/plan.ts';
import { type Finding, findingsOf } from './findings.ts';
import { planName } from './plan-name.ts';
import { printableLine } from './printable.ts';
import type { ListingReport, Reporter } from './run-report.ts';
import { summaryText } from './text/summary.ts';

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  notice: 'notice',
};

/**
 * `::error file=…,line=…,col=…,title=…::text`; without notices unless it is to be verbose, but for
 * the names of plans.
 */
export const github: Reporter = (report, { verbose }) => {
  const shown = findingsOf(report).filter(
    ({ severity, waived }) => waived === undefined && (verbose || severity !== 'notice'),
  );
  const lines = [...shown.map(annotation), ...report.listings.flatMap(planAnnotation)];
  return lines.length === 0 ? 'wikisync: nothing to annotate.\n' : `${lines.join('\n')}\n`;
};

/** A plan that does something, by its name. */
function planAnnotation(listing: ListingReport): readonly string[] {
  const { plan } = listing;
  const name = planName(listing);
  const isEmpty = plan === undefined || pageChanges(plan) + plan.toData.length === 0;
  if (name === undefined || isEmpty) return [];
  const text = `${summaryText(listing)} Plan ${name}.`;
  return [`::notice title=${property(`${listing.listing}: plan`)}::${data(text)}`];
}

function annotation({ code, severity, text, place, about }: Finding): string {
  const properties = [
    ...(place === undefined ? [] : [['file', place.source]]),
    ...(place?.line === undefined ? [] : [['line', String(place.line)]]),
    ...(place?.column === undefined ? [] : [['col', String(place.column)]]),
    ['title', about === undefined ? code : `${about}: ${code}`],
  ].map(([name = '', value = '']) => `${name}=${property(value)}`);
  return `::${commands[severity]} ${properties.join(',')}::${data(text)}`;
}

/** As the runner reads it: an end of line, or a sign that ends a property, would begin another. */
function data(text: string): string {
  return printableLine(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
