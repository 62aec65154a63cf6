/** Conflicts, before all else: what each side has, who changed it, and what can be done. */
import type { CommitInfo, Conflict, RevisionInfo } from '../../core/change.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { type FieldBase, fieldBase } from '../../core/reconcile/base.ts';
import type { FieldValue } from '../../core/value.ts';
import { resolveCommand } from '../resolve-command.ts';
import type { ListingReport } from '../run-report.ts';
import { choiceOf } from './choices.ts';
import { type Html, html } from './html.ts';
import { baseValue, changedValue, plainValue } from './values.ts';

/** All conflicts of a listing; none if there are none. */
export function conflictGroup(report: ListingReport, plan: Plan, index: number): Html | undefined {
  const { conflicts } = plan;
  if (conflicts.length === 0) return undefined;
  return html`<section data-group><h3>Conflicts, for a person to settle (${conflicts.length})</h3>
<p>Both sides changed these, and neither is touched. Choose below, save the plan and apply it; or settle each by its command; or make both sides agree by hand.</p>
${conflicts.map((conflict) => conflictArticle(conflict, { report, plan, index }))}
</section>`;
}

function conflictArticle(
  conflict: Conflict,
  context: { readonly report: ListingReport; readonly plan: Plan; readonly index: number },
): Html {
  const { key, field, reason, wikiEdit, dataEdit } = conflict;
  const { report, plan, index } = context;
  const choice =
    report.reviewed === undefined
      ? undefined
      : choiceOf({ of: 'conflict', key, field, index }, plan);
  const name = field === undefined ? key : `${key}: ${field}`;
  return html`<article class="conflict" data-kind="conflict" data-record="${key}" data-fields="${field ?? ''}">
<h4><span class="kind">conflict</span> ${name}</h4>
<p>${reason}</p>
${field === undefined ? undefined : valueTable(conflict, baseOf(conflict, report))}
${wikiEdit === undefined ? undefined : editLine(wikiEdit)}
${dataEdit === undefined ? undefined : commitLine(dataEdit)}
${choice}
<p class="quiet">Settle it alone: <code>${resolveCommand(report.listing, conflict)}</code></p>
</article>
`;
}

function valueTable({ data, wiki }: Conflict, base: FieldBase): Html {
  const shown = (value: FieldValue | undefined): Html =>
    base.kind === 'known' ? changedValue(base.value, value) : plainValue(value);
  return html`<table><thead><tr><th scope="col">Side</th><th scope="col">Value</th></tr></thead><tbody>
<tr><th scope="row">Base</th><td>${baseValue(base)}</td></tr>
<tr><th scope="row">Data file</th><td>${shown(data)}</td></tr>
<tr><th scope="row">Page</th><td>${shown(wiki)}</td></tr>
</tbody></table>`;
}

/** The report's own base; of a change that people took back, the conflict's. */
function baseOf({ key, field, base }: Conflict, report: ListingReport): FieldBase {
  if (base !== undefined) return { kind: 'known', value: base };
  return fieldBase(report.base?.records.get(key), field ?? '');
}

/** Who edited the page, when, and where to see it. */
function editLine({ revision, time, user, link, userLink }: RevisionInfo): Html {
  const by = user === undefined ? html`somebody` : linked(user, userLink);
  return html`<p class="quiet">Last changed on the page by ${by} in ${linked(`revision ${revision}`, link)}, ${timeText(time)}</p>`;
}

function commitLine({ commit, time, author }: CommitInfo): Html {
  const text =
    commit === undefined
      ? 'Last changed in the data file since its last commit'
      : `Last changed in the data file by ${author ?? 'somebody'} in commit ${commit.slice(0, 10)}, ${timeText(time ?? '')}`;
  return html`<p class="quiet">${text}</p>`;
}

/** A link only to where a browser may safely go. */
export function linked(text: string, address: string | undefined): Html {
  if (address === undefined || !/^https?:\/\//i.test(address)) return html`${text}`;
  return html`<a href="${address}" rel="noreferrer">${text}</a>`;
}

/** A time in ISO 8601 as people read it, whatever the reader's time zone. */
function timeText(time: string): string {
  return time.replace('T', ' ').replace(/(:\d\d)(?:\.\d+)?Z$/, '$1 UTC');
}
