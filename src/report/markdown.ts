/** The report for a comment on a pull request, or the summary of a job. */

import { leftOutText, shownListings } from './folded.ts';
import { detailParts } from './markdown/details.ts';
import { codeText, inlineText } from './markdown/escape.ts';
import { guardParts, problemParts } from './markdown/problems.ts';
import { applyCommand, planName } from './plan-name.ts';
import type { ListingReport, Reporter } from './run-report.ts';
import { outcomeTexts } from './text/outcome-lines.ts';
import { standingOf, standings, summaryText, totalText } from './text/summary.ts';

/**
 * Characters of a whole report: GitHub takes 65,536 in a comment. Details that have no room are
 * left out, and it is said how many.
 */
const longest = 60_000;

/** Markdown with a collapsed detail for each record; what needs a person stands above them, open. */
export const markdown: Reporter = ({ command, diagnostics, listings: all }, { quiet, verbose }) => {
  const told = shownListings(all, { verbose });
  const total = all.length < 2 ? [] : [inlineText(totalText(all))];
  const left = leftOutText(all, told);
  const parts = [
    `## wikisync ${command}${subjectOf(all)}`,
    ...total,
    ...(left === '' ? [] : [`*${inlineText(left)}*`]),
    ...problemParts(diagnostics),
  ];
  const listings = fittingListings(told, longest - parts.join('\n\n').length);
  if (listings.length < told.length) parts.push(leftOut(told.length - listings.length));
  const heads = listings.map(headOf);
  const room = longest - [...parts, ...heads.flat()].join('\n\n').length;
  const details = listings.map((report) => (quiet ? [] : detailParts(report)));
  const fitting = fittingIn(details, room);
  const body = heads.flatMap((head, index) => {
    const all = details[index] ?? [];
    const shown = fitting[index] ?? [];
    const left = all.length - shown.length;
    return [...head, ...shown, ...(left === 0 ? [] : [leftOut(left)])];
  });
  return `${[...parts, ...body].join('\n\n')}\n`;
};

/** The listings by their names, as long as a heading has room for them. */
function subjectOf(listings: readonly ListingReport[]): string {
  if (listings.length === 0) return '';
  const names = listings.map(({ listing }) => listing).join(', ');
  return `: ${names.length <= 200 ? codeText(names) : `${listings.length} listings`}`;
}

/** Those that there is room for, the worst of them first of all, in their order. */
function fittingListings(
  listings: readonly ListingReport[],
  room: number,
): readonly ListingReport[] {
  let left = room - leftOut(listings.length).length - 2;
  const fitting = new Set<ListingReport>();
  const rank = (report: ListingReport): number => standings.indexOf(standingOf(report));
  for (const report of listings.toSorted((one, other) => rank(one) - rank(other))) {
    left -= headOf(report).join('\n\n').length + 2;
    if (left < 0) break;
    fitting.add(report);
  }
  return listings.filter((report) => fitting.has(report));
}

function headOf(report: ListingReport): readonly string[] {
  const { listing, wiki, page, plan, dataFile, diagnostics } = report;
  const revision = plan?.baseRevision === undefined ? '' : `, revision ${plan.baseRevision}`;
  const digest = planName(report);
  const name = digest === undefined ? '' : `, plan \`${digest}\``;
  const command = report.outcome.kind === 'planned' ? applyCommand(report) : undefined;
  return [
    `### ${codeText(listing)}`,
    `${codeText(page)} on ${codeText(wiki)}${revision}; ${codeText(dataFile)}${name}`,
    `**${inlineText(summaryText(report))}**`,
    ...outcomeTexts(report).map(inlineText),
    ...(command === undefined ? [] : [`To do exactly this: ${codeText(command)}`]),
    ...guardParts(plan?.guards ?? []),
    ...problemParts(diagnostics.filter(({ severity }) => severity !== 'notice')),
  ].filter((part) => part !== '****');
}

/** As many of each listing's as there is room for, first come first served. */
function fittingIn(
  details: readonly (readonly string[])[],
  room: number,
): readonly (readonly string[])[] {
  let left = room - details.length * leftOut(details.length).length * 2;
  return details.map((all) =>
    all.filter((part) => {
      if (part.length + 2 > left) {
        left = 0;
        return false;
      }
      left -= part.length + 2;
      return true;
    }),
  );
}

function leftOut(count: number): string {
  return `*… and ${count} more, for which there is no room here: see the HTML report.*`;
}
