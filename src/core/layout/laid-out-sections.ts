/** Sections that a layout makes with its own headings, where the config has none. */
import type { ListingRecord } from '../record.ts';
import type { RecordSchema } from '../schema.ts';
import type { ParsedPage } from '../wikitext/page.ts';
import { readPageRecords } from '../wikitext/page-records.ts';

/** A schema by whose sections a page is rebuilt, and the section of each record by its key. */
export interface LaidOut {
  readonly schema: RecordSchema;
  readonly sections: ReadonlyMap<string, string>;
}

/** No field of a config can be called that. */
const field = '\u0000heading';

/**
 * The headings that the layout has its records under, as the sections of the page. `undefined` if the
 * config has sections, or if the layout's headings do not tell each record's place: one has none above
 * it, or a heading stands twice.
 */
export function laidOutSections(layout: ParsedPage, schema: RecordSchema): LaidOut | undefined {
  if (schema.section !== undefined) return undefined;
  const sections = new Map<string, string>();
  for (const { record, entry } of readPageRecords(layout, schema, '').pairs) {
    const above = layout.headings.findLast(({ span }) => span.start < entry.call.span.start);
    if (above === undefined) return undefined;
    sections.set(record.key, above.text);
  }
  const names = [...new Set(sections.values())];
  const isClear = names.every(
    (name) => layout.headings.filter(({ text }) => text === name).length === 1,
  );
  if (names.length === 0 || !isClear) return undefined;
  const headings = new Map(names.map((name) => [name, name]));
  return { schema: { ...schema, section: { field, owner: 'data', headings } }, sections };
}

/** The record with the section that the layout has it in. */
export function inSection(record: ListingRecord, { sections }: LaidOut): ListingRecord {
  const section = sections.get(record.key);
  if (section === undefined) return record;
  return { ...record, values: new Map([...record.values, [field, section]]) };
}
