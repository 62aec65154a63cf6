/** The report as one HTML file that needs nothing else: to be read, filtered, chosen from, printed. */

import { diagnosticTable } from './html/diagnostics.ts';
import { documentOf } from './html/document.ts';
import { filterForm } from './html/filters.ts';
import { type Html, html } from './html/html.ts';
import { listingSection } from './html/listing.ts';
import { planForm } from './html/plan-form.ts';
import { isOpen } from './plan-name.ts';
import type { Reporter, RunReport } from './run-report.ts';
import { totalText } from './text/summary.ts';

/** A whole document; options do not matter, as its reader chooses what is shown. */
export const htmlReport: Reporter = (report) => {
  const { command, diagnostics, listings } = report;
  const names = listings.map(({ listing }) => listing).join(', ');
  const title = `wikisync ${command}${names === '' ? '' : `: ${names}`}`;
  const open = listings.filter(isOpen);
  const total = listings.length < 2 ? undefined : html`<p>${totalText(listings)}</p>`;
  return documentOf(
    title,
    html`<header><h1>${title}</h1>${total}${introduction(report)}</header>
${filterForm(listings)}
<main id="report">
${diagnosticTable(diagnostics, 'Problems that concern no listing')}
${listings.map((listing, number) => listingSection(listing, { number, planned: open.indexOf(listing) }))}
</main>
${planForm(listings)}`,
    { frames: listings.some(({ previews = [] }) => previews.length > 0) },
  );
};

/** What the reader is looking at, and what can be done with it. */
function introduction({ listings }: RunReport): Html {
  const written = listings.filter(({ outcome }) => outcome.kind === 'done').length;
  const others =
    written === listings.length
      ? ''
      : '; where a listing says that it was refused or failed, nothing was';
  const status =
    written === 0
      ? 'Nothing has been written: this is what would be.'
      : `This has been done${others}.`;
  return html`<p>wikisync keeps a list on a wiki’s page in step with a data file. ${status}</p>
<p class="quiet"><b>Base</b> is what page and data file last agreed on, <b>result</b> what both have afterwards; <del>removed</del> and <ins>added</ins> words are marked.</p>`;
}
