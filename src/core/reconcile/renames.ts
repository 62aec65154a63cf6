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

/** Finds one side's renames, in the order of `gone`. */
export function findRenames(search: RenameSearch): readonly Rename[] {
  if (search.gone.length === 0 || search.came.length === 0) return [];
  if (ownerOf(search.schema, search.schema.key) === search.foreignOwner) return [];
  const fields = fieldNames(search.schema).filter(
    (field) => field !== search.schema.key && ownerOf(search.schema, field) !== search.foreignOwner,
  );
  const counts = valueCounts(search.base, fields);
  const pairs = search.gone.flatMap((from) => {
    const before = search.base.records.get(from);
    if (before === undefined) return [];
    return search.came
      .filter((after) => isAlike({ before, after, fields, counts }))
      .map((after) => ({ from, to: after.key }));
  });
  return pairs.filter(
    (pair) =>
      !pairs.some((other) => other !== pair && (other.from === pair.from || other.to === pair.to)),
  );
}

function isAlike(pair: {
  readonly before: BaseRecord;
  readonly after: ListingRecord;
  readonly fields: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
}): boolean {
  const { before, after, fields, counts } = pair;
  const present = fields.filter((field) => before.values.has(field) || after.values.has(field));
  const equal = present.filter(
    (field) => identity(field, before.values) === identity(field, after.values),
  );
  const telling = equal.some((field) => counts.get(identity(field, before.values)) === 1);
  return telling && equal.length * 2 >= present.length;
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
