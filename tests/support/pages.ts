/** Pages and changes in few words, for tests of core. */
import type { Change, FieldChange } from '../../src/core/change.ts';
import type { RecordSchema } from '../../src/core/schema.ts';
import type { FieldValue } from '../../src/core/value.ts';
import { confirmPage } from '../../src/core/wikitext/confirm.ts';
import type { ParsedPage } from '../../src/core/wikitext/page.ts';
import { readPageRecords } from '../../src/core/wikitext/page-records.ts';
import { parsePage } from '../../src/core/wikitext/parse-page.ts';
import type { PageContext } from '../../src/core/wikitext/place-steps.ts';
import { type SiteSettings, standardSite } from '../../src/core/wikitext/site.ts';
import { writePage } from '../../src/core/wikitext/write-page.ts';

/** Parses a page that can be trusted. */
export function parsed(
  text: string,
  schema: RecordSchema,
  site: SiteSettings = standardSite,
): ParsedPage {
  const page = parsePage(text, schema, site);
  if (typeof page === 'string') throw new Error(`The page ${page}.`);
  return page;
}

/** The context in which a page is written; the data file's order is the page's, with new keys last. */
export function pageContext(
  text: string,
  schema: RecordSchema,
  dataOrder?: readonly string[],
): PageContext {
  const page = parsed(text, schema);
  const { pairs, set } = readPageRecords(page, schema, 'page');
  return {
    page,
    entries: new Map(pairs.map(({ record, entry }) => [record.key, entry])),
    schema,
    site: standardSite,
    dataOrder: dataOrder ?? set.records.map(({ key }) => key),
  };
}

/** Writes changes to a page and confirms the result; the new text, and the codes of what was found. */
export function written(
  text: string,
  schema: RecordSchema,
  changes: readonly Change[],
  dataOrder?: readonly string[],
): { readonly text: string; readonly codes: readonly string[] } {
  const context = pageContext(text, schema, dataOrder);
  const placed = writePage(context, changes);
  const problem = confirmPage(context, placed);
  const found = problem === undefined ? placed.diagnostics : [...placed.diagnostics, problem];
  return { text: placed.text, codes: found.map(({ code }) => code) };
}

/** An update of one record's fields to values; `undefined` takes a field away. */
export function update(
  key: string,
  values: Readonly<Record<string, FieldValue | undefined>>,
): Change {
  return { kind: 'update', key, fields: steps(values) };
}

/** A move to another section. */
export function move(key: string, field: string, to: string): Change {
  return { kind: 'move', key, fields: steps({ [field]: to }) };
}

/** A new record. */
export function create(key: string, values: Readonly<Record<string, FieldValue>>): Change {
  return { kind: 'create', key, fields: steps(values) };
}

/** A record that goes. */
export function remove(key: string): Change {
  return { kind: 'delete', key, fields: [] };
}

function steps(values: Readonly<Record<string, FieldValue | undefined>>): readonly FieldChange[] {
  return Object.entries(values).map(([field, after]) =>
    after === undefined ? { field } : { field, after },
  );
}
