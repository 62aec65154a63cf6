/** Each record's call as it shall be on a page that is rebuilt. */
import { type DataEntry, placedInData } from '../data-records.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { changeTo } from '../layout/call-writer.ts';
import type { PlacedRecord } from '../layout/rebuild.ts';
import type { Identified } from '../read-records.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import type { ListingRecord } from '../record.ts';
import type { RecordSchema } from '../schema.ts';
import { textOf } from '../wikitext/page.ts';
import { writeCall } from '../wikitext/write-page.ts';
import type { ReadPage, ReadRebuild, RebuildInput } from './rebuild-input.ts';
import { pageKeyOf, pendingOnPage, targetRecord } from './rebuild-target.ts';

/** A record as it shall be, and as the pages have it. */
export interface Target extends PlacedRecord {
  /** Its key on the page as it is now, whatever prose it is put into. */
  readonly currentKey: string;
}

/** All records with their calls, and what keeps the page from being rebuilt. */
export function targetsOf(
  input: RebuildInput,
  read: ReadRebuild,
): { readonly records: readonly Target[]; readonly problems: readonly Diagnostic[] } {
  const { schema, base, prefer } = input;
  const { data, page, prose } = read;
  const merge = reconcile({ base, data: data.set, wiki: page.read.set }, schema);
  const onPage = new Set(page.context.entries.keys());
  const pending = pendingOnPage(merge, page.context.page, onPage, schema);
  const problems = prefer === 'data' ? [] : [...pending];
  const records: Target[] = [];
  for (const record of data.set.records) {
    const currentKey = pageKeyOf(record.key, page.context.entries, merge.renamed);
    const pageKey = pageKeyOf(record.key, prose.context.entries, merge.renamed);
    const written = writtenRecord(record, sourceOf(read, { currentKey, pageKey }), schema);
    if ('severity' in written) problems.push(placedInData(written, entriesOf(data)));
    else records.push({ ...written, currentKey, pageKey });
  }
  return { records, problems };
}

/** Where a record's call is taken from: the page, or the page as it was, or neither. */
interface Source {
  readonly page: ReadPage;
  readonly key: string;
}

function sourceOf(
  { page, prose }: ReadRebuild,
  { currentKey, pageKey }: { readonly currentKey: string; readonly pageKey: string },
): Source {
  if (page.context.entries.has(currentKey)) return { page, key: currentKey };
  const hasStyle = page.context.page.calls.length > 0;
  const isInProse = prose.context.entries.has(pageKey);
  return { page: isInProse || !hasStyle ? prose : page, key: pageKey };
}

/** What is there with equal values keeps its bytes. */
function writtenRecord(
  dataRecord: ListingRecord,
  { page: { context }, key }: Source,
  schema: RecordSchema,
): Pick<Target, 'record' | 'callText'> | Diagnostic {
  const entry = context.entries.get(key);
  const record = targetRecord(dataRecord, entry, schema);
  const change = { ...changeTo(record, entry, schema), key };
  if (entry !== undefined && change.fields.length === 0) {
    return { record, callText: textOf(context.page.text, entry.call.span) };
  }
  const written = writeCall(context, change);
  return 'severity' in written ? written : { record, callText: written.text };
}

function entriesOf(data: Identified<DataEntry>): ReadonlyMap<string, DataEntry> {
  return new Map(data.pairs.map(({ record, entry }) => [record.key, entry]));
}
