/** How a layout writes a record's call: as any call is written, and as it stands where it stands. */
import type { Change, FieldChange } from '../change.ts';
import type { ListingRecord } from '../record.ts';
import { fieldNames, type RecordSchema } from '../schema.ts';
import { type FieldValue, sameValue } from '../value.ts';
import type { PageEntry } from '../wikitext/page-records.ts';
import type { PageContext } from '../wikitext/place-steps.ts';
import { writeCall } from '../wikitext/write-page.ts';
import type { WrittenCall } from './layout.ts';

/**
 * Writes the calls of records for a page: what stands on it with equal values keeps its bytes, what
 * differs is edited in its own layout, and what is new is laid out like its neighbours.
 *
 * @param context the page that calls are taken from; an empty one for a page that is yet to be made
 */
export function callWriter(context: PageContext): (record: ListingRecord) => WrittenCall {
  return (record) => {
    const entry = context.entries.get(record.key);
    const written = writeCall(context, changeTo(record, entry, context.schema));
    if (!('severity' in written)) return { kind: 'call', text: written.text };
    return { kind: 'refused', diagnostic: written };
  };
}

/** What has to change for the page's entry to have a record's values. Unread values stay. */
export function changeTo(
  record: ListingRecord,
  entry: PageEntry | undefined,
  schema: RecordSchema,
): Change {
  const fields = fieldNames(schema)
    .filter((field) => !record.unread.has(field))
    .filter((field) => field === schema.section?.field || entry?.unread.has(field) !== true)
    .flatMap((field) => {
      const change = fieldStep(field, entry?.values.get(field), record.values.get(field));
      return change === undefined ? [] : [change];
    });
  return { kind: entry === undefined ? 'create' : 'update', key: record.key, fields };
}

function fieldStep(
  field: string,
  before: FieldValue | undefined,
  after: FieldValue | undefined,
): FieldChange | undefined {
  if (sameValue(before, after)) return undefined;
  return {
    field,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}
