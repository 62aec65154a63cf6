/** What was found wrong, with where it is and what to do. */
import { type Diagnostic, placeText, type Severity } from '../../core/diagnostic.ts';
import type { GuardResult } from '../../core/plan/plan.ts';
import { guardText } from '../guard-text.ts';
import { type Html, html } from './html.ts';

const order: readonly Severity[] = ['error', 'warning', 'notice'];

/** A table of diagnostics, errors first; none if there are none. */
export function diagnosticTable(
  diagnostics: readonly Diagnostic[],
  heading: string,
): Html | undefined {
  if (diagnostics.length === 0) return undefined;
  const sorted = diagnostics.toSorted(
    (a, b) => order.indexOf(a.severity) - order.indexOf(b.severity),
  );
  return html`<section><h3>${heading} (${diagnostics.length})</h3>
<table><thead><tr><th scope="col">Level</th><th scope="col">Place</th><th scope="col">What</th></tr></thead><tbody>
${sorted.map(diagnosticRow)}</tbody></table>
<p class="quiet"><code>wikisync explain &lt;code&gt;</code> tells more about the code at a message’s end.</p>
</section>`;
}

function diagnosticRow({ severity, place, message, hint, code }: Diagnostic): Html {
  return html`<tr><td class="tag-${severity}">${severity}</td><td><code>${place === undefined ? '' : placeText(place)}</code></td><td>${message} <code class="quiet">${code}</code>${hint === undefined ? undefined : html`<span class="hint">${hint}</span>`}</td></tr>
`;
}

/** The guards that tripped, and the way past them; none if none did. */
export function guardList(guards: readonly GuardResult[]): Html | undefined {
  const tripped = guards.filter((guard) => guard.tripped);
  if (tripped.length === 0) return undefined;
  return html`<section><h3>Guards that tripped (${tripped.length})</h3>
<ul>${tripped.map(
    (guard) =>
      html`<li><strong>${guard.guard}</strong>: ${guardText(guard)}. If it is meant, allow it for one run with <code>${guard.allow}</code>.</li>\n`,
  )}</ul>
</section>`;
}
