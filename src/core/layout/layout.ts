/** What a layout is rendered from, and what comes out: text and records in, wikitext out. */
import type { Diagnostic } from '../diagnostic.ts';
import type { ListingRecord } from '../record.ts';
import type { RecordSchema } from '../schema.ts';
import type { SiteSettings } from '../wikitext/site.ts';
import type { ParsedLayout } from './liquid.ts';

/** A record's call as it is to stand on the page, or why it cannot. */
export type WrittenCall =
  | { readonly kind: 'call'; readonly text: string }
  | { readonly kind: 'refused'; readonly diagnostic: Diagnostic };

/** One listing's records, for a layout. */
export interface LayoutListing {
  readonly name: string;
  readonly schema: RecordSchema;
  /** In the data file's order. */
  readonly records: readonly ListingRecord[];
  /** Writes a record's call, as the listing's calls are written: see `callWriter`. */
  readonly callOf: (record: ListingRecord) => WrittenCall;
}

/** All that a layout may speak of. Same facts, same text. */
export interface LayoutFacts {
  readonly page: { readonly title: string };
  /** The day that counts as today, in ISO 8601; a layout has no clock. */
  readonly today?: string;
  /** The listing whose `records` and `sections` the layout speaks of. */
  readonly listing: LayoutListing;
  /** Others by their names: those of the same page. */
  readonly others: readonly LayoutListing[];
  /** What else the layout may name, such as the one record that a page is about. */
  readonly more?: Readonly<Record<string, string | number | boolean | ListingRecord>>;
  readonly site: SiteSettings;
}

/** A stretch of a rendered layout that is derived from records: a count, or a list. */
export type RenderedSpot = {
  readonly name: string;
  /** Where it stands in the rendered text. */
  readonly start: number;
  readonly end: number;
} & (
  | { readonly kind: 'text' }
  /** Lines of a list, each with the name that it is about. */
  | { readonly kind: 'list'; readonly entries: readonly SpotEntry[] }
);

/** One entry of a derived list. */
export interface SpotEntry {
  readonly name: string;
  /** Without its line feed. */
  readonly line: string;
}

/** A layout, rendered. */
export interface RenderedLayout {
  readonly text: string;
  /** In their order. */
  readonly spots: readonly RenderedSpot[];
}

/** A layout that was read, ready to be rendered as often as one likes. */
export interface Layout {
  /** The file's path as the user knows it. */
  readonly source: string;
  readonly text: string;
  readonly templates: ParsedLayout;
  /** Whether it has spots or lists, which are kept fresh. */
  readonly hasSpots: boolean;
}
