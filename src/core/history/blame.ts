/** Who last changed each field, and on which side. */
import type { CommitInfo, RevisionInfo } from '../change.ts';
import type { ListingRecord, RecordSet } from '../record.ts';
import { fieldNames, type RecordSchema } from '../schema.ts';
import { type FieldValue, sameValue } from '../value.ts';
import { type History, stepsOf } from './page-history.ts';

/** One field of one record, and where its value comes from. */
export interface BlameEntry {
  readonly key: string;
  readonly field: string;
  readonly data: FieldValue | undefined;
  readonly wiki: FieldValue | undefined;
  /** Who last changed it on the page; `undefined` if that is older than what was read. */
  readonly wikiEdit: RevisionInfo | undefined;
  /** Who last changed it in the data file; `undefined` if that is not known. */
  readonly dataEdit: CommitInfo | undefined;
  /** Where it was changed last: an edit of the account's own came from the data file. */
  readonly side: 'data' | 'wiki' | undefined;
}

/** The sides with what is known of how they became what they are. */
export interface BlameSides {
  readonly data: RecordSet;
  readonly wiki: RecordSet;
  /** Of the page, without what was taken back whole. */
  readonly page: History<RevisionInfo>;
  /** Of the data file; `undefined` if it has no history. */
  readonly file: History<CommitInfo> | undefined;
}

/** An entry for every field that either side has, in the page's order and the config's. */
export function blame(
  sides: BlameSides,
  schema: RecordSchema,
  only: { readonly key: string | undefined; readonly field: string | undefined },
): readonly BlameEntry[] {
  const [data, wiki] = [byKey(sides.data), byKey(sides.wiki)];
  const keys = [...new Set([...wiki.keys(), ...data.keys()])];
  const fields = fieldNames(schema);
  return keys
    .filter((key) => only.key === undefined || key === only.key)
    .flatMap((key) =>
      fields
        .filter((field) => only.field === undefined || field === only.field)
        .flatMap((field) =>
          entryOf({ key, field, data: data.get(key), wiki: wiki.get(key) }, sides),
        ),
    );
}

function entryOf(
  part: {
    readonly key: string;
    readonly field: string;
    readonly data: ListingRecord | undefined;
    readonly wiki: ListingRecord | undefined;
  },
  { page, file }: BlameSides,
): readonly BlameEntry[] {
  const { key, field } = part;
  const [data, wiki] = [part.data?.values.get(field), part.wiki?.values.get(field)];
  if (data === undefined && wiki === undefined) return [];
  const wikiEdit = lastEdit(page, { key, field }, wiki);
  const dataEdit = file && lastEdit(file, { key, field }, data);
  const isSame = sameValue(data, wiki);
  const side = isSame ? sideOfOne(wikiEdit, dataEdit) : newerSide(wikiEdit, dataEdit);
  return [{ key, field, data, wiki, wikiEdit, dataEdit, side }];
}

/** The last step to a value, if it is the last of all. */
function lastEdit<By>(
  history: History<By>,
  what: { readonly key: string; readonly field: string },
  value: FieldValue | undefined,
): By | undefined {
  const step = stepsOf(history, what).at(-1);
  return step !== undefined && sameValue(step.after, value) ? step.by : undefined;
}

/** One value on both sides: it came from the page unless the account itself saved it there. */
function sideOfOne(
  wikiEdit: RevisionInfo | undefined,
  dataEdit: CommitInfo | undefined,
): 'data' | 'wiki' | undefined {
  if (wikiEdit !== undefined) return wikiEdit.isOwn ? 'data' : 'wiki';
  return dataEdit === undefined ? undefined : 'data';
}

function newerSide(
  wikiEdit: RevisionInfo | undefined,
  dataEdit: CommitInfo | undefined,
): 'data' | 'wiki' | undefined {
  if (wikiEdit === undefined) return dataEdit === undefined ? undefined : 'data';
  if (wikiEdit.isOwn) return 'data';
  if (dataEdit === undefined) return 'wiki';
  const { time } = dataEdit;
  return time === undefined || Date.parse(time) > Date.parse(wikiEdit.time) ? 'data' : 'wiki';
}

function byKey({ records }: RecordSet): ReadonlyMap<string, ListingRecord> {
  return new Map(records.map((record) => [record.key, record]));
}
