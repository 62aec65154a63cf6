/** The part of a data file that one page of a listing is about. */
import type { DataEntry } from '../data-records.ts';
import type { Diagnostic, Place } from '../diagnostic.ts';
import type { Identified } from '../read-records.ts';
import type { ListingRecord } from '../record.ts';
import type { PagesSchema, RecordSchema } from '../schema.ts';

/**
 * The records that the data file has on the schema's page; all of them if the listing has one page.
 *
 * What is quarantined anywhere in the file stays so, and an entry without a key may be of any page.
 */
export function dataOfPage(
  all: Identified<DataEntry>,
  { pages }: RecordSchema,
): Identified<DataEntry> {
  if (pages === undefined) return all;
  const pairs = all.pairs.filter(({ entry }) => entry.values.get(pages.field) === pages.value);
  return {
    pairs,
    set: { ...all.set, records: pairs.map(({ record }) => record) },
    diagnostics: [...ownDiagnostics(all, pages), ...withoutPage(all, pages)],
  };
}

/**
 * Gives records the value of the pages' field that the data file has for them, such as a year on the
 * page of many, in place of the page's own.
 */
export function asWritten(
  { pairs }: Identified<DataEntry>,
  { pages }: RecordSchema,
): (record: ListingRecord) => ListingRecord {
  if (pages?.takes === undefined) return (record) => record;
  const { field } = pages;
  const written = new Map(
    pairs.map(({ record, entry }) => [record.key, entry.source.values.get(field)]),
  );
  return (record) => {
    const value = written.get(record.key);
    if (value === undefined) return record;
    return { ...record, values: new Map([...record.values, [field, String(value)]]) };
  };
}

/** The page of each record, by key; `undefined` where it has none that the config knows. */
export function pagesByKey(
  all: Identified<DataEntry>,
  { field }: PagesSchema,
): ReadonlyMap<string, string | undefined> {
  return new Map(
    all.pairs.map(({ record, entry }) => {
      const value = entry.values.get(field);
      return [record.key, typeof value === 'string' ? value : undefined];
    }),
  );
}

/**
 * The index of the record that a new one of the page goes behind if it has no predecessor there:
 * what stands before the page's first record, or the file's last one.
 */
export function frontOf(page: Identified<DataEntry>, all: Identified<DataEntry>): number {
  const first = page.pairs[0]?.entry.index;
  return first === undefined ? (all.pairs.at(-1)?.entry.index ?? -1) : first - 1;
}

/** Each is told once: by the record's page, or by the first one if it has none. */
function ownDiagnostics(all: Identified<DataEntry>, pages: PagesSchema): readonly Diagnostic[] {
  const foreign = new Set<Place | undefined>();
  for (const { entry } of all.pairs) {
    if (isTold(entry, pages)) continue;
    foreign.add(entry.place);
    for (const place of entry.source.places.values()) foreign.add(place);
  }
  return all.diagnostics.filter(({ place }) => !foreign.has(place));
}

function withoutPage(all: Identified<DataEntry>, pages: PagesSchema): readonly Diagnostic[] {
  const { field, titles } = pages;
  return all.pairs
    .filter(({ entry }) => !entry.values.has(field) && !entry.unread.has(field))
    .filter(({ entry }) => isTold(entry, pages))
    .map(({ record, entry }) => ({
      code: 'page-not-given',
      severity: 'error',
      message: `'${record.key}' has no ${field}, so that it stands on no page.`,
      hint: `Give it one of ${[...titles.keys()].join(', ')}; it is left alone until then.`,
      place: entry.place,
      record: record.key,
      field,
    }));
}

function isTold({ values }: DataEntry, { field, value, titles }: PagesSchema): boolean {
  const [first] = titles.keys();
  return (values.get(field) ?? first) === value;
}
