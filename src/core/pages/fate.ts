/** Which page of a listing a record is merged with, where its two sides do not have it on the same. */
import type { DataEntry } from '../data-records.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Identified } from '../read-records.ts';
import type { BaseRecord, FieldBase } from '../reconcile/base.ts';
import { mergeField } from '../reconcile/merge-field.ts';
import { mergeRecord } from '../reconcile/merge-record.ts';
import type { ListingRecord } from '../record.ts';
import type { PagesSchema, RecordSchema } from '../schema.ts';
import { isCarried } from './carried.ts';
import { entryOn, type ListingPage, type OtherPages } from './listing-page.ts';
import { heldForUnread, notThereYet, onTwoPages, overtaken } from './page-diagnostics.ts';

/** What is done about a record, as seen from one page. */
export type Fate =
  /** It is merged with this page: it is here, or nowhere else. */
  | { readonly kind: 'here'; readonly base?: BaseRecord | undefined }
  /** The data file has it here, and the page that it still stands on is another. */
  | { readonly kind: 'comes'; readonly from: ListingPage; readonly base: BaseRecord | undefined }
  /** A person brought it here; the data file has it on another page. */
  | { readonly kind: 'taken'; readonly base: BaseRecord | undefined }
  /** The data file has it on another page, to which it goes; whether it stands there already. */
  | { readonly kind: 'leaves'; readonly to: string; readonly isThere: boolean }
  /** It is merged with another page. */
  | { readonly kind: 'elsewhere' }
  /** Nothing is done about it on either side. */
  | { readonly kind: 'held'; readonly diagnostic?: Diagnostic };

/** What fates are decided by. */
export interface FateContext {
  readonly own: ListingPage;
  readonly others: OtherPages;
  /** All of the data file's records. */
  readonly data: Identified<DataEntry>;
  /** The page that the data file has each record on: see `pagesByKey`. */
  readonly pageOf: ReadonlyMap<string, string | undefined>;
  readonly schema: RecordSchema;
  readonly pages: PagesSchema;
  /** Keys of records whose move from here to another page was taken back: it is not made again. */
  readonly staying: ReadonlySet<string>;
  /** Whether a person said which side conflicts go to. */
  readonly isPreferred: boolean;
}

/**
 * Decides about a record that the data file has on this page and the page has not, or the reverse.
 */
export function fateOf(key: string, context: FateContext): Fate {
  const { own, others, data, pageOf } = context;
  const places = others.read.filter((page) => standsOn(page, key));
  const isTrusted = !data.set.quarantined.has(key) && places.every((page) => entryOn(page, key));
  const isPageless = pageOf.has(key) && pageOf.get(key) === undefined;
  if (!isTrusted || isPageless) return { kind: 'held' };
  const [unread] = others.unread;
  if (unread !== undefined) return { kind: 'held', diagnostic: heldForUnread(key, unread) };
  const isHere = standsOn(own, key);
  if (pageOf.get(key) === own.value && !isHere) return absentFate(key, places, context);
  return presentFate(key, places, context);
}

/** The data file has it here, and the page has not. */
function absentFate(key: string, places: readonly ListingPage[], context: FateContext): Fate {
  const { own, others } = context;
  const [from, another] = places;
  if (from === undefined) return { kind: 'here', base: foreignBase(key, own, others) };
  if (another !== undefined) return twice(key, [from, another]);
  const base = baseBetween(key, { from, to: own }, context);
  if (directionOf({ from, to: own }, base, context) === 'pull') return { kind: 'elsewhere' };
  return { kind: 'comes', from, base };
}

