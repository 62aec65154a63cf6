/** The merge of one record's fields where both sides have the record. */
import type { Change, Conflict, FieldChange } from '../change.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { type ListingRecord, recordKey } from '../record.ts';
import { fieldNames, type Owner, ownerOf, placeFields, type RecordSchema } from '../schema.ts';
import { type FieldValue, sameValue } from '../value.ts';
import { type BaseRecord, fieldBase } from './base.ts';
import { type FieldMerge, mergeField } from './merge-field.ts';

/** One record on its three sides. */
export interface RecordVersions {
  /** The key that both sides knew it by: a side whose record has another one renamed it. */
  readonly key: string;
  readonly base: BaseRecord | undefined;
  readonly data: ListingRecord;
  readonly wiki: ListingRecord;
}

/** What a merge asks for. */
export interface Merge {
  readonly toPage: readonly Change[];
  readonly toData: readonly Change[];
  readonly conflicts: readonly Conflict[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Merges field by field; one that either side cannot read is left alone.
 *
 * A side that renamed the record is not written to before the other has taken the new key: written
 * values would blur the evidence that it is the same record.
 */
export function mergeRecord(versions: RecordVersions, schema: RecordSchema): Merge {
  const { key, data, wiki } = versions;
  const different = fieldNames(schema).filter(
    (field) =>
      !data.unread.has(field) &&
      !wiki.unread.has(field) &&
      !sameValue(data.values.get(field), wiki.values.get(field)),
  );
  if (different.length === 0) return nothing;
  const merges = different.map((field) => mergeOf(versions, field, schema));
  const ofKind = (kind: FieldMerge['kind']): readonly MergedField[] =>
    merges.filter(({ merge }) => merge.kind === kind);
  const pushed = merges.flatMap(({ field, sides, merge }) => {
    if (merge.kind === 'push') return [fieldStep(field, sides.wiki, sides.data)];
    return merge.kind === 'both' ? [fieldStep(field, sides.wiki, merge.value)] : [];
  });
  const pulled = merges.flatMap(({ field, sides, merge }) => {
    if (merge.kind === 'pull') return [fieldStep(field, sides.data, sides.wiki)];
    return merge.kind === 'both' ? [fieldStep(field, sides.data, merge.value)] : [];
  });
  return {
    toPage: wiki.key === key ? changeOf(key, pushed, schema) : [],
    toData: data.key === key ? changeOf(key, pulled, schema) : [],
    conflicts: ofKind('conflict').map(({ field }) => fieldConflict(versions, field)),
    diagnostics: [
      ...merges
        .filter(({ merge }) => 'overruled' in merge && merge.overruled)
        .map(({ field, owner }) => overruled(versions, field, owner)),
      ...ofKind('both').map(({ field }) => merged(versions, field)),
      ...(wiki.key === key || pushed.length === 0 ? [] : [waiting(versions, 'wiki')]),
      ...(data.key === key || pulled.length === 0 ? [] : [waiting(versions, 'data')]),
    ],
  };
}

/** Most records are the same on both sides. */
const nothing: Merge = { toPage: [], toData: [], conflicts: [], diagnostics: [] };

interface MergedField {
  readonly field: string;
  readonly owner: Owner;
  readonly sides: { readonly data: FieldValue | undefined; readonly wiki: FieldValue | undefined };
  readonly merge: FieldMerge;
}

function mergeOf(versions: RecordVersions, field: string, schema: RecordSchema): MergedField {
  const owner = ownerOf(schema, field);
  const unit = schema.fields.find(({ name }) => name === field)?.merge;
  const sides = { data: versions.data.values.get(field), wiki: versions.wiki.values.get(field) };
  const base = fieldBase(versions.base, field);
  return { field, owner, sides, merge: mergeField({ base, ...sides }, owner, unit) };
}

/** A step from one value to another, leaving out what is absent. */
export function fieldStep(
  field: string,
  before: FieldValue | undefined,
  after: FieldValue | undefined,
): FieldChange {
  return {
    field,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

function changeOf(
  key: string,
  fields: readonly FieldChange[],
  schema: RecordSchema,
): readonly Change[] {
  if (fields.length === 0) return [];
  return [{ kind: kindOf(key, fields, schema), key, fields }];
}

/** What a change of these fields is. */
export function kindOf(
  key: string,
  fields: readonly FieldChange[],
  schema: RecordSchema,
): 'rename' | 'move' | 'update' {
  const newKey = fields.find(({ field }) => field === schema.key)?.after;
  if (typeof newKey === 'string' && recordKey(newKey) !== key) return 'rename';
  return fields.some(({ field }) => placeFields(schema).includes(field)) ? 'move' : 'update';
}

function fieldConflict(versions: RecordVersions, field: string): Conflict {
  const base = fieldBase(versions.base, field);
  const known = base.kind === 'known' ? base.value : undefined;
  const data = versions.data.values.get(field);
  const wiki = versions.wiki.values.get(field);
  return {
    key: versions.key,
    field,
    ...(known === undefined ? {} : { base: known }),
    ...(data === undefined ? {} : { data }),
    ...(wiki === undefined ? {} : { wiki }),
    reason:
      base.kind === 'known'
        ? 'The data file and the wiki both changed it since they last agreed.'
        : 'The data file and the wiki differ, and never agreed on it before.',
  };
}

function waiting(versions: RecordVersions, side: 'data' | 'wiki'): Diagnostic {
  const renamed = versions[side];
  return {
    code: 'change-waits-for-rename',
    severity: 'notice',
    message: `'${versions.key}' is now '${renamed.key}' ${side === 'wiki' ? 'on the wiki' : 'in the data file'}; other changes to it there wait until both sides have that key.`,
    hint: side === 'wiki' ? 'A pull takes the new key.' : 'A push takes the new key.',
    place: renamed.place,
    record: versions.key,
  };
}

function merged(versions: RecordVersions, field: string): Diagnostic {
  return {
    code: 'lines-merged',
    severity: 'notice',
    message: `Both sides changed the ${field} of '${versions.data.key}', in different lines: both changes are taken.`,
    hint: 'Look at the plan whether the text still says what both meant.',
    place: versions.data.place,
    record: versions.data.key,
    field,
  };
}

function overruled(versions: RecordVersions, field: string, owner: Owner): Diagnostic {
  const dropped = owner === 'data' ? versions.wiki : versions.data;
  const side = owner === 'data' ? 'The wiki' : 'The data file';
  return {
    code: 'change-overruled',
    severity: 'notice',
    message: `${side} has another ${field} for '${versions.data.key}', but it belongs to the ${owner === 'data' ? 'data file' : 'wiki'}.`,
    hint: "Its value is replaced; set the field's owner to shared if both may change it.",
    place: dropped.place,
    record: versions.data.key,
    field,
  };
}
