/** From what a data file holds to typed records. */
import type { DataFile, DataRecord } from './data-file.ts';
import type { Diagnostic, Place } from './diagnostic.ts';
import { type Reading, readAs, unreadable } from './fields/field-type.ts';
import { pageFor } from './page-for.ts';
import { type Entry, type Identified, identifyRecords, takeReading } from './read-records.ts';
import { type FieldSchema, fieldNames, type PagesSchema, type RecordSchema } from './schema.ts';
import { suggest } from './suggest.ts';
import type { FieldValue } from './value.ts';

/** An entry of a data file, with its position among all of them. */
export interface DataEntry extends Entry {
  readonly index: number;
  readonly source: DataRecord;
}

/** What a file was last read as: all pages of a listing have one file, and read all of it. */
const lastRead = new WeakMap<
  DataFile,
  { readonly schema: RecordSchema; readonly read: Identified<DataEntry> }
>();

/** Reads a data file's records by the listing's schema. */
export function readDataRecords(file: DataFile, schema: RecordSchema): Identified<DataEntry> {
  const last = lastRead.get(file);
  if (last !== undefined && isOneListing(last.schema, schema)) return last.read;
  const read = readRecords(file, schema);
  lastRead.set(file, { schema, read });
  return read;
}

/** Whether two schemas are those of two pages, which differ in nothing else. */
function isOneListing(one: RecordSchema, other: RecordSchema): boolean {
  const { fields, key, section, pages } = one;
  return (
    fields === other.fields &&
    key === other.key &&
    section === other.section &&
    pages?.field === other.pages?.field &&
    pages?.titles === other.pages?.titles &&
    pages?.takes === other.pages?.takes
  );
}

function readRecords(file: DataFile, schema: RecordSchema): Identified<DataEntry> {
  const diagnostics: Diagnostic[] = [];
  const entries = file.records.map((source, index) => {
    const { place } = source;
    const entry: DataEntry = { values: new Map(), unread: new Set(), place, index, source };
    for (const [name, data] of source.values) {
      diagnostics.push(...readField({ entry, name, data, schema }));
    }
    return entry;
  });
  const identified = identifyRecords(entries, schema);
  return { ...identified, diagnostics: [...diagnostics, ...identified.diagnostics] };
}

/** A diagnostic about a value that has no place yet, with the one where the data file has it. */
export function placedInData(
  diagnostic: Diagnostic,
  entries: ReadonlyMap<string, DataEntry>,
): Diagnostic {
  const { place, record, field } = diagnostic;
  const entry = record === undefined ? undefined : entries.get(record);
  if (place !== undefined || entry === undefined) return diagnostic;
  const own = field === undefined ? undefined : entry.source.places.get(field);
  return { ...diagnostic, place: own ?? entry.place };
}

function readField(context: {
  readonly entry: DataEntry;
  readonly name: string;
  readonly data: FieldValue;
  readonly schema: RecordSchema;
}): readonly Diagnostic[] {
  const { entry, name, data, schema } = context;
  const place = entry.source.places.get(name) ?? entry.place;
  if (name === schema.pages?.field) return readPage(entry, data, { pages: schema.pages, place });
  const field =
    schema.fields.find((candidate) => candidate.name === name) ?? sectionField(schema, name);
  if (field === undefined) {
    const near = suggest(name, fieldNames(schema));
    return [
      {
        code: 'field-unknown',
        severity: 'warning',
        message: `The field '${name}' is not in the config.`,
        hint: near === undefined ? 'It is left as it is.' : `Did you mean '${near}'?`,
        place,
        field: name,
      },
    ];
  }
  const reading = data === '' ? readAs('') : field.type.fromData(data, field.options);
  return takeReading({ entry, field, place }, reading);
}

/** The page that a record is to stand on. */
function readPage(
  entry: DataEntry,
  data: FieldValue,
  { pages, place }: { readonly pages: PagesSchema; readonly place: Place },
): readonly Diagnostic[] {
  const { field, titles } = pages;
  const value = String(data);
  const page = pageFor(value, pages);
  if (page !== undefined) {
    entry.values.set(field, page);
    return [];
  }
  entry.unread.add(field);
  const known = [...titles.keys()];
  const near = suggest(value, known);
  return [
    {
      code: 'page-unknown',
      severity: 'error',
      message: `There is no page for the ${field} '${value}'.`,
      hint:
        near === undefined
          ? `Give it one of ${known.join(', ')}, or add its page to pages.titles in the config.`
          : `Did you mean '${near}'?`,
      place,
      field,
    },
  ];
}

/** What a text says as a field's value, in the words of a data file. */
export function valueFromText(schema: RecordSchema, name: string, text: string): Reading {
  const { pages } = schema;
  if (pages?.field === name) {
    const known = [...pages.titles.keys()];
    return known.includes(text) ? readAs(text) : unreadable(`it is none of ${known.join(', ')}`);
  }
  const field = schema.fields.find((known) => known.name === name) ?? sectionField(schema, name);
  if (field === undefined) return unreadable('there is no such field');
  if (text === '') return readAs('');
  const items = itemsOf(text);
  const reading = items && field.type.fromData(items, field.options);
  return reading?.kind === 'value' ? reading : field.type.fromData(text, field.options);
}

/** The items of a list as data files have them: `[a, b]`, or a line with a dash for each. */
function itemsOf(text: string): readonly string[] | undefined {
  const lines = text.trim().split('\n');
  if (lines.every((line) => line.startsWith('- ')))
    return lines.map((line) => line.slice(2).trim());
  const inside = /^\[([^[\]]*)\]$/.exec(text.trim())?.[1];
  return inside?.split(',').map((item) => item.trim().replace(/^(["'])(.*)\1$/, '$2'));
}

/** The section's field, dressed as one whose values are the names of the headings. */
function sectionField(schema: RecordSchema, name: string): FieldSchema | undefined {
  const { section } = schema;
  if (section === undefined || section.field !== name) return undefined;
  const names = [...section.headings.keys()];
  return {
    name,
    parameter: '',
    owner: section.owner,
    required: false,
    options: {},
    type: {
      name: 'section',
      summary: 'The section that a record stands in.',
      options: [],
      markup: [],
      read: (text) => readAs(text),
      write: (value) => String(value),
      fromData: (data) =>
        names.includes(String(data))
          ? readAs(String(data))
          : unreadable(`'${String(data)}' is none of ${names.join(', ')}`),
      toData: (value) => value,
    },
  };
}
