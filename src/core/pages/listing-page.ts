/** The pages of one listing, as far as they were read. */
import type { Identified } from '../read-records.ts';
import type { Base } from '../reconcile/base.ts';
import type { RecordSchema } from '../schema.ts';
import { withLineFeeds } from '../wikitext/line-feeds.ts';
import type { ParsedPage } from '../wikitext/page.ts';
import { type PageEntry, readPageRecords } from '../wikitext/page-records.ts';
import { parsePage } from '../wikitext/parse-page.ts';
import type { SiteSettings } from '../wikitext/site.ts';

/** A page of a listing, read. */
export interface ListingPage {
  /** What the pages' field says of its records. */
  readonly value: string;
  readonly title: string;
  readonly page: ParsedPage;
  readonly records: Identified<PageEntry>;
  /** What the page and the data file last agreed on. */
  readonly base: Base | undefined;
}

/** A page of the listing that could not be read: any record may stand there. */
export interface UnreadPage {
  readonly value: string;
  readonly title: string;
  /** Why, as a sentence. */
  readonly problem: string;
}

/** The other pages of a listing. */
export interface OtherPages {
  readonly read: readonly ListingPage[];
  readonly unread: readonly UnreadPage[];
}

/** Reads another page of the listing from its text. */
export function readListingPage(
  text: string,
  from: {
    readonly value: string;
    readonly title: string;
    readonly schema: RecordSchema;
    readonly site: SiteSettings;
    readonly base: Base | undefined;
  },
): ListingPage | UnreadPage {
  const { value, title, schema, site, base } = from;
  const page = parsePage(withLineFeeds(text).text, schema, site);
  if (typeof page === 'string') return { value, title, problem: `The page ${page}.` };
  return { value, title, page, records: readPageRecords(page, schema, title), base };
}

/** A page that is not there yet: nothing stands on it, for certain. */
export function emptyListingPage(value: string, title: string): ListingPage {
  const set = { records: [], quarantined: new Set<string>(), unidentified: 0 };
  return {
    value,
    title,
    page: { text: '', calls: [], headings: [], passedOver: [], unclosed: [] },
    records: { set, pairs: [], diagnostics: [] },
    base: undefined,
  };
}

/** The entry of a record that can be trusted; `undefined` if it is not there, or quarantined. */
export function entryOn({ records }: ListingPage, key: string): PageEntry | undefined {
  if (records.set.quarantined.has(key)) return undefined;
  return records.pairs.find(({ record }) => record.key === key)?.entry;
}