/** The page has it, and the data file has it elsewhere, or not at all. */
function presentFate(key: string, places: readonly ListingPage[], context: FateContext): Fate {
  const { own, others, pageOf, staying } = context;
  const [place, another] = places;
  const value = pageOf.get(key);
  if (value === undefined) {
    return place === undefined ? { kind: 'here' } : twice(key, [own, place]);
  }
  const to = others.read.find((page) => page.value === value);
  if (to === undefined || another !== undefined) return twice(key, [own, another ?? own]);
  if (place !== undefined) {
    return place === to ? secondHalf(key, to, context) : twice(key, [own, place]);
  }
  const base = baseBetween(key, { from: own, to }, context);
  const direction = directionOf({ from: own, to }, base, context);
  if (direction === 'pull') return { kind: 'taken', base };
  const isHeld = direction === 'conflict' || staying.has(key) || conflictsOf(key, base, context);
  return isHeld
    ? { kind: 'held', diagnostic: notThereYet(key, to, entryOn(own, key)?.place) }
    : { kind: 'leaves', to: to.value, isThere: false };
}

/** It stands here and where the data file has it: left over from a move, or put there by a person. */
function secondHalf(key: string, to: ListingPage, { own, schema }: FateContext): Fate {
  const base = own.base?.records.get(key);
  const [here, there] = [entryOn(own, key), entryOn(to, key)];
  if (base === undefined || here === undefined || there === undefined) return twice(key, [own, to]);
  if (isCarried({ here, there, base }, schema))
    return { kind: 'leaves', to: to.value, isThere: true };
  return { kind: 'held', diagnostic: overtaken(key, { from: own, to, place: here.place }) };
}

function twice(key: string, [one, other]: readonly [ListingPage, ListingPage]): Fate {
  return { kind: 'held', diagnostic: onTwoPages(key, [one, other]) };
}

function standsOn({ records }: ListingPage, key: string): boolean {
  return records.pairs.some(({ record }) => record.key === key);
}

/** What was agreed on where the record stood, if this page never had it. */
function foreignBase(key: string, own: ListingPage, { read }: OtherPages): BaseRecord | undefined {
  if (own.base?.records.has(key) === true) return undefined;
  const [base, another] = read.flatMap((page) => page.base?.records.get(key) ?? []);
  return another === undefined ? base : undefined;
}

interface Way {
  /** Where it stands. */
  readonly from: ListingPage;
  /** Where the data file has it. */
  readonly to: ListingPage;
}

/**
 * What was agreed on of a record that its sides have on two pages. Its page is what was agreed on if
 * only one of the two ever had it.
 */
function baseBetween(
  key: string,
  { from, to }: Way,
  { pages }: FateContext,
): BaseRecord | undefined {
  const [here, there] = [from.base?.records.get(key), to.base?.records.get(key)];
  if (here === undefined || there === undefined) return here ?? there;
  const values = new Map(here.values);
  values.delete(pages.field);
  return { ...here, values, disputed: new Set([...here.disputed, pages.field]) };
}

function directionOf(
  { from, to }: Way,
  base: BaseRecord | undefined,
  { pages }: FateContext,
): 'push' | 'pull' | 'conflict' {
  const agreed = base?.values.get(pages.field);
  const known: FieldBase =
    agreed === undefined ? { kind: 'disputed' } : { kind: 'known', value: agreed };
  const { kind } = mergeField({ base: known, data: to.value, wiki: from.value }, pages.owner);
  return kind === 'push' || kind === 'pull' ? kind : 'conflict';
}

/** Whether the record conflicts with what the data file has of it: then it stays where it is. */
function conflictsOf(
  key: string,
  base: BaseRecord | undefined,
  { own, data, schema, isPreferred }: FateContext,
): boolean {
  const inData = recordIn(data, key);
  const onPage = recordIn(own.records, key);
  if (isPreferred || inData === undefined || onPage === undefined) return false;
  return mergeRecord({ key, base, data: inData, wiki: onPage }, schema).conflicts.length > 0;
}

/** One side's record. */
export function recordIn(
  { pairs }: Identified<DataEntry> | ListingPage['records'],
  key: string,
): ListingRecord | undefined {
  return pairs.find(({ record }) => record.key === key)?.record;
}
