/** Each record once, for rules about records and not about how a side has them. */
import type { Place } from '../diagnostic.ts';
import type { ListingRecord } from '../record.ts';
import { ownerOf } from '../schema.ts';
import type { FieldValue } from '../value.ts';
import type { LintInput } from './rule.ts';

/** A record as the side has it that decides about a field. */
export interface SidedRecord {
  readonly record: ListingRecord;
  readonly value: FieldValue | undefined;
  /** Of the value, else of the record. */
  readonly place: Place;
}

/**
 * Every record that can be told apart, with one of its fields: as the data file has it, unless the
 * field is the wiki's or only the page has the record. Those that cannot read the field are left out.
 */
export function latest({ schema, page, data }: LintInput, field: string): readonly SidedRecord[] {
  const inData = data.read.pairs.map(({ record, entry }) =>
    sided(record, field, entry.source.places.get(field) ?? entry.place),
  );
  const onPage = (page?.read.set.records ?? []).map((record) => sided(record, field, record.place));
  const [first, second] = ownerOf(schema, field) === 'wiki' ? [onPage, inData] : [inData, onPage];
  const known = new Set(first.map(({ record }) => record.key));
  return [...first, ...second.filter(({ record }) => !known.has(record.key))].filter(
    ({ record }) => !record.unread.has(field),
  );
}

function sided(record: ListingRecord, field: string, place: Place): SidedRecord {
  return { record, value: record.values.get(field), place };
}
