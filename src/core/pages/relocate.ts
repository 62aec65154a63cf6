/**
 * What one page of a listing is merged with: its own records, those that come from another page, and
 * none that another page is to answer for.
 *
 * A record moves in two steps, each the edit of one page: it is added where the data file has it,
 * and goes where it stood once it is seen there. So it is on no page at no time.
 */
import type { Change } from '../change.ts';
import type { DataEntry } from '../data-records.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Identified } from '../read-records.ts';
import type { BaseRecord } from '../reconcile/base.ts';
import type { ListingRecord, RecordSet } from '../record.ts';
import type { RecordSchema } from '../schema.ts';
import type { IncomingCall } from '../wikitext/place-steps.ts';
import { dataOfPage, pagesByKey } from './data-of-page.ts';
import { type Fate, type FateContext, fateOf, recordIn } from './fate.ts';
import { entryOn, type ListingPage, type OtherPages } from './listing-page.ts';
import { notThereYet } from './page-diagnostics.ts';

/** A page's two sides as they are merged. */
export interface Relocation {
  readonly data: RecordSet;
  readonly wiki: RecordSet;
  /** What was agreed on of records that another page had then. */
  readonly bases: ReadonlyMap<string, BaseRecord>;
  /** The calls of records that come from other pages. */
  readonly incoming: ReadonlyMap<string, IncomingCall>;
  /** The page's part of moves to other pages. */
  readonly departures: readonly Change[];
  /**
   * Keys of records that are gone from here, and that no other page has: what was agreed on of them
   * is kept, so that where the data file has them it is known that a person removed them.
   */
  readonly kept: ReadonlySet<string>;
  /** Titles of pages that records go to, and are not seen on yet. */
  readonly awaited: readonly string[];
  /** Titles of pages that records go to, and are seen on. */
  readonly reached: readonly string[];
  /** Keys of all records that move to this page or from it. */
  readonly moving: ReadonlySet<string>;
  /** How many each side lacks that are no loss of this page's. */
  readonly elsewhere: { readonly data: number; readonly wiki: number };
  readonly diagnostics: readonly Diagnostic[];
}

/** What is decided about one page. */
export interface RelocationContext {
  readonly own: ListingPage;
  /** `undefined` where both sides have the same records on this page, so that none was asked for. */
  readonly others: OtherPages | undefined;
  readonly data: Identified<DataEntry>;
  readonly schema: RecordSchema;
  readonly isPreferred: boolean;
  /** Keys of records whose move from here to another page was taken back. */
  readonly staying: ReadonlySet<string>;
  /** Whether records stay that are not seen yet where they go. */
  readonly isWary: boolean;
}

/** Keys that only one side has on the page: what other pages have decides about them. */
export function unmatchedKeys(
  own: Pick<ListingPage, 'records'>,
  data: Identified<DataEntry>,
  schema: RecordSchema,
): readonly string[] {
  const inData = new Set(dataOfPage(data, schema).set.records.map(({ key }) => key));
  const onPage = new Set(own.records.set.records.map(({ key }) => key));
  return [
    ...[...inData].filter((key) => !onPage.has(key)),
    ...[...onPage].filter((key) => !inData.has(key)),
  ];
}

/**
 * Keys of records that were agreed on here, that the data file has on another page now, and that do
 * not stand here any more.
 */
export function departedKeys(
  own: ListingPage,
  data: Identified<DataEntry>,
  { pages }: RecordSchema,
): readonly string[] {
  if (pages === undefined || own.base === undefined) return [];
  const pageOf = pagesByKey(data, pages);
  const onPage = new Set(own.records.set.records.map(({ key }) => key));
  return [...own.base.records.keys()].filter(
    (key) => !onPage.has(key) && (pageOf.get(key) ?? own.value) !== own.value,
  );
}

/** Works out what the page is merged with. */
export function relocate(context: RelocationContext): Relocation {
  const { own, others, data, schema } = context;
  const strict = dataOfPage(data, schema).set;
  const plain = { data: strict, wiki: own.records.set, bases: new Map(), incoming: new Map() };
  const nothing = {
    departures: [],
    awaited: [],
    reached: [],
    kept: new Set<string>(),
    diagnostics: [],
  };
  const { pages } = schema;
  if (pages === undefined || others === undefined) {
    return { ...plain, ...nothing, moving: new Set(), elsewhere: { data: 0, wiki: 0 } };
  }
  const fateContext = { ...context, others, pages, pageOf: pagesByKey(data, pages) };
  const fates = new Map(
    unmatchedKeys(own, data, schema).map((key) => [key, fateOf(key, fateContext)]),
  );
  return carriedOut(fates, fateContext, context.isWary);
}

