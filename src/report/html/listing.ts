/** One listing's part of the HTML report. */
import { countChanges } from '../../core/change.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { planName } from '../plan-name.ts';
import type { ListingReport } from '../run-report.ts';
import { outcomeTexts } from '../text/outcome-lines.ts';
import { summaryText } from '../text/summary.ts';
import { aroundGroup } from './around.ts';
import { changeGroup } from './changes.ts';
import { conflictGroup, linked } from './conflicts.ts';
import { diagnosticTable, guardList } from './diagnostics.ts';
import { type Html, html } from './html.ts';
import { nearIn } from './near.ts';
import { nextSteps } from './next-steps.ts';
import { pageDiff } from './page-diff.ts';
import { previewGroup } from './previews.ts';

const kinds = ['create', 'update', 'delete', 'move', 'rename'] as const;

/** Where a listing stands: in the report, and in the plan file, if it can be chosen from. */
export interface ListingNumbers {
  readonly number: number;
  readonly planned: number;
}

/** From the heading to the page's diff: what needs a person comes first. */
export function listingSection(report: ListingReport, { number, planned }: ListingNumbers): Html {
  const { listing, wiki, page, dataFile, plan, diagnostics, pageTexts, outcome } = report;
  const revision =
    plan?.baseRevision === undefined
      ? undefined
      : html`, ${linked(`revision ${plan.baseRevision}`, report.link)}`;
  const digest = planName(report);
  const name = digest === undefined ? undefined : html`, plan <code>${digest}</code>`;
  const isBad = outcome.kind === 'refused' || outcome.kind === 'failed';
  return html`<section class="listing" aria-labelledby="listing-${number}">
<h2 id="listing-${number}">${listing}</h2>
<p class="quiet">Page <code>${page}</code> on ${wiki}${revision}; data file <code>${dataFile}</code>${name}</p>
<p class="lead">${summaryText(report)}</p>
${outcomeTexts(report).map((text) => html`<p${isBad ? html` class="stopped"` : undefined}>${text}</p>`)}
${nextSteps(report)}
${plan === undefined ? undefined : countTable(report)}
${plan === undefined ? undefined : conflictGroup(report, plan, planned)}
${guardList(plan?.guards ?? [])}
${diagnosticTable(
  diagnostics.filter(({ severity }) => severity !== 'notice'),
  'Problems',
)}
${plan === undefined ? undefined : changeGroups(report, plan, planned)}
${pageTexts === undefined ? undefined : pageDiff(pageTexts)}
${previewGroup(report.previews ?? [])}
${diagnosticTable(
  diagnostics.filter(({ severity }) => severity === 'notice'),
  'Worth knowing',
)}
</section>
`;
}

function changeGroups(report: ListingReport, plan: Plan, index: number) {
  const context = { report, plan, near: nearIn(plan), index };
  return [
    changeGroup({ ...context, side: 'page' }),
    aroundGroup(plan.around ?? []),
    changeGroup({ ...context, side: 'data' }),
  ];
}

function countTable({ plan }: ListingReport): Html | undefined {
  if (plan === undefined) return undefined;
  const sides = [
    { name: 'Page', counts: countChanges(plan.toPage) },
    { name: 'Data file', counts: countChanges(plan.toData) },
  ];
  return html`<table class="counts"><caption class="quiet">Changes</caption><thead><tr><td></td>${kinds.map((kind) => html`<th scope="col">${kind}</th>`)}</tr></thead><tbody>
${sides.map(({ name, counts }) => html`<tr><th scope="row">${name}</th>${kinds.map((kind) => html`<td>${counts[kind]}</td>`)}</tr>\n`)}</tbody></table>`;
}
