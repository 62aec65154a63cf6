/** What a reader can do about a listing, in the order in which it makes sense. */
import { hasErrors } from '../../core/diagnostic.ts';
import { applyCommand, isOpen } from '../plan-name.ts';
import type { ListingReport } from '../run-report.ts';
import { type Html, html } from './html.ts';

/** A list under its heading; one sentence where nothing is to be done. */
export function nextSteps(report: ListingReport): Html {
  const steps = [...obstacles(report), ...conflictSteps(report), ...planSteps(report)];
  if (steps.length === 0) return html`<p>There is nothing to do here.</p>`;
  return html`<section class="next"><h3>What to do next</h3>
<ul>${steps.map((step) => html`<li>${step}</li>\n`)}</ul>
</section>`;
}

function obstacles(report: ListingReport): readonly Html[] {
  const { outcome, plan, diagnostics, listing } = report;
  const steps: Html[] = [];
  if (outcome.kind === 'failed') {
    steps.push(
      html`Find out why it failed: <code>wikisync explain ${outcome.code}</code> tells more.`,
    );
  }
  if (plan?.guards.some(({ tripped }) => tripped) === true) steps.push(guardStep(report));
  if (hasErrors(diagnostics)) {
    steps.push(
      html`Put right what “Problems” lists as errors: until then the records that they are about are left alone on both sides, or all of ${listing} is.`,
    );
  }
  if (diagnostics.some(({ severity }) => severity === 'warning')) {
    steps.push(html`Look at the warnings under “Problems”, whether they are mistakes.`);
  }
  return steps;
}

function guardStep(report: ListingReport): Html {
  const command = applyCommand(report);
  const how =
    command === undefined
      ? html`“Guards that tripped” says how to allow it`
      : html`<code>${command}</code> makes exactly these changes`;
  return html`Look whether all of this is meant: a guard stopped it. If it is, ${how}. If not, put right what made so much of it, and plan again.`;
}

function conflictSteps(report: ListingReport): readonly Html[] {
  const count = report.plan?.conflicts.length ?? 0;
  if (count === 0) return [];
  const what = count === 1 ? 'the conflict' : `the ${count} conflicts`;
  const how = isOpen(report)
    ? 'choose a side for each below, save the plan and apply it'
    : 'each has its command below';
  return [
    html`Settle ${what}: ${how}; or edit the page or the data file until they say the same. Until then both sides stay as they are there.`,
  ];
}

function planSteps(report: ListingReport): readonly Html[] {
  const command = applyCommand(report);
  if (command === undefined || report.outcome.kind !== 'planned') return [];
  return [
    html`If you agree with all of the changes, have exactly them made by <code>${command}</code>.`,
    html`If you do not, choose beside a change what shall become of it, press “Save the plan” at the end of this page, and have <code>wikisync apply plan.json</code> run with the file.`,
  ];
}
