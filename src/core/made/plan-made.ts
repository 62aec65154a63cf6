/** Pages that are made from records: which there should be, with which texts. */
import type { Diagnostic } from '../diagnostic.ts';
import { callWriter } from '../layout/call-writer.ts';
import type { Layout, LayoutFacts } from '../layout/layout.ts';
import { renderLayout } from '../layout/render-layout.ts';
import type { ListingRecord } from '../record.ts';
import type { RecordSchema } from '../schema.ts';
import { canonicalJson, type FieldValue, sameValue } from '../value.ts';
import type { SiteSettings } from '../wikitext/site.ts';
import { canonicalTitle } from '../wikitext/title.ts';
import { fieldsOfPattern, madeTitle } from './made-title.ts';

/** What is made of a listing's records. */
export interface Maker {
  /** As the config calls it. */
  readonly name: string;
  /** A title; with fields in it, such as `Projects/<title>`, one for each record. */
  readonly page: string;
  /** By field: the value, or the values, of the records that it is about. */
  readonly where: ReadonlyMap<string, readonly FieldValue[]>;
}

/** What pages are made from. */
export interface MadeInput {
  readonly maker: Maker;
  readonly layout: Layout;
  readonly listing: string;
  readonly schema: RecordSchema;
  /** In the data file's order. */
  readonly records: readonly ListingRecord[];
  /** Keys of records that have a mistake: what would be made with them stays as it is. */
  readonly unfit: ReadonlySet<string>;
  readonly site: SiteSettings;
  /** Titles that no page may be made under: those of the listings themselves. */
  readonly taken: readonly string[];
}

/** The pages, by title, and what stands in the way of others. */
export interface WantedPages {
  readonly texts: ReadonlyMap<string, string>;
  /** Titles that a mistake in the data file keeps from being made now. */
  readonly kept: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Renders all pages. A text has no white space at its end, as wikis keep it. */
export function wantedPages(input: MadeInput): WantedPages {
  const { maker, records, unfit } = input;
  const chosen = records.filter((record) => unfit.has(record.key) || isChosen(record, maker));
  const isOfRecords = fieldsOfPattern(maker.page).length > 0;
  const pages = isOfRecords
    ? chosen.map((record) => ({ ...madeTitle(maker.page, record), record }))
    : [{ title: maker.page, record: undefined }];
  const texts = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const wrong = pages.filter(({ record }) => mistakenIn(record, unfit) !== undefined);
  const kept = new Set(wrong.flatMap((page) => ('title' in page ? [page.title] : [])));
  diagnostics.push(...wrong.map(({ record }) => keptFor(maker, mistakenIn(record, unfit))));
  const claims = claimsOf(input, pages);
  for (const page of pages.filter((one) => !wrong.includes(one))) {
    if ('problem' in page) {
      diagnostics.push(impossible(page.record, page.problem));
      continue;
    }
    const { title, record } = page;
    const rival = (claims.get(nameOf(title, input)) ?? []).find((one) => one !== claimOf(record));
    if (rival !== undefined) {
      diagnostics.push(twice(title, rival, record));
      continue;
    }
    const { value, diagnostics: found } = renderLayout(
      input.layout,
      factsOf(input, { title, chosen, record }),
    );
    diagnostics.push(...found);
    if (value !== undefined) texts.set(title, value.text.trimEnd());
  }
  return { texts, kept, diagnostics };
}

/** The record with a mistake that a page would be made of: its own, or any. */
function mistakenIn(
  record: ListingRecord | undefined,
  unfit: ReadonlySet<string>,
): string | undefined {
  if (record === undefined) return [...unfit][0];
  return unfit.has(record.key) ? record.key : undefined;
}

function keptFor({ page }: Maker, key = ''): Diagnostic {
  return {
    code: 'value-unreadable',
    severity: 'warning',
    message: `'${key}' has a mistake in the data file: what is made of it as '${page}' stays as it is.`,
    hint: 'Put it right in the data file.',
    record: key,
  };
}

/** Who wants which title, by the name that the wiki has for it: a page of two is made of neither. */
function claimsOf(
  input: MadeInput,
  pages: readonly { readonly title?: string; readonly record: ListingRecord | undefined }[],
): ReadonlyMap<string, readonly string[]> {
  const claims = new Map(input.taken.map((title) => [nameOf(title, input), ['a listing']]));
  for (const { title, record } of pages) {
    if (title === undefined) continue;
    const name = nameOf(title, input);
    claims.set(name, [...(claims.get(name) ?? []), claimOf(record)]);
  }
  return claims;
}

function claimOf(record: ListingRecord | undefined): string {
  return record === undefined ? 'the config' : `'${record.key}'`;
}

function isChosen({ values }: ListingRecord, { where }: Maker): boolean {
  return [...where].every(([field, wanted]) => {
    const value = values.get(field);
    return wanted.some(
      (one) => sameValue(one, value) || (value !== undefined && textOf(one) === textOf(value)),
    );
  });
}

function textOf(value: FieldValue): string {
  return typeof value === 'object' ? canonicalJson(value) : String(value);
}

function nameOf(title: string, { site }: MadeInput): string {
  return canonicalTitle(title, site);
}

function factsOf(
  { listing, schema, site }: MadeInput,
  page: {
    readonly title: string;
    readonly chosen: readonly ListingRecord[];
    readonly record: ListingRecord | undefined;
  },
): LayoutFacts {
  const { title, chosen: records, record } = page;
  const empty = { text: '', calls: [], headings: [], passedOver: [], unclosed: [] };
  const callOf = callWriter({ page: empty, entries: new Map(), schema, site, dataOrder: [] });
  return {
    page: { title },
    listing: { name: listing, schema, records, callOf },
    others: [],
    ...(record === undefined ? {} : { more: { record } }),
    site,
  };
}

function impossible(record: ListingRecord, problem: string): Diagnostic {
  return {
    code: 'made-title',
    severity: 'error',
    message: `No page is made of '${record.key}': it ${problem}.`,
    hint: "Change the record, or the page's name in the config.",
    place: record.place,
    record: record.key,
  };
}

function twice(title: string, rival: string, record: ListingRecord | undefined): Diagnostic {
  return {
    code: 'made-twice',
    severity: 'error',
    message: `The page '${title}' is not made${record === undefined ? '' : ` of '${record.key}'`}: ${rival} has that title too.`,
    hint: 'Name pages after a field that no two records share, such as the key.',
    ...(record === undefined ? {} : { place: record.place, record: record.key }),
  };
}