function carriedOut(
  fates: ReadonlyMap<string, Fate>,
  context: FateContext,
  isWary: boolean,
): Relocation {
  const { own, others, data, schema } = context;
  const strict = dataOfPage(data, schema).set;
  const keysOf = (...kinds: readonly Fate['kind'][]): readonly string[] =>
    [...fates].flatMap(([key, { kind }]) => (kinds.includes(kind) ? [key] : []));
  const away = new Set(keysOf('elsewhere', 'leaves'));
  const held = new Set(keysOf('held'));
  const stays = ({ key }: ListingRecord): boolean => !away.has(key);
  const comers = [...fates].flatMap(([key, fate]) =>
    fate.kind === 'comes' ? (comerFrom(fate.from, key) ?? []) : [],
  );
  const unseen = others.read.reduce((sum, { records }) => sum + records.set.unidentified, 0);
  const leaving = leavingOf(fates, context, isWary);
  return {
    data: {
      ...strict,
      records: [
        ...strict.records.filter(stays),
        ...keysOf('taken').flatMap((key) => recordIn(data, key) ?? []),
      ],
      quarantined: new Set([...strict.quarantined, ...held]),
    },
    wiki: {
      records: [...own.records.set.records.filter(stays), ...comers.map(({ record }) => record)],
      quarantined: new Set([...own.records.set.quarantined, ...held]),
      unidentified: own.records.set.unidentified + unseen,
    },
    bases: basesOf(fates),
    incoming: new Map(comers.map(({ record, call }) => [record.key, call])),
    ...leaving,
    kept: keptKeys(own, others, context),
    moving: new Set(keysOf('comes', 'taken', 'leaves', 'elsewhere')),
    elsewhere: { data: inDataElsewhere(own, context).length, wiki: keysOf('elsewhere').length },
    diagnostics: [
      ...[...fates.values()].flatMap((fate) =>
        fate.kind === 'held' ? (fate.diagnostic ?? []) : [],
      ),
      ...leaving.diagnostics,
    ],
  };
}

/** Keys of records that stand here, and that the data file has on another page. */
export function inDataElsewhere(
  own: ListingPage,
  { pageOf }: Pick<FateContext, 'pageOf'>,
): readonly string[] {
  return own.records.set.records
    .map(({ key }) => key)
    .filter((key) => (pageOf.get(key) ?? own.value) !== own.value);
}

/** Keys of records that are gone from here, and that no other page has: see `kept`. */
export function keptKeys(
  own: ListingPage,
  others: OtherPages,
  { data, schema }: Pick<RelocationContext, 'data' | 'schema'>,
): ReadonlySet<string> {
  return new Set(departedKeys(own, data, schema).filter((key) => !isOnOther(key, others)));
}

/** Whether another page has the record, or once agreed on it. */
function isOnOther(key: string, { read }: OtherPages): boolean {
  return read.some(
    ({ base, records }) =>
      base?.records.has(key) === true || records.pairs.some(({ record }) => record.key === key),
  );
}

function basesOf(fates: ReadonlyMap<string, Fate>): ReadonlyMap<string, BaseRecord> {
  return new Map(
    [...fates].flatMap(([key, fate]) => {
      const base = 'base' in fate ? fate.base : undefined;
      return base === undefined ? [] : [[key, base] as const];
    }),
  );
}

/** A record that comes from another page. */
export interface Comer {
  readonly record: ListingRecord;
  readonly call: IncomingCall;
}

/** The record as the other page has it; `undefined` if it cannot be trusted there. */
export function comerFrom(from: ListingPage, key: string): Comer | undefined {
  const { page, records } = from;
  const record = recordIn(records, key);
  const entry = entryOn(from, key);
  return record && entry && { record, call: { page, call: entry.call, values: entry.values } };
}

function leavingOf(
  fates: ReadonlyMap<string, Fate>,
  { own, others, pages }: FateContext,
  isWary: boolean,
): Pick<Relocation, 'departures' | 'awaited' | 'reached' | 'diagnostics'> {
  const leaving = [...fates].flatMap(([key, fate]) => {
    if (fate.kind !== 'leaves') return [];
    const title = others.read.find(({ value }) => value === fate.to)?.title ?? fate.to;
    return [{ ...fate, key, title }];
  });
  const awaited = leaving.filter(({ isThere }) => !isThere);
  const gone = isWary ? leaving.filter(({ isThere }) => isThere) : leaving;
  return {
    departures: gone.map(
      ({ key, to }): Change => ({
        kind: 'move',
        key,
        fields: [{ field: pages.field, before: own.value, after: to }],
      }),
    ),
    awaited: awaited.map(({ title }) => title),
    reached: leaving.filter(({ isThere }) => isThere).map(({ title }) => title),
    diagnostics: isWary
      ? awaited.map(({ key, title }) => notThereYet(key, { title }, entryOn(own, key)?.place))
      : [],
  };
}
