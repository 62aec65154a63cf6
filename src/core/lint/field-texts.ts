/** Every field's text on both sides, for rules that look at texts. */
import { type Place, placesIn } from '../diagnostic.ts';
import type { ListingRecord } from '../record.ts';
import type { FieldSchema } from '../schema.ts';
import { type FieldValue, isList } from '../value.ts';
import { textOf } from '../wikitext/page.ts';
import { argumentFor } from '../wikitext/page-records.ts';
import type { LintedData, LintedPage, LintInput } from './rule.ts';

/** A field's text as it stands on one side. */
export interface FieldText {
  readonly side: 'page' | 'data';
  readonly record: ListingRecord;
  readonly field: FieldSchema;
  /** Of a list or a mapping in a data file, each text on a line of its own. */
  readonly text: string;
  /** Where the value begins; what reading says of it has this place. */
  readonly place: Place;
  /** The place of an offset in the text; in a data file, where the value begins. */
  readonly placeAt: (offset: number) => Place;
}

/** All texts that are not empty: the page's, then the data file's, record by record. */
export function fieldTexts({ schema, page, data }: LintInput): readonly FieldText[] {
  return [
    ...(page === undefined ? [] : pageTexts(page, schema.fields)),
    ...dataTexts(data, schema.fields),
  ].filter(({ text }) => text !== '');
}

/** Whether the field's type cannot read it. */
export function isUnread({ record, field }: FieldText): boolean {
  return record.unread.has(field.name);
}

function pageTexts(
  { source, parsed, read }: LintedPage,
  fields: readonly FieldSchema[],
): readonly FieldText[] {
  const placeIn = placesIn(source, parsed.text);
  return read.pairs.flatMap(({ record, entry }) =>
    fields.flatMap((field): readonly FieldText[] => {
      const argument = argumentFor(entry.call, field.parameter);
      if (argument === undefined) return [];
      const { valueSpan } = argument;
      const placeAt = (offset: number): Place => placeIn(valueSpan.start + offset);
      const text = textOf(parsed.text, valueSpan);
      return [{ side: 'page', record, field, text, place: placeAt(0), placeAt }];
    }),
  );
}

function dataTexts({ read }: LintedData, fields: readonly FieldSchema[]): readonly FieldText[] {
  return read.pairs.flatMap(({ record, entry }) =>
    fields.flatMap((field): readonly FieldText[] => {
      const value = entry.source.values.get(field.name);
      if (value === undefined) return [];
      const place = entry.source.places.get(field.name) ?? entry.place;
      const text = leaves(value).join('\n');
      return [{ side: 'data', record, field, text, place, placeAt: () => place }];
    }),
  );
}

function leaves(value: FieldValue): readonly string[] {
  if (isList(value)) return value.flatMap(leaves);
  if (typeof value === 'object') return Object.values(value).flatMap(leaves);
  return [String(value)];
}
