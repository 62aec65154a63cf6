/** The report as a page of a wiki, such as one in the bot's user space. */
import type { Change, Conflict, FieldChange } from '../core/change.ts';
import { type Diagnostic, placeText } from '../core/diagnostic.ts';
import type { AroundChange, GuardResult } from '../core/plan/plan.ts';
import { valueText } from '../core/render/value-text.ts';
import type { FieldValue } from '../core/value.ts';
import { guardText } from './guard-text.ts';
import { planName } from './plan-name.ts';
import type { ListingReport, Reporter } from './run-report.ts';
import { aroundWords } from './text/around-lines.ts';
import { outcomeTexts } from './text/outcome-lines.ts';
import { summaryText } from './text/summary.ts';
import { plainWikitext } from './wikitext/escape.ts';

/** Characters of a value, and bytes of a page, that a reader or a wiki puts up with. */
const longestValue = 2000;
const longestPage = 500_000;

/** Headings and tables; nothing of the data is wikitext there. */
export const wikitext: Reporter = ({ command, diagnostics, listings }) => {
  const head = [
    `This is the report of <code>wikisync ${command}</code>.`,
    ...problems(diagnostics),
  ];
  const text = [...head, ...listings.flatMap(listingParts)].join('\n');
  if (Buffer.byteLength(text) <= longestPage) return `${text}\n`;
  const short = [...head, ...listings.flatMap(headParts), 'The details are too long for a page.'];
  return `${short.join('\n')}\n`;
};

function listingParts(report: ListingReport): readonly string[] {
  const { plan } = report;
  if (plan === undefined) return headParts(report);
  return [
    ...headParts(report),
    ...table(
      'Conflicts',
      ['Record', 'Field', 'Base', 'Data file', 'Page', 'Last changed'],
      plan.conflicts.map(conflictRow),
    ),
    ...table('Changes to the page', changeHeads, plan.toPage.flatMap(changeRows)),
    ...table(
      'Changes to the page around its records',
      aroundHeads,
      (plan.around ?? []).map(aroundRow),
    ),
    ...table('Changes to the data file', changeHeads, plan.toData.flatMap(changeRows)),
  ];
}

function headParts(report: ListingReport): readonly string[] {
  const { listing, page, dataFile, plan, diagnostics } = report;
  const revision =
    plan?.baseRevision === undefined
      ? ''
      : ` ([[Special:Diff/${plan.baseRevision}|revision ${plan.baseRevision}]])`;
  const digest = planName(report);
  const name = digest === undefined ? '' : `, plan <code>${digest}</code>`;
  const summary = summaryText(report);
  return [
    `== ${plainWikitext(listing)} ==`,
    `${plainWikitext(page)}${revision}, ${plainWikitext(dataFile)}${name}`,
    ...(summary === '' ? [] : ['', `'''${plainWikitext(summary)}'''`]),
    ...outcomeTexts(report).flatMap((text) => ['', plainWikitext(text)]),
    ...(plan?.guards ?? []).filter(({ tripped }) => tripped).flatMap(guardLines),
    ...problems(diagnostics.filter(({ severity }) => severity !== 'notice')),
  ];
}

function guardLines(guard: GuardResult): readonly string[] {
  const text = `${guardText(guard)}. If it is meant, allow it for one run with ${guard.allow}.`;
  return ['', `Guard ${guard.guard}: ${plainWikitext(text)}`];
}

const changeHeads = ['Kind', 'Record', 'Field', 'Before', 'After'];

function changeRows({ kind, key, fields }: Change): readonly (readonly string[])[] {
  return fields.map(({ field, before, after }: FieldChange) => [
    kind,
    plainWikitext(key),
    plainWikitext(field),
    cell(before),
    cell(after),
  ]);
}

const aroundHeads = ['What', 'Which', 'Before', 'After'];

function aroundRow({ what, name, before, after }: AroundChange): readonly string[] {
  return [
    aroundWords[what],
    plainWikitext(name),
    ...[before, after].map((text) => (text === undefined ? '' : cell(text))),
  ];
}

function conflictRow(conflict: Conflict): readonly string[] {
  const { key, field, base, data, wiki, reason } = conflict;
  const by = peopleText(conflict);
  if (field === undefined) return [plainWikitext(key), '', plainWikitext(reason), '', '', by];
  return [plainWikitext(key), plainWikitext(field), cell(base), cell(data), cell(wiki), by];
}

/** Who changed it on each side, as far as it is known; a number alone makes a link. */
function peopleText({ wikiEdit, dataEdit }: Conflict): string {
  const lines: string[] = [];
  if (dataEdit?.commit !== undefined) {
    const { commit, author = 'somebody' } = dataEdit;
    lines.push(plainWikitext(`data file: ${author}, commit ${commit.slice(0, 10)}`));
  }
  if (wikiEdit !== undefined) {
    const { user = 'somebody', revision } = wikiEdit;
    lines.push(`${plainWikitext(`page: ${user}`)}, [[Special:Diff/${revision}|${revision}]]`);
  }
  return lines.join('<br />');
}

function cell(value: FieldValue | undefined): string {
  if (value === undefined) return '<small>(absent)</small>';
  const text = [...valueText(value)];
  const shown =
    text.length > longestValue ? `${text.slice(0, longestValue).join('')} …` : text.join('');
  return shown === '' ? '<small>(empty)</small>' : plainWikitext(shown);
}

function problems(diagnostics: readonly Diagnostic[]): readonly string[] {
  return table(
    'Problems',
    ['Level', 'Place', 'What'],
    diagnostics.map(({ severity, place, message, hint = '', code }) => [
      severity,
      place === undefined ? '' : plainWikitext(placeText(place)),
      `${plainWikitext(`${message} ${hint}`.trim())} <code>${code}</code>`,
    ]),
  );
}

function table(
  heading: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  if (rows.length === 0) return [];
  return [
    `=== ${heading} ===`,
    '{| class="wikitable"',
    `! ${heads.join(' !! ')}`,
    ...rows.flatMap((row) => ['|-', ...row.map((text) => `| ${text}`)]),
    '|}',
  ];
}
