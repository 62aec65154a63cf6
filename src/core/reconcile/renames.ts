/**
 * Records whose key changed: one that went and one that came, on the same side, otherwise alike.
 *
 * Taken for a rename only on unambiguous evidence: most of the fields agree, among them one whose
 * value no other record has, and no other pair of records could be meant.
 */
import type { ListingRecord } from '../record.ts';
import { fieldNames, ownerOf, type RecordSchema } from '../schema.ts';
import { canonicalJson } from '../value.ts';
import type { Base, BaseRecord } from './base.ts';

/** A record that went, by its old key, and the one that came in its place. */
export interface Rename {
  readonly from: string;
  readonly to: string;
}

/** One side, compared with the base. */
export interface RenameSearch {
  readonly base: Base;
  /** The keys of the base that this side lacks and the other side has. */
  readonly gone: readonly string[];
  /** Its records that neither the base nor the other side has. */
  readonly came: readonly ListingRecord[];
  /** Fields that belong to the other side prove nothing. */
  readonly foreignOwner: 'data' | 'wiki';
  readonly schema: RecordSchema;
}

/** One side's renames, and pairs that may be some, in the order of `gone`. */
export interface FoundRenames {
  readonly certain: readonly Rename[];
  readonly likely: readonly Rename[];
}

/** Finds one side's renames. */
export function findRenames(search: RenameSearch): FoundRenames {
  const none = { certain: [], likely: [] };
  if (search.gone.length === 0 || search.came.length === 0) return none;
  if (ownerOf(search.schema, search.schema.key) === search.foreignOwner) return none;
  const fields = fieldNames(search.schema).filter(
    (field) => field !== search.schema.key && ownerOf(search.schema, field) !== search.foreignOwner,
  );
  const counts = valueCounts(search.base, fields);
  const pairs = search.gone.flatMap((from) => {
    const before = search.base.records.get(from);
    if (before === undefined) return [];
    return search.came.flatMap((after) => {
      const { isAlike, isTelling } = likenessOf({ before, after, fields, counts });
      return isAlike ? [{ from, to: after.key, isTelling }] : [];
    });
  });
  const telling = pairs.filter(({ isTelling }) => isTelling);
  const certain = telling.filter((pair) => isAlone(pair, telling));
  const isSettled = ({ from, to }: Rename): boolean =>
    certain.some((pair) => pair.from === from || pair.to === to);
  const likely = pairs.filter((pair) => !isSettled(pair));
  return { certain: certain.map(asRename), likely: likely.map(asRename) };
}

function isAlone(pair: Rename, pairs: readonly Rename[]): boolean {
  return !pairs.some(
    (other) => other !== pair && (other.from === pair.from || other.to === pair.to),
  );
}

function asRename({ from, to }: Rename): Rename {
  return { from, to };
}

/** Alike are records of which at least half of the fields agree; telling is a value of one alone. */
function likenessOf(pair: {
  readonly before: BaseRecord;
  readonly after: ListingRecord;
  readonly fields: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
}): { readonly isAlike: boolean; readonly isTelling: boolean } {
  const { before, after, fields, counts } = pair;
  const present = fields.filter((field) => before.values.has(field) || after.values.has(field));
  const equal = present.filter(
    (field) => identity(field, before.values) === identity(field, after.values),
  );
  const isTelling = equal.some((field) => counts.get(identity(field, before.values)) === 1);
  return { isAlike: equal.length > 0 && equal.length * 2 >= present.length, isTelling };
}

function valueCounts(base: Base, fields: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { values } of base.records.values()) {
    for (const field of fields) {
      const id = identity(field, values);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return counts;
}

function identity(field: string, values: BaseRecord['values']): string {
  const value = values.get(field);
  return value === undefined ? `${field}:absent:` : `${field}:${canonicalJson(value)}`;
}
