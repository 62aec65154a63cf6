/** Makes the fixes of a page: edits of its text, confirmed as every other one. */
import type { Change, FieldChange } from '../change.ts';
import type { RecordSchema } from '../schema.ts';
import { confirmPage } from '../wikitext/confirm.ts';
import { textOf } from '../wikitext/page.ts';
import type { PageEntry } from '../wikitext/page-records.ts';
import type { PageContext } from '../wikitext/place-steps.ts';
import { applyEdits, type TextEdit } from '../wikitext/text-edit.ts';
import { writePage } from '../wikitext/write-page.ts';
import type { Fix } from './fix.ts';
import type { LintedPage } from './rule.ts';

type Rename = Extract<Fix, { readonly kind: 'argument-name' }>;

/** The edits of the page's text; none if nothing can be fixed, or the result is not what was meant. */
export function fixPage(
  page: LintedPage,
  schema: RecordSchema,
  fixes: readonly Fix[],
): readonly TextEdit[] {
  const entries = new Map(
    page.read.pairs
      .filter(({ record }) => !page.read.set.quarantined.has(record.key))
      .map(({ record, entry }) => [record.key, entry]),
  );
  const context: PageContext = {
    ...{ page: page.parsed, schema, site: page.site, entries },
    dataOrder: [],
  };
  const values = fixes.flatMap((fix) =>
    fix.kind === 'value' && fix.side === 'page' && entries.has(fix.record)
      ? [{ record: fix.record, change: { field: fix.field, after: fix.value } }]
      : [],
  );
  const placed = writePage(context, changesOf(values));
  const renames = fixes.flatMap((fix) =>
    fix.kind === 'argument-name' ? renamed(context, entries.get(fix.record), fix) : [],
  );
  const edits = [...placed.edits, ...renames.map(({ edit }) => edit)];
  if (edits.length === 0) return [];
  const isPlaced = new Set(placed.written.map(({ key }) => key));
  const kept = values.filter(({ record }) => isPlaced.has(record));
  const written = changesOf([...kept, ...renames]);
  const text = applyEdits(page.parsed.text, edits);
  const isConfirmed = confirmPage(context, { edits, text, written, diagnostics: [] }) === undefined;
  return isConfirmed ? edits : [];
}

interface FixedField {
  readonly record: string;
  readonly change: FieldChange;
}

function changesOf(fields: readonly FixedField[]): readonly Change[] {
  return [...new Set(fields.map(({ record }) => record))].map((key) => ({
    kind: 'update',
    key,
    fields: fields.filter(({ record }) => record === key).map(({ change }) => change),
  }));
}

/** The name alone: the white space around it, by which people align their calls, stays. */
function renamed(
  { page, schema }: PageContext,
  entry: PageEntry | undefined,
  { record, from, field: name }: Rename,
): readonly (FixedField & { readonly edit: TextEdit })[] {
  const field = schema.fields.find((one) => one.name === name);
  const argument = entry?.call.arguments.find((one) => one.name === from && !one.positional);
  if (field === undefined || argument === undefined) return [];
  const written = textOf(page.text, argument.nameSpan);
  if (written.trim() !== from) return [];
  const start = argument.nameSpan.start + written.indexOf(from);
  const reading =
    argument.value === ''
      ? ({ kind: 'value', value: '' } as const)
      : field.type.read(argument.value, field.options);
  const change = reading.kind === 'value' ? { after: reading.value } : {};
  return [
    {
      record,
      change: { field: name, ...change },
      edit: { start, end: start + from.length, newText: field.parameter },
    },
  ];
}
