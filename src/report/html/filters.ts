/** What a reader can filter by; shown once the script runs. */
import type { ListingReport } from '../run-report.ts';
import { type Html, html } from './html.ts';

const kinds = ['conflict', 'create', 'update', 'delete', 'move', 'rename'] as const;

/** The form above the report; none if there is nothing to filter. */
export function filterForm(listings: readonly ListingReport[]): Html | undefined {
  const changes = listings.flatMap(({ plan }) => [
    ...(plan?.toPage ?? []),
    ...(plan?.toData ?? []),
  ]);
  const conflicts = listings.flatMap(({ plan }) => plan?.conflicts ?? []);
  const present = new Set<string>([
    ...conflicts.map(() => 'conflict'),
    ...changes.map(({ kind }) => kind),
  ]);
  if (present.size === 0) return undefined;
  const fields = new Set([
    ...conflicts.flatMap(({ field }) => field ?? []),
    ...changes.flatMap((change) => change.fields.map(({ field }) => field)),
  ]);
  return html`<form class="filters" id="filters" aria-label="Filter" hidden>
<label>Kind <select name="kind"><option value="">all</option>${kinds
    .filter((kind) => present.has(kind))
    .map((kind) => html`<option>${kind}</option>`)}</select></label>
<label>Record <input name="record" type="search" autocomplete="off"></label>
<label>Field <select name="field"><option value="">all</option>${[...fields].map(
    (field) => html`<option>${field}</option>`,
  )}</select></label>
<button type="reset">Show all</button>
<output id="shown" for="filters"></output>
</form>`;
}
