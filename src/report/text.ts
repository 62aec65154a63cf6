/** The report for people at a terminal, or in a build's log. */
import { leftOutText, shownListings } from './folded.ts';
import type { ListingReport, Reporter, RunReport } from './run-report.ts';
import { diagnosticLines } from './text/diagnostic-lines.ts';
import { blankLine, type Line, spaced, span } from './text/line.ts';
import { listingLines } from './text/listing-lines.ts';
import { renderLines } from './text/render-lines.ts';
import { totalText } from './text/summary.ts';

/** Lines for people; `''` if quiet and nothing needs anyone. */
export const text: Reporter = ({ diagnostics, listings }, options) => {
  const { colour, quiet, verbose, waived = false, width = 100 } = options;
  const context = { colour, quiet, verbose, waived, width };
  const shown = diagnostics.filter(
    ({ severity }) => severity === 'error' || (!quiet && (verbose || severity === 'warning')),
  );
  const told = shownListings(listings, { verbose });
  const parts = told.map((listing) => listingLines(listing, context));
  const total = quiet || listings.length < 2 ? [] : totalLines(listings, told);
  const end = quiet || !showsCode({ diagnostics, listings }) ? [] : [moreLine];
  return renderLines(spaced([diagnosticLines(shown, { indent: 0 }), stacked(parts), total, end]), {
    colour,
    width,
  });
};

/** Listings in sync are two lines each: those need no blank line between them. */
function stacked(parts: readonly (readonly Line[])[]): readonly Line[] {
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, index, all) => {
      const before = all[index - 1];
      const isClose = before === undefined || (before.length <= 2 && part.length <= 2);
      return isClose ? part : [blankLine, ...part];
    });
}

/** Whether a code is shown of something that is wrong: notices alone ask for nothing. */
function showsCode({
  diagnostics,
  listings,
}: Pick<RunReport, 'diagnostics' | 'listings'>): boolean {
  const all = [...diagnostics, ...listings.flatMap((listing) => listing.diagnostics)];
  return (
    all.some(({ severity }) => severity !== 'notice') ||
    listings.some(({ outcome }) => outcome.kind === 'failed')
  );
}

const moreLine: Line = {
  indent: 0,
  spans: [span("'wikisync explain <code>' tells more about a code in brackets.", 'quiet')],
};

function totalLines(
  listings: readonly ListingReport[],
  shown: readonly ListingReport[],
): readonly Line[] {
  const left = leftOutText(listings, shown);
  return [
    ...(left === '' ? [] : [{ indent: 0, spans: [span(left, 'quiet')] } as const]),
    { indent: 0, spans: [span(totalText(listings), 'strong')] },
  ];
}
