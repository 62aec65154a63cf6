/** Three sets of records into what has to change on each side. */
import type { Change } from '../change.ts';
import type { ListingRecord, RecordSet } from '../record.ts';
import type { RecordSchema } from '../schema.ts';
import type { Base, BaseRecord } from './base.ts';
import { type Merge, mergeRecord } from './merge-record.ts';
import { mergePresence } from './presence.ts';
import { suggestRename } from './rename-suggestion.ts';
import { type FoundRenames, findRenames, type LikelyRename, type Rename } from './renames.ts';

/** The three sides; `base` is `undefined` on first contact. */
export interface Sides {
  readonly base: Base | undefined;
  /** What was agreed on of records that stood on another page of the listing then. */
  readonly bases?: ReadonlyMap<string, BaseRecord>;
  readonly data: RecordSet;
  readonly wiki: RecordSet;
}

/** What all merges ask for. */
export interface Reconciliation extends Merge {
  /** Of renamed records: new key to the one that the base knows. */
  readonly renamed: ReadonlyMap<string, string>;
}

/**
 * Merges all records. Changes to the page stand in its order and then, for new records, in the data
 * file's; changes to the data file likewise. What is quarantined on either side is left alone.
 */
export function reconcile(sides: Sides, schema: RecordSchema): Reconciliation {
  const data = byKey(sides.data);
  const wiki = byKey(sides.wiki);
  const renames = renamesOf(sides, schema);
  const isQuarantined = (key: string): boolean =>
    sides.data.quarantined.has(key) || sides.wiki.quarantined.has(key);
  const perhapsThese = perhapsRenamed(renames, isQuarantined);
  const isLeftAlone = (key: string): boolean => isQuarantined(key) || perhapsThese.has(key);
  const merges: Merge[] = [];
  for (const key of new Set([...wiki.keys(), ...data.keys()])) {
    if (isLeftAlone(key) || renames.renamed.has(key)) continue;
    const dataRecord = data.get(renames.inData.get(key) ?? key);
    const wikiRecord = wiki.get(renames.onWiki.get(key) ?? key);
    const base = sides.bases?.get(key) ?? sides.base?.records.get(key);
    if (dataRecord !== undefined && wikiRecord !== undefined) {
      merges.push(mergeRecord({ key, base, data: dataRecord, wiki: wikiRecord }, schema));
    } else merges.push(mergePresence({ key, data: dataRecord, wiki: wikiRecord }, sides, schema));
  }
  const toPage = merges.flatMap((merge) => merge.toPage);
  const toData = merges.flatMap((merge) => merge.toData);
  const conflicts = merges.flatMap((merge) => merge.conflicts);
  const changes = { toPage, toData, conflicts };
  return {
    toPage: inOrder(toPage, sides.wiki, sides.data),
    toData: inOrder(toData, sides.data, sides.wiki),
    conflicts,
    diagnostics: [
      ...merges.flatMap(({ diagnostics }) => diagnostics),
      ...renames.likely.inData.map((likely) => suggestRename(likely, 'data', changes)),
      ...renames.likely.onWiki.map((likely) => suggestRename(likely, 'wiki', changes)),
    ],
    renamed: renames.renamed,
  };
}

interface Renames {
  /** Old key to the key that the side now has. */
  readonly inData: ReadonlyMap<string, string>;
  readonly onWiki: ReadonlyMap<string, string>;
  /** New key to old, for both sides; the new ones are no records of their own. */
  readonly renamed: ReadonlyMap<string, string>;
  /** What may be renames, and is not taken for some. */
  readonly likely: {
    readonly inData: readonly LikelyRename[];
    readonly onWiki: readonly LikelyRename[];
  };
}

function renamesOf(sides: Sides, schema: RecordSchema): Renames {
  const inData = sideRenames(sides, { side: 'data', schema });
  const onWiki = sideRenames(sides, { side: 'wiki', schema });
  const asMap = (renames: readonly Rename[]) => new Map(renames.map(({ from, to }) => [from, to]));
  return {
    inData: asMap(inData.certain),
    onWiki: asMap(onWiki.certain),
    renamed: new Map([...inData.certain, ...onWiki.certain].map(({ from, to }) => [to, from])),
    likely: { inData: inData.likely, onWiki: onWiki.likely },
  };
}

/** New keys of what may be a record that is left alone: it would be there twice. */
function perhapsRenamed(
  { likely }: Renames,
  isQuarantined: (key: string) => boolean,
): ReadonlySet<string> {
  const found = [...likely.inData, ...likely.onWiki].filter(({ from }) => isQuarantined(from));
  return new Set(found.flatMap(({ to }) => to.map(({ key }) => key)));
}

function sideRenames(
  sides: Sides,
  { side, schema }: { readonly side: 'data' | 'wiki'; readonly schema: RecordSchema },
): FoundRenames {
  const { base } = sides;
  const own = sides[side];
  const foreignOwner = side === 'data' ? 'wiki' : 'data';
  const other = sides[foreignOwner];
  if (base === undefined || own.unidentified > 0) return { certain: [], likely: [] };
  const ownKeys = byKey(own);
  const otherKeys = byKey(other);
  const gone = [...base.records.keys()].filter((key) => !ownKeys.has(key) && otherKeys.has(key));
  const came = own.records.filter(
    ({ key }) =>
      !base.records.has(key) &&
      !base.unmet.has(key) &&
      !otherKeys.has(key) &&
      !own.quarantined.has(key),
  );
  return findRenames({ base, gone, came, foreignOwner, schema });
}

function byKey(set: RecordSet): ReadonlyMap<string, ListingRecord> {
  return new Map(set.records.map((record) => [record.key, record]));
}

/** The side's own order, then that of the side that new records come from. */
export function inOrder(
  changes: readonly Change[],
  own: RecordSet,
  other: RecordSet,
): readonly Change[] {
  const order = new Map(
    [...own.records, ...other.records].toReversed().map(({ key }, index) => [key, -index]),
  );
  return changes.toSorted((a, b) => (order.get(a.key) ?? 0) - (order.get(b.key) ?? 0));
}
