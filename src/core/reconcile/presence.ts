/** Records that only one side has: created here, or deleted there. */
import type { Change, Conflict } from '../change.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { ListingRecord, RecordSet } from '../record.ts';
import { fieldNames, type Owner, ownerOf, type RecordSchema } from '../schema.ts';
import { sameValue } from '../value.ts';
import { type Base, type BaseRecord, fieldBase } from './base.ts';
import { fieldStep, type Merge } from './merge-record.ts';

/** A record that one side has and the other has not. */
export interface Presence {
  readonly key: string;
  readonly data: ListingRecord | undefined;
  readonly wiki: ListingRecord | undefined;
}

const nothing: Merge = { toPage: [], toData: [], conflicts: [], diagnostics: [] };

/** Decides whether a record is added to the side that lacks it, or deleted from the one that has it. */
export function mergePresence(
  presence: Presence,
  sides: {
    readonly base: Base | undefined;
    readonly bases?: ReadonlyMap<string, BaseRecord>;
    readonly data: RecordSet;
    readonly wiki: RecordSet;
  },
  schema: RecordSchema,
): Merge {
  const { key, data, wiki } = presence;
  const record = data ?? wiki;
  if (record === undefined) return nothing;
  const has: Exclude<Owner, 'shared'> = data === undefined ? 'wiki' : 'data';
  const lacks = has === 'data' ? 'wiki' : 'data';
  const base = sides.bases?.get(key) ?? sides.base?.records.get(key);
  const isFirstContact = sides.base === undefined || sides.base.unmet.has(key);
  if (sides[lacks].unidentified > 0 && (base !== undefined || isFirstContact)) {
    return { ...nothing, diagnostics: [unproven(record, lacks)] };
  }
  if (base !== undefined) return mergeDeletion(record, base, { has, schema });
  if (!isFirstContact && schema.recordOwner === lacks) {
    return { ...nothing, diagnostics: [notAdded(record, has)] };
  }
  return toSide(lacks, createChange(record, schema));
}

/** Both sides had it, and one has it no longer. */
function mergeDeletion(
  record: ListingRecord,
  base: BaseRecord,
  context: { readonly has: 'data' | 'wiki'; readonly schema: RecordSchema },
): Merge {
  const { has, schema } = context;
  const lacks = has === 'data' ? 'wiki' : 'data';
  if (schema.recordOwner === has) {
    const merge = toSide(lacks, createChange(record, schema));
    return { ...merge, diagnostics: [restored(record, lacks)] };
  }
  const edited = editedFields(record, base, { schema, lacks });
  if (edited.length > 0) {
    return { ...nothing, conflicts: [deletedAndEdited(record, has, edited)] };
  }
  return toSide(has, deleteChange(record, schema));
}

function toSide(side: 'data' | 'wiki', change: Change): Merge {
  return side === 'data' ? { ...nothing, toData: [change] } : { ...nothing, toPage: [change] };
}

/** Adds a record to the side that lacks it. */
export function createChange(record: ListingRecord, schema: RecordSchema): Change {
  const fields = fieldNames(schema)
    .filter((field) => record.values.has(field))
    .map((field) => fieldStep(field, undefined, record.values.get(field)));
  return { kind: 'create', key: record.key, fields };
}

/** Removes a record from the side that has it. */
export function deleteChange(record: ListingRecord, schema: RecordSchema): Change {
  const fields = fieldNames(schema)
    .filter((field) => record.values.has(field))
    .map((field) => fieldStep(field, record.values.get(field), undefined));
  return { kind: 'delete', key: record.key, fields };
}

/** What the side that has it changed of what it may change; a field never agreed on counts. */
function editedFields(
  record: ListingRecord,
  base: BaseRecord,
  context: { readonly schema: RecordSchema; readonly lacks: 'data' | 'wiki' },
): readonly string[] {
  const { schema, lacks } = context;
  return fieldNames(schema).filter((field) => {
    if (ownerOf(schema, field) === lacks || record.unread.has(field)) return false;
    const known = fieldBase(base, field);
    return known.kind !== 'known' || !sameValue(record.values.get(field), known.value);
  });
}

function deletedAndEdited(
  record: ListingRecord,
  has: 'data' | 'wiki',
  fields: readonly string[],
): Conflict {
  const [deleted, changed] =
    has === 'data' ? ['The wiki', 'the data file'] : ['The data file', 'the wiki'];
  return {
    key: record.key,
    reason: `${deleted} deleted the record, and ${changed} changed it (${fields.join(', ')}) since they last agreed.`,
  };
}

const sideName = { data: 'data file', wiki: 'wiki' };

function unproven(record: ListingRecord, lacks: 'data' | 'wiki'): Diagnostic {
  return {
    code: 'absence-unproven',
    severity: 'warning',
    message: `'${record.key}' is not on the ${sideName[lacks]}'s side, but an entry there has no readable key.`,
    hint: 'It may be the same record: nothing is added or deleted until that entry is put right.',
    place: record.place,
    record: record.key,
  };
}

function notAdded(record: ListingRecord, has: 'data' | 'wiki'): Diagnostic {
  const owner = has === 'data' ? 'wiki' : 'data';
  return {
    code: 'record-not-added',
    severity: 'warning',
    message: `The ${sideName[has]} has a new record '${record.key}', but only the ${sideName[owner]} may add records.`,
    hint: `Add it to the ${sideName[owner]} too, or set records.owner to shared.`,
    place: record.place,
    record: record.key,
  };
}

function restored(record: ListingRecord, lacks: 'data' | 'wiki'): Diagnostic {
  const owner = lacks === 'data' ? 'wiki' : 'data';
  return {
    code: 'deletion-overruled',
    severity: 'notice',
    message: `The ${sideName[lacks]} deleted '${record.key}', but only the ${sideName[owner]} may remove records.`,
    hint: 'It is put back; set records.owner to shared if both may remove records.',
    place: record.place,
    record: record.key,
  };
}
