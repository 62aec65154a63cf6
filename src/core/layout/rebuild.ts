/** A page rebuilt around the text that people wrote: its headings, its records, their order. */
import type { Diagnostic } from '../diagnostic.ts';
import type { ListingRecord } from '../record.ts';
import type { RecordSchema } from '../schema.ts';
import type { FieldValue } from '../value.ts';
import { type ParsedPage, type TemplateCall, textOf } from '../wikitext/page.ts';
import { type PageEntry, readPageRecords } from '../wikitext/page-records.ts';
import { parsePage } from '../wikitext/parse-page.ts';
import { placeSteps, type Step } from '../wikitext/place-steps.ts';
import { standingIn } from '../wikitext/sections.ts';
import { applyEdits, type TextEdit } from '../wikitext/text-edit.ts';
import { changeTo } from './call-writer.ts';
import { inSection, laidOutSections } from './laid-out-sections.ts';
import { type HeadingContext, restoreHeadings } from './restore-headings.ts';

/** A record as it is to stand on the page. */
export interface PlacedRecord {
  readonly record: ListingRecord;
  /** Its key on the page as it is. */
  readonly pageKey: string;
  readonly callText: string;
}

/** A page, rebuilt. */
export interface Rebuilt {
  readonly text: string;
  /** Texts of the headings that came back. */
  readonly restored: readonly string[];
  /** Whether records that are there change places. */
  readonly isReordered: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** What it is rebuilt by; `layout` has the records in the order that they shall have. */
export type RebuildContext = Pick<HeadingContext, 'schema' | 'site' | 'layout'>;

/**
 * Rebuilds a page, of which every line stays that is no record of the listing: records are put in
 * place of those that are there, into their sections, and in order.
 */
export function rebuildAround(
  text: string,
  records: readonly PlacedRecord[],
  context: RebuildContext,
): Rebuilt {
  const laidOut = laidOutSections(context.layout, context.schema);
  if (laidOut === undefined) return rebuildSections(text, records, context);
  const placed = records.map((one) => ({ ...one, record: inSection(one.record, laidOut) }));
  const rebuilt = rebuildSections(text, placed, { ...context, schema: laidOut.schema });
  return { ...rebuilt, isReordered: rebuilt.isReordered || rebuilt.isMoved };
}

function rebuildSections(
  text: string,
  records: readonly PlacedRecord[],
  context: RebuildContext,
): Rebuilt & { readonly isMoved: boolean } {
  const { schema } = context;
  const sections = new Map(
    records.map(({ record, pageKey }) => [pageKey, valueText(record, schema.section?.field)]),
  );
  const headed = restoreHeadings(text, { ...context, sectionOf: (key) => sections.get(key) });
  const placed = placeRecords(headed.text, records, context);
  const ordered = orderRecords(placed.text, context);
  return {
    text: ordered,
    restored: headed.restored,
    isReordered: ordered !== placed.text,
    isMoved: placed.isMoved,
    diagnostics: placed.diagnostics,
  };
}

function placeRecords(
  text: string,
  records: readonly PlacedRecord[],
  context: RebuildContext,
): {
  readonly text: string;
  /** Whether records that are there go to other sections. */
  readonly isMoved: boolean;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { schema, site } = context;
  const page = parsed(text, context);
  const { set, pairs } = readPageRecords(page, schema, '');
  const entries = new Map(
    pairs
      .filter(({ record }) => !set.quarantined.has(record.key))
      .map(({ record, entry }) => [record.key, entry]),
  );
  const wanted = new Set(records.map(({ pageKey }) => pageKey));
  const steps = [
    ...records.flatMap((record) => stepFor(record, entries.get(record.pageKey), page, context)),
    ...[...entries].filter(([key]) => !wanted.has(key)).map(([key, entry]) => leaving(key, entry)),
  ];
  const dataOrder = keysOf(context.layout, context.schema);
  const isMoved = steps.some(({ leaves, comes }) => leaves !== undefined && comes !== undefined);
  return { ...placeSteps({ page, entries, schema, site, dataOrder }, steps), isMoved };
}

function stepFor(
  { record, pageKey, callText }: PlacedRecord,
  entry: PageEntry | undefined,
  page: ParsedPage,
  { schema }: RebuildContext,
): readonly Step[] {
  const field = schema.section?.field;
  const section = valueText(record, field);
  const change = { ...changeTo(record, entry, schema), key: pageKey };
  const isThere =
    entry !== undefined &&
    (field === undefined || record.unread.has(field) || entry.values.get(field) === section);
  if (!isThere) return [{ change, edits: [], leaves: entry?.call, comes: { callText, section } }];
  const { span } = entry.call;
  if (textOf(page.text, span) === callText) return [];
  return [{ change, edits: [{ ...span, newText: callText }], leaves: undefined, comes: undefined }];
}

function leaving(key: string, entry: PageEntry): Step {
  const change = { kind: 'delete', key, fields: [] } as const;
  return { change, edits: [], leaves: entry.call, comes: undefined };
}

/** Within each section the records change places, and nothing around them does. */
function orderRecords(text: string, context: RebuildContext): string {
  const page = parsed(text, context);
  const order = new Map(keysOf(context.layout, context.schema).map((key, index) => [key, index]));
  const { pairs, set } = readPageRecords(page, context.schema, '');
  const slots = new Map<string, { readonly call: TemplateCall; readonly rank: number }[]>();
  for (const { record, entry } of pairs) {
    const rank = order.get(record.key);
    if (rank === undefined || set.quarantined.has(record.key)) continue;
    const section = sectionNameOf(page, entry.call, context);
    slots.set(section, [...(slots.get(section) ?? []), { call: entry.call, rank }]);
  }
  const edits = [...slots.values()].flatMap((standing): readonly TextEdit[] => {
    const sorted = standing.toSorted((a, b) => a.rank - b.rank);
    return standing.flatMap(({ call }, index) => {
      const other = sorted[index]?.call ?? call;
      return other === call ? [] : [{ ...call.span, newText: textOf(text, other.span) }];
    });
  });
  return applyEdits(text, edits);
}

function sectionNameOf(page: ParsedPage, call: TemplateCall, { schema }: RebuildContext): string {
  if (schema.section === undefined) return '';
  return standingIn(page, schema.section)(call.span.start).value ?? '';
}

/** A page's keys in its order. */
export function keysOf(page: ParsedPage, schema: RecordSchema): readonly string[] {
  return readPageRecords(page, schema, '').set.records.map(({ key }) => key);
}

function parsed(text: string, { schema, site }: RebuildContext): ParsedPage {
  const page = parsePage(text, schema, site);
  if (typeof page === 'string') throw new Error(`A page that was rebuilt ${page}.`);
  return page;
}

function valueText(record: ListingRecord, field: string | undefined): string | undefined {
  const value: FieldValue | undefined = field === undefined ? undefined : record.values.get(field);
  return value === undefined ? undefined : String(value);
}
