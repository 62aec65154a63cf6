/** A side's changes, each with what the other sides have. */
import type { Change, FieldChange } from '../../core/change.ts';
import type { Plan, Side } from '../../core/plan/plan.ts';
import { isOpen } from '../plan-name.ts';
import type { ListingReport } from '../run-report.ts';
import { stepSides } from '../step-sides.ts';
import { choiceOf } from './choices.ts';
import { type Html, html } from './html.ts';
import type { Near } from './near.ts';
import { baseValue, changedValue, plainValue } from './values.ts';

/** Where a change is shown. */
export interface ChangeContext {
  readonly report: ListingReport;
  readonly plan: Plan;
  readonly near: (key: string) => Near;
  /** The listing's number in the plan file. */
  readonly index: number;
  readonly side: Side;
}

/** What the kind's own name does not say. */
const notes: Readonly<Partial<Record<Change['kind'], string>>> = {
  move: 'goes to another section',
  rename: 'gets another key',
};

const directions: Readonly<Record<Side, string>> = {
  page: 'From the data file to the wiki, where they are saved as one edit.',
  data: 'From the wiki to the data file.',
};

/** The changes under their heading; none if there are none. */
export function changeGroup(context: ChangeContext): Html | undefined {
  const { plan, side } = context;
  const changes = side === 'page' ? plan.toPage : plan.toData;
  if (changes.length === 0) return undefined;
  const heading = side === 'page' ? 'Changes to the page' : 'Changes to the data file';
  return html`<section data-group><h3>${heading} (${changes.length})</h3>
<p class="quiet">${directions[side]}</p>
${changes.map((change) => changeArticle(change, context))}
</section>`;
}

function changeArticle(change: Change, context: ChangeContext): Html {
  const { kind, key, fields } = change;
  const names = fields.map(({ field }) => field).join('\n');
  const note = notes[kind];
  return html`<article class="${kind}" data-kind="${kind}" data-record="${key}" data-fields="${names}">
<h4><span class="kind">${kind}</span> ${key}${note === undefined ? undefined : html` <span class="quiet">${note}</span>`}</h4>
${kind === 'create' || kind === 'delete' ? wholeTable(change, context) : stepTable(change, context)}
${isDivisible(change) ? undefined : choice(change, undefined, context)}
</article>
`;
}

function isDivisible({ kind }: Change): boolean {
  return kind === 'update' || kind === 'move';
}

/** A record that comes or goes: all its values, as they will be or were. */
function wholeTable({ kind, fields }: Change, { side }: ChangeContext): Html {
  const where = side === 'page' ? 'page' : 'data file';
  const caption = kind === 'create' ? `Added to the ${where}` : `Removed from the ${where}`;
  return html`<table><caption class="quiet">${caption}</caption><thead><tr><th scope="col">Field</th><th scope="col">Value</th></tr></thead><tbody>
${fields.map(({ field, before, after }) => {
  const value =
    kind === 'create' ? changedValue(undefined, after) : html`<del>${plainValue(before)}</del>`;
  return html`<tr><th scope="row">${field}</th><td>${value}</td></tr>\n`;
})}</tbody></table>`;
}

function stepTable(change: Change, context: ChangeContext): Html {
  return html`<table class="sides"><thead><tr><th scope="col">Field</th><th scope="col">Base</th><th scope="col">Data file</th><th scope="col">Page</th><th scope="col">Result</th></tr></thead><tbody>
${change.fields.map((step) => stepRow(step, change, context))}</tbody></table>`;
}

function stepRow(step: FieldChange, change: Change, context: ChangeContext): Html {
  const { report, near, side } = context;
  const about = { change, side, plan: near(change.key), base: report.base };
  const { base, data, wiki, result } = stepSides(step, about);
  const from = base.kind === 'known' ? base.value : step.before;
  const own = isDivisible(change) ? choice(change, step.field, context) : undefined;
  return html`<tr><th scope="row">${step.field}${own}</th><td data-side="Base">${baseValue(base)}</td><td data-side="Data file">${changedValue(from, data)}</td><td data-side="Page">${changedValue(from, wiki)}</td><td data-side="Result">${changedValue(step.before, result)}</td></tr>
`;
}

function choice(
  change: Change,
  field: string | undefined,
  { report, near, side, index }: ChangeContext,
): Html | undefined {
  if (!isOpen(report)) return undefined;
  return choiceOf({ of: side, key: change.key, field, index }, near(change.key));
}
