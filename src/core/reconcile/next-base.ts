/**
 * The next base: field by field what both sides agree on after a run, else what the base was.
 *
 * So a push leaves pending pulls pending, a conflict keeps its base until it is resolved, and a
 * crash between writing and remembering heals itself: sides that are equal merge to nothing,
 * whatever the base says.
 */
import type { ListingRecord, RecordSet } from '../record.ts';
import { fieldNames, type RecordSchema } from '../schema.ts';
import { type FieldValue, sameValue } from '../value.ts';
import { type Base, type BaseRecord, baseRecord, type FieldBase, fieldBase } from './base.ts';

/** The sides as they are after the run, and the base as it was before. */
export interface SidesAfter {
  readonly base: Base | undefined;
  /** What was agreed on of records that came from another page of the listing. */
  readonly bases?: ReadonlyMap<string, BaseRecord>;
  /** Keys of records that neither side has on the page, and that are not known to be gone. */
  readonly kept?: ReadonlySet<string>;
  readonly data: RecordSet;
  readonly wiki: RecordSet;
  /** Of renamed records: new key to the key that the base knows. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** Works out what to remember. */
export function nextBase(sides: SidesAfter, schema: RecordSchema): Base {
  const { base, data, wiki } = sides;
  const dataRecords = new Map(data.records.map((record) => [record.key, record]));
  const wikiRecords = new Map(wiki.records.map((record) => [record.key, record]));
  const records = new Map<string, BaseRecord>();
  const unmet = new Set<string>();
  const known = base?.records.keys() ?? [];
  for (const key of new Set([...known, ...wikiRecords.keys(), ...dataRecords.keys()])) {
    const pair = { data: dataRecords.get(key), wiki: wikiRecords.get(key) };
    const record = remembered({ key, ...pair }, sides, schema);
    if (record !== undefined) records.set(key, record);
    else if (isFirstContact(base, key)) unmet.add(key);
  }
  return { records, unmet };
}

/** What is known of a record from now on: what both agree on, or what was known before. */
function remembered(
  record: {
    readonly key: string;
    readonly data: ListingRecord | undefined;
    readonly wiki: ListingRecord | undefined;
  },
  sides: SidesAfter,
  schema: RecordSchema,
): BaseRecord | undefined {
  const { key, data, wiki } = record;
  const { base, bases, renamed } = sides;
  const before = base?.records.get(key);
  if (sides.data.quarantined.has(key) || sides.wiki.quarantined.has(key)) return before;
  if (data !== undefined && wiki !== undefined) {
    const old = base?.records.get(renamed.get(key) ?? '');
    return agreed(data, wiki, { before: before ?? old ?? bases?.get(key), schema });
  }
  const isAbsent = data === undefined && wiki === undefined;
  const isKept = sides.kept?.has(key) === true || isRenamedApart(key, sides);
  return isAbsent && !isKept && !isUnproven(sides) ? undefined : before;
}

/** Whether a side has the record by another key, and the other side has not: that is not settled. */
function isRenamedApart(key: string, { data, wiki, renamed }: SidesAfter): boolean {
  const has = (set: RecordSet, name: string) => set.records.some((record) => record.key === name);
  return [...renamed].some(([to, from]) => from === key && has(data, to) !== has(wiki, to));
}

function isFirstContact(base: Base | undefined, key: string): boolean {
  return base === undefined || base.unmet.has(key);
}

/** With an entry whose key cannot be read, no absence says that a record is gone. */
function isUnproven(sides: SidesAfter): boolean {
  return sides.data.unidentified + sides.wiki.unidentified > 0;
}

function agreed(
  data: ListingRecord,
  wiki: ListingRecord,
  context: { readonly before: BaseRecord | undefined; readonly schema: RecordSchema },
): BaseRecord {
  const { before, schema } = context;
  return baseRecord(
    fieldNames(schema).map((field) => {
      const isUnread = data.unread.has(field) || wiki.unread.has(field);
      const known = fieldBase(before, field);
      const [value, other] = [data.values.get(field), wiki.values.get(field)];
      return [field, isUnread ? known : agreedField(value, other, known)];
    }),
  );
}

function agreedField(
  data: FieldValue | undefined,
  wiki: FieldValue | undefined,
  before: FieldBase,
): FieldBase {
  if (sameValue(data, wiki)) return { kind: 'known', value: data };
  const isOnBoth = data !== undefined && wiki !== undefined;
  return before.kind === 'unknown' && isOnBoth ? { kind: 'disputed' } : before;
}
