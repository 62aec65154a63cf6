/** One collapsed detail for each record that changes, or that there is a conflict about. */
import type { Change, Conflict, FieldChange } from '../../core/change.ts';
import type { AroundChange } from '../../core/plan/plan.ts';
import { lineParts } from '../../core/render/line-diff.ts';
import { valueText } from '../../core/render/value-text.ts';
import { canonicalJson, type FieldValue } from '../../core/value.ts';
import { printableLine } from '../printable.ts';
import { otherTakes, resolveCommand } from '../resolve-command.ts';
import type { ListingReport } from '../run-report.ts';
import { aroundWords } from '../text/around-lines.ts';
import { fenced, htmlText } from './escape.ts';

/** Unchanged lines around a change, and characters of a line. */
const context = 1;
const longestLine = 500;

/** Conflicts first, and those open. */
export function detailParts({ listing, plan }: ListingReport): readonly string[] {
  if (plan === undefined) return [];
  return [
    ...plan.conflicts.map((conflict) => conflictPart(listing, conflict)),
    ...plan.toPage.map((change) => changePart(change, 'the page')),
    ...(plan.around ?? []).map(aroundPart),
    ...plan.toData.map((change) => changePart(change, 'the data file')),
  ];
}

function changePart({ kind, key, fields }: Change, where: string): string {
  const lines = fields.flatMap((step) => stepLines(step, kind));
  return detail(`<b>${kind}</b> on ${where}: <code>${htmlText(key)}</code>`, fenced(lines, 'diff'));
}

function aroundPart({ what, name, before, after }: AroundChange): string {
  const summary = `<b>${aroundWords[what]}</b> on the page: <code>${htmlText(name)}</code>`;
  const lines = what === 'spot' ? diffOf(textOf(before), textOf(after)) : [];
  return lines.length === 0 ? summary : detail(summary, fenced(lines, 'diff'));
}

function conflictPart(listing: string, conflict: Conflict): string {
  const { key, field, base, data, wiki, reason } = conflict;
  const name = field === undefined ? '' : ` <code>${htmlText(field)}</code>`;
  const sides = (
    [
      ['base', base],
      ['data', data],
      ['wiki', wiki],
    ] as const
  ).flatMap(([side, value]) => valueLines(`${side}:`, value));
  const lines = [
    `  ${reason}`,
    ...peopleLines(conflict),
    ...(field === undefined ? [] : sides),
    `  ${resolveCommand(listing, conflict)}`,
    `  or with ${otherTakes(conflict).join(', or ')}`,
  ].map(shown);
  const summary = `<b>conflict</b>: <code>${htmlText(key)}</code>${name}`;
  return detail(summary, fenced(lines, 'text'), ' open');
}

/** Who last changed it on each side, as far as it is known. */
function peopleLines({ wikiEdit, dataEdit }: Conflict): readonly string[] {
  const lines: string[] = [];
  if (dataEdit?.commit !== undefined) {
    const { commit, author = 'somebody', time = '' } = dataEdit;
    lines.push(`  data file changed by ${author} in commit ${commit.slice(0, 10)}, ${time}`);
  }
  if (wikiEdit !== undefined) {
    const { user = 'somebody', revision, time, link } = wikiEdit;
    const where = link === undefined ? '' : `: ${link}`;
    lines.push(`  page edited by ${user} in revision ${revision}, ${time}${where}`);
  }
  return lines;
}

function detail(summary: string, body: string, attributes = ''): string {
  return [`<details${attributes}><summary>${summary}</summary>`, body, '</details>'].join('\n\n');
}

function stepLines({ field, before, after }: FieldChange, kind: Change['kind']): readonly string[] {
  const heading = `@@ ${printableLine(field)} @@`;
  if (kind === 'create') return [heading, ...signed('+', textOf(after))];
  if (kind === 'delete') return [heading, ...signed('-', textOf(before))];
  const texts = { before: textOf(before), after: textOf(after) };
  if (texts.before === texts.after) {
    return [heading, ...signed('-', jsonOf(before)), ...signed('+', jsonOf(after))];
  }
  return [heading, ...diffOf(texts.before, texts.after)];
}

function diffOf(before: string, after: string): readonly string[] {
  const parts = lineParts(before, after);
  return parts.flatMap(({ kind, lines }, index) => {
    if (kind !== 'same') return lines.flatMap((line) => signed(kind === 'added' ? '+' : '-', line));
    const head = index === 0 ? 0 : context;
    const tail = index === parts.length - 1 ? 0 : context;
    const hidden = lines.length - head - tail;
    if (hidden <= 1) return lines.flatMap((line) => signed(' ', line));
    return [
      ...lines.slice(0, head).flatMap((line) => signed(' ', line)),
      `  … ${hidden} unchanged lines`,
      ...lines.slice(lines.length - tail).flatMap((line) => signed(' ', line)),
    ];
  });
}

function signed(sign: string, text: string): readonly string[] {
  return text.split('\n').map((line) => shown(`${sign} ${line}`));
}

function valueLines(label: string, value: FieldValue | undefined): readonly string[] {
  const [first = '', ...rest] = textOf(value).split('\n');
  return [`  ${label} ${first}`, ...rest.map((line) => `        ${line}`)];
}

function textOf(value: FieldValue | undefined): string {
  if (value === undefined) return '(absent)';
  const text = valueText(value);
  return text === '' ? '(empty)' : text;
}

function jsonOf(value: FieldValue | undefined): string {
  return value === undefined ? '(absent)' : canonicalJson(value);
}

function shown(line: string): string {
  const signs = [...printableLine(line)];
  return signs.length <= longestLine ? signs.join('') : `${signs.slice(0, longestLine).join('')} …`;
}
