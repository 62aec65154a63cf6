/** A page's layout, rendered with the records of a page's text. */
import type { Checked } from '../diagnostic.ts';
import type { Layout, LayoutListing, RenderedLayout, WrittenCall } from '../layout/layout.ts';
import { renderLayout } from '../layout/render-layout.ts';
import type { Base } from '../reconcile/base.ts';
import type { ListingRecord } from '../record.ts';
import type { RecordSchema } from '../schema.ts';
import { textOf } from '../wikitext/page.ts';
import { readPageRecords } from '../wikitext/page-records.ts';
import { parsePage } from '../wikitext/parse-page.ts';
import type { SiteSettings } from '../wikitext/site.ts';

/** What a page's layout is, and of which listings the page is. */
export interface PageLayout {
  readonly layout: Layout;
  /** The other listings of the page. */
  readonly neighbours: readonly NamedListing[];
  /** The account's last edit, where people edited since: what they took back is not made again. */
  readonly ownEdit?: OwnText;
}

/** What an edit made of a page. */
export interface OwnText {
  readonly before: string;
  readonly after: string;
  /** The page since, when a person let pass what had been taken back on it. */
  readonly letPass?: string | undefined;
}

/** A listing by its name. */
export interface NamedListing {
  readonly name: string;
  readonly schema: RecordSchema;
}

/** The page that a layout is rendered for. */
export interface LaidOutPage extends PageLayout {
  readonly own: NamedListing;
  readonly title: string;
  /** Has the records of the other listings. */
  readonly text: string;
  readonly site: SiteSettings;
  /** Gives the listing's records what the data file says of their page: see `asWritten`. */
  readonly shown: (record: ListingRecord) => ListingRecord;
}

/** Renders the layout with these records, and with those that the page has of other listings. */
export function renderFor(
  page: LaidOutPage,
  records: readonly ListingRecord[],
  callOf: (record: ListingRecord) => WrittenCall,
): Checked<RenderedLayout> {
  const { layout, own, neighbours, title, text, site, shown } = page;
  return renderLayout(layout, {
    page: { title },
    listing: { ...own, records: records.map(shown), callOf },
    others: neighbours.map((other) => listingOn(text, other, site)),
    site,
  });
}

/** A listing as a page has it, with its calls as they stand there. */
export function listingOn(
  text: string,
  { name, schema }: NamedListing,
  site: SiteSettings,
): LayoutListing {
  const page = parsePage(text, schema, site);
  const { set, pairs } =
    typeof page === 'string'
      ? { set: { quarantined: new Set() }, pairs: [] }
      : readPageRecords(page, schema, '');
  const calls = new Map(
    pairs.map(({ record, entry }) => [record.key, textOf(text, entry.call.span)]),
  );
  const records = pairs.map(({ record }) => record).filter(({ key }) => !set.quarantined.has(key));
  return {
    name,
    schema,
    records,
    callOf: ({ key }) => ({ kind: 'call', text: calls.get(key) ?? '' }),
  };
}

/** Records in the order of these keys; others come last, in their own. */
export function inKeyOrder(
  records: readonly ListingRecord[],
  keys: readonly string[],
): readonly ListingRecord[] {
  const rank = new Map(keys.map((key, index) => [key, index]));
  const of = ({ key }: ListingRecord): number => rank.get(key) ?? keys.length;
  return records.toSorted((a, b) => of(a) - of(b));
}

/** What both sides last agreed on, as records. */
export function recordsOfBase(base: Base | undefined): readonly ListingRecord[] {
  return [...(base?.records ?? [])].map(([key, { values }]) => ({
    key,
    values,
    unread: new Set<string>(),
    place: { source: '' },
  }));
}
