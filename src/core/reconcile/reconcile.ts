/** Three sets of records into what has to change on each side. */
import type { Change } from '../change.ts';
import type { ListingRecord, RecordSet } from '../record.ts';
import type { RecordSchema } from '../schema.ts';
import type { Base, BaseRecord } from './base.ts';
import { type Merge, mergeRecord } from './merge-record.ts';
import { mergePresence } from './presence.ts';
import { suggestRename } from './rename-suggestion.ts';
import { type RenamedApart, renamedApart } from './renamed-apart.ts';
import {
  type FoundRenames,
  findRenames,
  findRenamesApart,
  type LikelyRename,
  type Rename,
} from './renames.ts';

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
  const isQuarantined = quarantinedIn(sides);
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
  const conflicts = [
    ...merges.flatMap((merge) => merge.conflicts),
    ...renames.apart.map((apart) =>
      renamedApart(apart, sides.base?.records.get(apart.key), schema),
    ),
  ];
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
  /** Records that the other side does not have by their old key any more. */
  readonly apart: readonly RenamedApart[];
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
  const all = [inData, onWiki].flatMap(({ certain, apart }) => [...certain, ...apart]);
  return {
    inData: asMap(inData.certain),
    onWiki: asMap(onWiki.certain),
    renamed: new Map(all.map(({ from, to }) => [to, from])),
    apart: allApart(sides, asMap(inData.apart), asMap(onWiki.apart)),
    likely: { inData: inData.likely, onWiki: onWiki.likely },
  };
}

function allApart(
  { data, wiki }: Sides,
  inData: ReadonlyMap<string, string>,
  onWiki: ReadonlyMap<string, string>,
): readonly RenamedApart[] {
  const [records, calls] = [byKey(data), byKey(wiki)];
  return [...new Set([...inData.keys(), ...onWiki.keys()])].map((key) => ({
    key,
    data: records.get(inData.get(key) ?? ''),
    wiki: calls.get(onWiki.get(key) ?? ''),
  }));
}

/** New keys of what may be a record that is left alone: it would be there twice. */
function perhapsRenamed(
  { likely }: Renames,
  isQuarantined: (key: string) => boolean,
): ReadonlySet<string> {
  const found = [...likely.inData, ...likely.onWiki].filter(({ from }) => isQuarantined(from));
  return new Set(found.flatMap(({ to }) => to.map(({ key }) => key)));
}

/** One side's renames; `apart` are those of records that the other side has lost too. */
interface SideRenames extends FoundRenames {
  readonly apart: readonly Rename[];
}

function sideRenames(
  sides: Sides,
  { side, schema }: { readonly side: 'data' | 'wiki'; readonly schema: RecordSchema },
): SideRenames {
  const { base } = sides;
  const own = sides[side];
  const foreignOwner = side === 'data' ? 'wiki' : 'data';
  const other = sides[foreignOwner];
  if (base === undefined || own.unidentified > 0) return { certain: [], likely: [], apart: [] };
  const ownKeys = byKey(own);
  const otherKeys = byKey(other);
  const gone = [...base.records.keys()].filter((key) => !ownKeys.has(key));
  const came = own.records.filter(
    ({ key }) =>
      !base.records.has(key) &&
      !base.unmet.has(key) &&
      !otherKeys.has(key) &&
      !own.quarantined.has(key),
  );
  const about = { base, foreignOwner, isQuarantined: quarantinedIn(sides), schema } as const;
  const lost = gone.filter((key) => !otherKeys.has(key));
  // An entry without a readable key may be the one that the other side seems to have lost.
  const apart = other.unidentified > 0 ? [] : findRenamesApart({ ...about, gone: lost, came });
  const found = findRenames({
    ...about,
    gone: gone.filter((key) => otherKeys.has(key)),
    came: came.filter(({ key }) => !apart.some(({ to }) => to === key)),
  });
  return { ...found, apart };
}

function quarantinedIn({ data, wiki }: Sides): (key: string) => boolean {
  return (key) => data.quarantined.has(key) || wiki.quarantined.has(key);
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
  if (changes.length < 2) return changes;
  const order = new Map(
    [...own.records, ...other.records].toReversed().map(({ key }, index) => [key, -index]),
  );
  return changes.toSorted((a, b) => (order.get(a.key) ?? 0) - (order.get(b.key) ?? 0));
}
