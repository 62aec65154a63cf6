/**
 * Records whose key changed: one that went and one that came, on the same side, otherwise alike.
 *
 * Taken for a rename only on unambiguous evidence: most of the fields agree, among them one whose
 * value no other record has, and no other pair of records could be meant. Fields that say nothing
 * are no evidence either way: empty ones, unread ones, and those that were never agreed on.
 */
import type { ListingRecord } from '../record.ts';
import { fieldNames, ownerOf, type RecordSchema } from '../schema.ts';
import { canonicalJson, type FieldValue } from '../value.ts';
import { type Base, type BaseRecord, fieldBase } from './base.ts';

/** A record that went, by its old key, and the one that came in its place. */
export interface Rename {
  readonly from: string;
  readonly to: string;
}

/** A record that went, and those that came and may be the same one. */
export interface LikelyRename {
  readonly from: string;
  readonly to: readonly ListingRecord[];
}

/** One side, compared with the base. */
export interface RenameSearch {
  readonly base: Base;
  /** The keys of the base that this side lacks. */
  readonly gone: readonly string[];
  /** Its records that neither the base nor the other side has. */
  readonly came: readonly ListingRecord[];
  /** Fields that belong to the other side prove nothing. */
  readonly foreignOwner: 'data' | 'wiki';
  /** Left alone: what may be such a record, renamed, is never taken for it, nor for another one. */
  readonly isQuarantined: (key: string) => boolean;
  readonly schema: RecordSchema;
}

/** One side's renames, and what may be some, in the order of `gone`. */
export interface FoundRenames {
  readonly certain: readonly Rename[];
  readonly likely: readonly LikelyRename[];
}

/** Finds one side's renames. */
export function findRenames(search: RenameSearch): FoundRenames {
  const fields = evidentFields(search);
  const pairs = likePairs(search, fields);
  if (pairs.length === 0) return { certain: [], likely: [] };
  const counts = counted(
    [...search.base.records.values()].flatMap(({ values }) => [
      ...evidenceOf(values, fields).values(),
    ]),
  );
  const { isQuarantined } = search;
  const certain = unambiguous(
    pairs.filter(
      ({ from, equal }) => isQuarantined(from) || equal.some((value) => counts.get(value) === 1),
    ),
  ).filter(({ from }) => !isQuarantined(from));
  const gone = new Set(certain.map(({ from }) => from));
  const came = new Set(certain.map(({ to }) => to));
  const likely = new Map<string, ListingRecord[]>();
  for (const { from, to } of pairs) {
    if (gone.has(from) || came.has(to.key)) continue;
    const found = likely.get(from);
    if (found === undefined) likely.set(from, [to]);
    else found.push(to);
  }
  return { certain, likely: [...likely].map(([from, to]) => ({ from, to })) };
}

/**
 * Finds one side's renames of records that the other side has lost too. The evidence must not depend
 * on other records: these come to be the same, or not, before a person has decided.
 */
export function findRenamesApart(search: RenameSearch): readonly Rename[] {
  const pairs = likePairs(search, evidentFields(search));
  return unambiguous(pairs.filter(({ equal }) => equal.length > 1));
}

function evidentFields({ schema, foreignOwner }: RenameSearch): readonly string[] {
  return fieldNames(schema).filter(
    (field) => field !== schema.key && ownerOf(schema, field) !== foreignOwner,
  );
}

function unambiguous(pairs: readonly Pair[]): readonly Rename[] {
  const wentBy = counted(pairs.map(({ from }) => from));
  const cameBy = counted(pairs.map(({ to }) => to.key));
  return pairs
    .filter(({ from, to }) => wentBy.get(from) === 1 && cameBy.get(to.key) === 1)
    .map(({ from, to }) => ({ from, to: to.key }));
}

interface Pair {
  readonly from: string;
  readonly to: ListingRecord;
  /** The evidence that it is one record. */
  readonly equal: readonly string[];
}

/** Pairs that are alike enough to be worth a word: half of the fields agree. */
function likePairs(search: RenameSearch, fields: readonly string[]): readonly Pair[] {
  const { base, schema, foreignOwner } = search;
  if (search.gone.length === 0 || search.came.length === 0) return [];
  if (ownerOf(schema, schema.key) === foreignOwner) return [];
  const came = search.came.map((to) => ({ to, after: evidenceOf(to.values, fields) }));
  return search.gone.flatMap((from) => {
    const record = base.records.get(from);
    if (record === undefined) return [];
    const known = fields.filter((field) => fieldBase(record, field).kind === 'known');
    const before = evidenceOf(record.values, known);
    return came.flatMap(({ to, after }): readonly Pair[] => {
      const { present, equal } = agreement({ before, after, fields: known, to });
      return equal.length === 0 || equal.length * 2 < present ? [] : [{ from, to, equal }];
    });
  });
}

interface Agreement {
  /** How many fields say something on either side. */
  readonly present: number;
  readonly equal: readonly string[];
}

function agreement(pair: {
  readonly before: Evidence;
  readonly after: Evidence;
  readonly fields: readonly string[];
  readonly to: ListingRecord;
}): Agreement {
  const { before, after, fields, to } = pair;
  const equal: string[] = [];
  let present = 0;
  for (const field of fields) {
    const [was, is] = [before.get(field), after.get(field)];
    if (to.unread.has(field) || (was ?? is) === undefined) continue;
    present += 1;
    if (was !== undefined && was === is) equal.push(was);
  }
  return { present, equal };
}

/** By field, its name and value in one text; nothing for a field that says nothing. */
type Evidence = ReadonlyMap<string, string>;

function evidenceOf(values: BaseRecord['values'], fields: readonly string[]): Evidence {
  const evidence = new Map<string, string>();
  for (const field of fields) {
    const value = values.get(field);
    if (value === undefined || isEmpty(value)) continue;
    evidence.set(field, `${field}:${canonicalJson(value)}`);
  }
  return evidence;
}

function isEmpty(value: FieldValue): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function counted(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
