/** What a page's calls look like as a listing: its fields, its key, its sections. */
import type { FieldOptions } from '../fields/field-type.ts';
import { recordKey } from '../record.ts';
import type { ParsedPage, TemplateCall } from '../wikitext/page.ts';
import { argumentFor } from '../wikitext/page-records.ts';
import { inferType, slugOf } from './infer-type.ts';

/** A field as it is proposed. */
export interface ProposedField {
  readonly name: string;
  readonly parameter: string;
  readonly type: string;
  readonly options: FieldOptions;
  /** In how many of the calls it has a value. */
  readonly filled: number;
  readonly notes: readonly string[];
}

/** A listing as it is proposed. */
export interface Proposal {
  /** The name of the field that identifies a record. */
  readonly key: string;
  /** In the order in which their arguments first stand on the page. */
  readonly fields: readonly ProposedField[];
  /** The field for the section, and its values with their headings. */
  readonly section?: { readonly field: string; readonly headings: ReadonlyMap<string, string> };
  /** Calls on the page. */
  readonly records: number;
  /** What a person should know of the listing as a whole: one sentence each. */
  readonly notes: readonly string[];
}

/** Proposes a listing; `undefined` for a page whose calls have no arguments. */
export function inferListing(page: ParsedPage): Proposal | undefined {
  const { calls } = page;
  const parameters = [
    ...new Set(calls.flatMap((call) => call.arguments.map((argument) => argument.name))),
  ];
  const names = new Set<string>();
  const fields = parameters.map((parameter): ProposedField => {
    const values = calls.map((call) => argumentFor(call, parameter)?.value ?? '');
    const name = slugOf(/^\d+$/.test(parameter) ? `value-${parameter}` : parameter, names);
    names.add(name);
    const filled = values.filter((value) => value !== '').length;
    return { name, parameter, ...inferType(values), filled };
  });
  const key = keyOf(fields, calls);
  if (key === undefined) return undefined;
  const section = sectionOf(page, names);
  return {
    key: key.field.name,
    fields: fields.map((field) => (field === key.field ? asKey(field, calls) : field)),
    ...(section.found === undefined ? {} : { section: section.found }),
    records: calls.length,
    notes: [...key.notes, ...section.notes],
  };
}

/** A key that happens to look like a number, or like a choice, is a name all the same. */
function asKey(field: ProposedField, calls: readonly TemplateCall[]): ProposedField {
  const values = calls.flatMap((call) => argumentFor(call, field.parameter)?.value ?? []);
  const isPlain = !values.some((value) => /[[\]{}<>|\n]|''|https?:\/\//.test(value));
  return { ...field, type: isPlain ? 'text' : 'wikitext', options: {}, notes: [] };
}

interface FoundKey {
  readonly field: ProposedField;
  readonly notes: readonly string[];
}

/** The parameter that tells the calls apart: of those that do, the one that looks like a name. */
function keyOf(
  fields: readonly ProposedField[],
  calls: readonly TemplateCall[],
): FoundKey | undefined {
  const ranked = fields
    .map((field) => ({ field, distinct: distinctKeys(field, calls), rank: rankOf(field) }))
    .toSorted((a, b) => b.distinct - a.distinct || a.rank - b.rank);
  const [best] = ranked;
  if (best === undefined) return undefined;
  const missing = calls.length - best.distinct;
  if (missing === 0) return { field: best.field, notes: [] };
  const note = `No parameter tells all records apart: ${missing} of ${calls.length} have no '${best.field.parameter}' of their own, and are left alone`;
  return { field: best.field, notes: [note] };
}

function distinctKeys({ parameter }: ProposedField, calls: readonly TemplateCall[]): number {
  const counts = new Map<string, number>();
  for (const call of calls) {
    const key = recordKey(argumentFor(call, parameter)?.value ?? '');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].filter(([key, count]) => key !== '' && count === 1).length;
}

const nameLike = /^(?:id|key|name|title|project|item|label|subject|名称|名前|שם|اسم)$/iu;

function rankOf({ parameter, type }: ProposedField): number {
  if (nameLike.test(parameter)) return 0;
  if (type === 'text') return 1;
  return type === 'link' || type === 'url' || parameter === '1' ? 2 : 3;
}

interface FoundSection {
  readonly found?: NonNullable<Proposal['section']>;
  readonly notes: readonly string[];
}

/** The nearest headings above the calls, if each call has one, and they can be told apart. */
function sectionOf({ headings, calls }: ParsedPage, names: ReadonlySet<string>): FoundSection {
  const above = calls.map(({ span }) =>
    headings.findLast((heading) => heading.span.start < span.start),
  );
  const used = [...new Set(above.map((heading) => heading?.text))];
  if (used.length < 2) return { notes: [] };
  if (used.includes(undefined)) {
    return { notes: ['Some records stand before the first heading: sections are not used'] };
  }
  const texts = used.flatMap((text) => text ?? []);
  const twice = texts.find((text) => headings.filter((other) => other.text === text).length > 1);
  if (twice !== undefined) {
    return { notes: [`The heading '${twice}' stands more than once: sections are not used`] };
  }
  const found = new Map<string, string>();
  for (const text of texts) found.set(slugOf(text, found), text);
  return { found: { field: slugOf('section', names), headings: found }, notes: [] };
}
