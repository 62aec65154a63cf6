/** The dashboard: one page that only shows, without a script. */
import { createHash } from 'node:crypto';
import { type Html, html } from '../../report/html/html.ts';
import type { ListingOverview, ListingState, Overview, WatchOverview } from '../overview.ts';
import { unreadiness } from '../overview.ts';
import { driftChart, sizeOf, sparkline } from './chart.ts';
import { dashboardStyle } from './style.ts';

/** Only this style sheet, and nothing else from anywhere. */
export const dashboardPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(dashboardStyle, 'utf8').digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The whole page. */
export function dashboardPage(overview: Overview): string {
  const { listings, watches, now } = overview;
  const past = listings.flatMap((listing) => listing.past);
  const body = html`<header><h1>wikisync</h1>${introduction(overview)}</header>
<main>
${problems(overview)}
<h2 id="drift">Drift</h2>
${driftChart(past, now) ?? html`<p class="quiet">No run has ended yet.</p>`}
<h2 id="listings">Listings</h2>
${listingTable(listings, now)}
${watches.length === 0 ? undefined : html`<h2 id="wikis">Wikis that are followed</h2>${watchTable(watches, now)}`}
</main>`;
  return documentOf('wikisync', body);
}

function documentOf(title: string, body: Html): string {
  const head = html`<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>`;
  return `<!DOCTYPE html>\n<html lang="en">\n<head>\n${head.markup}\n<style>${dashboardStyle}</style>\n</head>\n<body>\n${body.markup}\n</body>\n</html>\n`;
}

function introduction({ listings, version, startedAt, now }: Overview): Html {
  const good = listings.filter(({ state }) => state === 'in step').length;
  return html`<p>${good} of ${listings.length} listings are in step. <span class="quiet">Version ${version}, running for ${span(now - startedAt)}; as of ${timeMark(now, now)}. <a href="/">Look again</a></span></p>`;
}

function problems(overview: Overview): Html | undefined {
  const found = [...unreadiness(overview).map((why) => `Not ready: ${why}.`), ...overview.problems];
  return found.length === 0
    ? undefined
    : html`<div class="problem" role="alert">${found.map((text) => html`<p>${text}</p>`)}</div>`;
}

function listingTable(listings: readonly ListingOverview[], now: number): Html {
  return html`<table>
<thead><tr><th scope="col">Listing</th><th scope="col">State</th><th scope="col">Last run</th><th scope="col">Last in step</th><th scope="col">Next run</th><th scope="col">Drift of its runs</th></tr></thead>
<tbody>
${listings.map((listing) => listingRow(listing, now))}
</tbody>
</table>`;
}

function listingRow(listing: ListingOverview, now: number): Html {
  const { state, last, goodAt, nextAt, past, failures } = listing;
  const again =
    failures > 1 ? html` <span class="quiet">(${failures} times in a row)</span>` : undefined;
  return html`<tr>
<th scope="row">${linkOf(listing)}</th>
<td data-name="State"><span class="state ${tones[state]}">${state}</span>${again}</td>
<td data-name="Last run">${last === undefined ? '' : html`${timeMark(last.ended, now)}${foundText(listing)}`}</td>
<td data-name="In step">${goodAt === undefined ? 'never' : timeMark(goodAt, now)}</td>
<td data-name="Next run">${nextAt === undefined ? 'when its page changes' : timeMark(nextAt, now)}</td>
<td data-name="Drift">${sparkline(past)}</td>
</tr>`;
}

/** What a run had something to say about has a report; no name that the config takes needs escaping. */
function linkOf({ name, past }: ListingOverview): Html {
  const hasReport = past.some((run) => run.exitCode !== 0 || sizeOf(run) > 0);
  return hasReport && /^[\w-]+$/.test(name)
    ? html`<a href="reports/${name}">${name}</a>`
    : html`${name}`;
}

const tones: Readonly<Record<ListingState, string>> = {
  running: '',
  waiting: '',
  'not run yet': '',
  'in step': 'good',
  conflicts: 'warn',
  refused: 'bad',
  'trying again': 'warn',
  failed: 'bad',
};

function foundText({ last }: ListingOverview): Html | undefined {
  if (last === undefined) return undefined;
  const { toPage, toData, conflicts, message } = last;
  const counts = [
    ...(toPage === 0 ? [] : [`${toPage} to the page`]),
    ...(toData === 0 ? [] : [`${toData} to the data file`]),
    ...(conflicts === 0 || message !== undefined ? [] : [`${conflicts} in conflict`]),
  ].join(', ');
  const parts = [
    ...(counts === '' ? [] : [`Changes: ${counts}.`]),
    ...(message === undefined ? [] : [message]),
  ];
  return parts.length === 0 ? undefined : html`<span class="message">${parts.join(' ')}</span>`;
}

function watchTable(watches: readonly WatchOverview[], now: number): Html {
  return html`<table>
<thead><tr><th scope="col">Wiki</th><th scope="col">Changes seen until</th><th scope="col">Next look</th></tr></thead>
<tbody>
${watches.map(
  ({ wiki, lookedAt, trouble, nextAt }) => html`<tr>
<th scope="row">${wiki}</th>
<td data-name="Seen until">${lookedAt === undefined ? '' : timeMark(lookedAt, now)}${trouble === undefined ? '' : html`<span class="state bad">cannot be followed</span><span class="message">${trouble}</span>`}</td>
<td data-name="Next look">${nextAt === undefined ? '' : timeMark(nextAt, now)}</td>
</tr>`,
)}
</tbody>
</table>`;
}

/** How long ago or ahead, with the time itself for who asks. */
function timeMark(time: number, now: number): Html {
  const iso = new Date(time).toISOString();
  const shown = time === now ? `${iso.slice(0, 16).replace('T', ' ')} UTC` : awayText(time - now);
  return html`<time datetime="${iso}" title="${iso}">${shown}</time>`;
}

function awayText(distance: number): string {
  const text = span(Math.abs(distance));
  return distance <= 0 ? `${text} ago` : `in ${text}`;
}

/** A span in its largest unit that it has two of. */
function span(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800
    ? `${Math.round(seconds / 3600)} h`
    : `${Math.round(seconds / 86_400)} days`;
}
