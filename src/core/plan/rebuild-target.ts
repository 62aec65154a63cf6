/** What a page's records shall be once it is rebuilt, and what of the page would be lost by that. */
import type { Change, Conflict } from '../change.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Reconciliation } from '../reconcile/reconcile.ts';
import type { ListingRecord } from '../record.ts';
import { fieldNames, ownerOf, type RecordSchema } from '../schema.ts';
import type { FieldValue } from '../value.ts';
import type { ParsedPage } from '../wikitext/page.ts';
import type { PageEntry } from '../wikitext/page-records.ts';
import { headingText } from '../wikitext/title.ts';

/** The key by which a page has a record of the data file. */
export function pageKeyOf(
  key: string,
  entries: ReadonlyMap<string, PageEntry>,
  renamed: ReadonlyMap<string, string>,
): string {
  if (entries.has(key)) return key;
  const old = renamed.get(key);
  if (old !== undefined && entries.has(old)) return old;
  return [...renamed].find(([to, from]) => from === key && entries.has(to))?.[0] ?? key;
}

/** A data file's record with what belongs to the wiki, and what cannot be read, as the page has it. */
export function targetRecord(
  record: ListingRecord,
  entry: PageEntry | undefined,
  schema: RecordSchema,
): ListingRecord {
  if (entry === undefined) return record;
  const values = new Map<string, FieldValue>();
  for (const field of fieldNames(schema)) {
    const isOfPage = ownerOf(schema, field) === 'wiki' || record.unread.has(field);
    const value = (isOfPage ? entry.values : record.values).get(field);
    if (value !== undefined) values.set(field, value);
  }
  // Where a record stands is never unreadable: the data file says where it belongs.
  const unread = [...entry.unread].filter((field) => field !== schema.section?.field);
  return { ...record, values, unread: new Set(unread) };
}

/**
 * What only the page has, and would be lost: what a pull would take from it, and what is in conflict.
 * That records are gone from the page is what is put right.
 */
export function pendingOnPage(
  { toData, conflicts }: Pick<Reconciliation, 'toData' | 'conflicts'>,
  page: ParsedPage,
  onPage: ReadonlySet<string>,
  schema: RecordSchema,
): readonly Diagnostic[] {
  const isHomeless = homelessIn(page, schema);
  return [
    ...toData.flatMap((change) => pendingChange(change, schema, isHomeless)),
    ...conflicts
      .filter(({ field, data }) => !isHomeless(field, data))
      .flatMap((conflict) => pendingConflict(conflict, onPage)),
  ];
}

/** Whether a record is where it is because the page has lost the heading of its section. */
function homelessIn(page: ParsedPage, { section }: RecordSchema): IsHomeless {
  const there = new Set(page.headings.map(({ text }) => text));
  return (field, inData) => {
    if (section === undefined || field !== section.field || inData === undefined) return false;
    const heading = section.headings.get(String(inData));
    return heading !== undefined && !there.has(headingText(heading));
  };
}

type IsHomeless = (field: string | undefined, inData: FieldValue | undefined) => boolean;

function pendingChange(
  { kind, key, fields }: Change,
  schema: RecordSchema,
  isHomeless: IsHomeless,
): readonly Diagnostic[] {
  if (kind === 'create')
    return [pending(key, undefined, 'is on the page and not in the data file')];
  if (kind === 'delete') {
    if (schema.recordOwner !== 'wiki') return [];
    return [pending(key, undefined, 'is gone from the page, which has the say about records')];
  }
  return fields
    .filter(({ field, before }) => ownerOf(schema, field) !== 'wiki' && !isHomeless(field, before))
    .map(({ field }) => pending(key, field, 'was changed on the page and not in the data file'));
}

function pendingConflict(
  { key, field }: Conflict,
  onPage: ReadonlySet<string>,
): readonly Diagnostic[] {
  if (field === undefined && !onPage.has(key)) return [];
  return [pending(key, field, 'is in conflict')];
}

function pending(key: string, field: string | undefined, how: string): Diagnostic {
  return {
    code: 'regenerate-pending',
    severity: 'error',
    message: `${field === undefined ? `'${key}'` : `The ${field} of '${key}'`} ${how}.`,
    hint: 'Pull or resolve it first; --prefer data overrules what is only on the page.',
    record: key,
    ...(field === undefined ? {} : { field }),
  };
}
