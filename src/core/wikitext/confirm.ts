/** Proof, before a page is sent, that its new text has exactly the records that were meant. */
import type { Change } from '../change.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { recordKey } from '../record.ts';
import { fieldChange, isDeparture, type RecordSchema } from '../schema.ts';
import { sameValue } from '../value.ts';
import { type ParsedPage, textOf } from './page.ts';
import { type PageEntry, readPageRecords } from './page-records.ts';
import { parsePage } from './parse-page.ts';
import type { PageContext, PlacedPage } from './place-steps.ts';

/**
 * Parses the new text and compares it with what was meant: every changed record reads as planned,
 * every other call and every heading is the same text, and there are no more and no fewer.
 *
 * @returns why the page must not be sent, or nothing
 */
export function confirmPage(context: PageContext, placed: PlacedPage): Diagnostic | undefined {
  const { page, schema, site } = context;
  const after = parsePage(placed.text, schema, site);
  if (typeof after === 'string') return unconfirmed(`the new text ${after}`);
  const headings = (from: ParsedPage): string =>
    from.headings.map(({ span }) => textOf(from.text, span)).join('\n');
  if (headings(page) !== headings(after)) return unconfirmed('a heading would change');
  if (page.unclosed.length !== after.unclosed.length) return unconfirmed('calls would not balance');
  const known = new Map<string, PageEntry>();
  for (const entry of context.entries.values()) {
    known.set(textOf(page.text, entry.call.span), entry);
  }
  const entries = readPageRecords(after, schema, '', known);
  const records = new Map(entries.pairs.map(({ record, entry }) => [record.key, entry]));
  const odd = placed.written.find((change) => !isAsPlanned(change, records, schema));
  if (odd !== undefined) return unconfirmed(`'${odd.key}' would not read as planned`);
  return othersAreSame(context, placed, after)
    ? undefined
    : unconfirmed('other calls would change');
}

function isAsPlanned(
  change: Change,
  records: ReadonlyMap<string, PageEntry>,
  schema: RecordSchema,
): boolean {
  if (takesAway(change, schema)) return !records.has(change.key);
  const renamed = fieldChange(change.fields, schema.key)?.after;
  const entry = records.get(typeof renamed === 'string' ? recordKey(renamed) : change.key);
  if (entry === undefined) return false;
  return change.fields.every(({ field, after }) => sameValue(entry.values.get(field), after));
}

/** Every call that no change is for is there with the same text, and nothing else is new. */
function othersAreSame(context: PageContext, placed: PlacedPage, after: ParsedPage): boolean {
  const { page, entries, schema } = context;
  const touched = new Set(placed.written.map(({ key }) => entries.get(key)?.call));
  const others = page.calls.filter((call) => !touched.has(call));
  const left = new Map<string, number>();
  for (const { span } of after.calls) {
    const text = textOf(after.text, span);
    left.set(text, (left.get(text) ?? 0) + 1);
  }
  for (const { span } of others) {
    const text = textOf(page.text, span);
    const count = left.get(text) ?? 0;
    if (count === 0) return false;
    left.set(text, count - 1);
  }
  const remaining = [...left.values()].reduce((sum, count) => sum + count, 0);
  return remaining === placed.written.filter((change) => !takesAway(change, schema)).length;
}

function takesAway(change: Change, schema: RecordSchema): boolean {
  return change.kind === 'delete' || isDeparture(change, schema);
}

function unconfirmed(reason: string): Diagnostic {
  return {
    code: 'page-unconfirmed',
    severity: 'error',
    message: `The new text of the page was refused: ${reason}.`,
    hint: 'Nothing was sent; look at the values that were to be written.',
  };
}
