/** Saves the plan with a reviewer's choices, for `wikisync apply`. */
import { pageChanges } from '../../core/plan/plan.ts';
import { planFileOf } from '../plan-file.ts';
import { isOpen } from '../plan-name.ts';
import type { ListingReport } from '../run-report.ts';
import { type Html, html, scriptJson } from './html.ts';

/** The form below the report; none where nothing is left to be applied. */
export function planForm(listings: readonly ListingReport[]): Html | undefined {
  const plans = listings.filter(isOpen).flatMap(({ reviewed }) => reviewed ?? []);
  const isEmpty = plans.every(
    (plan) => pageChanges(plan) + plan.toData.length + plan.conflicts.length === 0,
  );
  if (isEmpty) return undefined;
  return html`<form class="plan" id="plan-form" aria-label="Plan" hidden>
<output id="chosen"></output>
<button type="submit">Save the plan</button>
<span>then <code>wikisync apply plan.json</code> does what it says</span>
</form>
<script type="application/json" id="plan">${scriptJson(planFileOf(plans))}</script>`;
}
