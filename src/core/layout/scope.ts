/** Records and listings as a layout sees them: plain data, without any prototype. */
import type { ListingRecord } from '../record.ts';
import { fieldNames } from '../schema.ts';
import { type FieldValue, isList } from '../value.ts';
import type { LayoutFacts, LayoutListing } from './layout.ts';
import { Wikitext } from './wikitext.ts';

/** What a layout can hold in a variable. The template language takes `null` for nothing. */
export type Shown =
  | string
  | number
  | boolean
  | null
  | Wikitext
  | readonly Shown[]
  | { readonly [name: string]: Shown };

/** Where an object of a scope comes from. */
export interface Origin {
  readonly record: ListingRecord;
  readonly listing: LayoutListing;
}

/** A scope, and the way back from its objects to records. */
export interface LayoutScope {
  readonly variables: { readonly [name: string]: Shown };
  readonly originOf: (shown: unknown) => Origin | undefined;
}

/** Everything that a layout may name. */
export function scopeOf(facts: LayoutFacts): LayoutScope {
  const { page, today, listing, others, more = {} } = facts;
  const origins = new WeakMap<object, Origin>();
  const own = listingScope(listing, origins);
  const listings = [listing, ...others].map(
    (one): Entry => [one.name, one === listing ? own : listingScope(one, origins)],
  );
  const extra = Object.entries(more).map(
    ([name, value]): Entry => [
      name,
      typeof value === 'object' ? recordScope({ record: value, listing }, origins) : value,
    ],
  );
  const variables = bare([
    ...extra,
    ['page', bare([['title', page.title]])],
    ...(today === undefined ? [] : [['today', today] as const]),
    ['listing', listing.name],
    ['listings', bare(listings)],
    ...Object.entries(own),
  ]);
  const originOf = (shown: unknown): Origin | undefined =>
    typeof shown === 'object' && shown !== null ? origins.get(shown) : undefined;
  return { variables, originOf };
}

type Origins = WeakMap<object, Origin>;

function listingScope(
  listing: LayoutListing,
  origins: Origins,
): { readonly [name: string]: Shown } {
  const { schema } = listing;
  const records = listing.records.map((record) => recordScope({ record, listing }, origins));
  const { section } = schema;
  const sections = [...(section?.headings ?? [])].map(([value, heading]) =>
    bare([
      ['value', value],
      ['heading', new Wikitext(heading)],
      ['records', records.filter((record) => section && record[section.field] === value)],
    ]),
  );
  return bare([
    ['records', records],
    ['sections', sections],
  ]);
}

/** Every field of the config is there, so that a misspelt one is told from an absent value. */
function recordScope(origin: Origin, origins: Origins): { readonly [name: string]: Shown } {
  const { record, listing } = origin;
  const shown = bare(
    fieldNames(listing.schema).map((name): Entry => [name, shownValue(record.values.get(name))]),
  );
  origins.set(shown, origin);
  return shown;
}

function shownValue(value: FieldValue | undefined): Shown {
  if (value === undefined) return null;
  if (typeof value !== 'object') return value;
  if (isList(value)) return value.map(shownPart);
  return shownPart(value);
}

/** A person has a role and a link a label, be it nothing. */
function shownPart(part: FieldValue): Shown {
  if (typeof part !== 'object') return part;
  if (isList(part)) return part.map(shownPart);
  const entries = Object.entries(part).map(([name, value]): Entry => [name, shownValue(value)]);
  const usual = 'name' in part ? ['role'] : ['label'];
  return bare([...usual.map((name): Entry => [name, null]), ...entries]);
}

type Entry = readonly [string, Shown];

function bare(entries: readonly Entry[]): { readonly [name: string]: Shown } {
  const shown: Record<string, Shown> = Object.create(null);
  for (const [name, value] of entries) shown[name] = value;
  return shown;
}
