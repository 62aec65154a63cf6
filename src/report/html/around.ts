/** What changes on the page around its records. */
import type { AroundChange } from '../../core/plan/plan.ts';
import { aroundWords } from '../text/around-lines.ts';
import { type Html, html } from './html.ts';
import { changedValue, plainValue } from './values.ts';

/** A table under its heading; none if there is nothing. */
export function aroundGroup(changes: readonly AroundChange[]): Html | undefined {
  if (changes.length === 0) return undefined;
  return html`<section><h3>Changes to the page around its records (${changes.length})</h3>
<table><thead><tr><th scope="col">What</th><th scope="col">Which</th><th scope="col">Before</th><th scope="col">After</th></tr></thead><tbody>
${changes.map(
  ({ what, name, before, after }) =>
    html`<tr><th scope="row">${aroundWords[what]}</th><td>${name}</td><td>${before === undefined ? undefined : plainValue(before)}</td><td>${after === undefined ? undefined : changedValue(before, after)}</td></tr>\n`,
)}</tbody></table>
</section>
`;
}
