/** Conflicts, before all else: what each side has, who changed it, and what can be done. */
import type { CommitInfo, Conflict, RevisionInfo } from '../../core/change.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { type FieldBase, fieldBase } from '../../core/reconcile/base.ts';
import type { FieldValue } from '../../core/value.ts';
import { isOpen } from '../plan-name.ts';
import { otherTakes, resolveCommand } from '../resolve-command.ts';
import type { ListingReport } from '../run-report.ts';
import { choiceOf } from './choices.ts';
import { type Html, html } from './html.ts';
import { baseValue, changedValue, plainValue } from './values.ts';

/** All conflicts of a listing; none if there are none. */
export function conflictGroup(report: ListingReport, plan: Plan, index: number): Html | undefined {
  const { conflicts } = plan;
  if (conflicts.length === 0) return undefined;
  return html`<section data-group><h3>Conflicts, for a person to settle (${conflicts.length})</h3>
<p>The data file and the page say different things here, and wikisync does not decide who is right: it changes neither.</p>
${conflicts.map((conflict) => conflictArticle(conflict, { report, plan, index }))}
</section>`;
}

function conflictArticle(
  conflict: Conflict,
  context: { readonly report: ListingReport; readonly plan: Plan; readonly index: number },
): Html {
  const { key, field, reason } = conflict;
  const { report, plan, index } = context;
  const choice = isOpen(report) ? choiceOf({ of: 'conflict', key, field, index }, plan) : undefined;
  const name = field === undefined ? key : `${key}: ${field}`;
  return html`<article class="conflict" data-kind="conflict" data-record="${key}" data-fields="${field ?? ''}">
<h4><span class="kind">conflict</span> ${name}</h4>
<p>${reason}</p>
${sideTable(conflict, baseOf(conflict, report))}
${choice}
<p class="quiet">To settle it alone: <code>${resolveCommand(report.listing, conflict)}</code>, or with ${otherTakes(conflict).map((take, at) => html`${at === 0 ? '' : ', or '}<code>${take}</code>`)}</p>
</article>
`;
}

/** What each side has, if it is about a field, and who last changed it there, if that is known. */
function sideTable(conflict: Conflict, base: FieldBase): Html | undefined {
  const { field, data, wiki, wikiEdit, dataEdit } = conflict;
  const shown = (value: FieldValue | undefined): Html =>
    base.kind === 'known' ? changedValue(base.value, value) : plainValue(value);
  const known = html`<span class="quiet">(not known)</span>`;
  const rows = [
    { side: 'Base', value: baseValue(base), by: html`` },
    { side: 'Data file', value: shown(data), by: dataEdit ? commitText(dataEdit) : known },
    { side: 'Page', value: shown(wiki), by: wikiEdit ? editText(wikiEdit) : known },
  ];
  const hasValues = field !== undefined;
  const hasPeople = wikiEdit !== undefined || dataEdit !== undefined;
  if (!hasValues && !hasPeople) return undefined;
  const heads = ['Side', ...(hasValues ? ['Value'] : []), ...(hasPeople ? ['Last changed'] : [])];
  return html`<table class="conflict"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>
${(hasValues ? rows : rows.slice(1)).map(
  ({ side, value, by }) =>
    html`<tr><th scope="row">${side}</th>${hasValues ? html`<td>${value}</td>` : undefined}${hasPeople ? html`<td${side === 'Base' ? undefined : html` data-side="Last changed"`}>${by}</td>` : undefined}</tr>\n`,
)}</tbody></table>`;
}

/** The report's own base; of a change that people took back, the conflict's. */
function baseOf({ key, field, base }: Conflict, report: ListingReport): FieldBase {
  if (base !== undefined) return { kind: 'known', value: base };
  return fieldBase(report.base?.records.get(key), field ?? '');
}

/** Who edited the page, when, and where to see it. */
function editText({ revision, time, user, link, userLink }: RevisionInfo): Html {
  const by = user === undefined ? html`somebody` : linked(user, userLink);
  return html`by ${by} in ${linked(`revision ${revision}`, link)}, ${timeText(time)}`;
}

function commitText({ commit, time, author }: CommitInfo): Html {
  if (commit === undefined) return html`since its last commit`;
  return html`by ${author ?? 'somebody'} in commit ${commit.slice(0, 10)}, ${timeText(time ?? '')}`;
}

/** A link only to where a browser may safely go. */
export function linked(text: string, address: string | undefined): Html {
  if (address === undefined || !/^https?:\/\//i.test(address)) return html`${text}`;
  return html`<a href="${address}" rel="noreferrer">${text}</a>`;
}

/** A time in ISO 8601 as people read it, whatever the reader's time zone. */
function timeText(time: string): string {
  const when = new Date(time);
  if (Number.isNaN(when.getTime())) return time;
  return `${when.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
