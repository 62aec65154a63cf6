/** From what is changed to the page's new text and the data file's steps, each of them confirmed. */
import type { Change } from '../change.ts';
import { dataChanges } from '../data-changes.ts';
import type { DataChange } from '../data-file.ts';
import { type DataEntry, placedInData } from '../data-records.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { othersOf } from '../pages/carried.ts';
import { frontOf } from '../pages/data-of-page.ts';
import type { Relocation } from '../pages/relocate.ts';
import type { Identified } from '../read-records.ts';
import type { Merge } from '../reconcile/merge-record.ts';
import { fieldNames, type RecordSchema } from '../schema.ts';
import { isAsChanged, textBack } from '../undo/text-back.ts';
import { confirmPage } from '../wikitext/confirm.ts';
import { type LineFeedText, withLineFeeds } from '../wikitext/line-feeds.ts';
import type { ParsedPage } from '../wikitext/page.ts';
import { type PageEntry, readPageRecords } from '../wikitext/page-records.ts';
import { parsePage } from '../wikitext/parse-page.ts';
import type { PageContext } from '../wikitext/place-steps.ts';
import { applyEdits } from '../wikitext/text-edit.ts';
import { writePage } from '../wikitext/write-page.ts';
import type { EarlierPage } from './earlier-page.ts';
import type { PlanInput } from './plan-input.ts';

/** Both sides as they were read, and what is to be changed on them. */
export interface ReadSides {
  readonly source: LineFeedText;
  readonly parsed: ParsedPage;
  readonly wiki: Identified<PageEntry>;
  readonly data: Identified<DataEntry>;
  /** Those of other pages too. */
  readonly all: Identified<DataEntry>;
  readonly moved: Pick<Relocation, 'incoming' | 'wiki'>;
  readonly merge: Pick<Merge, 'toPage' | 'toData'>;
  /** Of a run that is taken back. */
  readonly earlier: EarlierPage | undefined;
}

/** What is written. */
export interface WrittenSides extends WrittenPage {
  readonly dataText: string | undefined;
  readonly dataStepsOf: (changes: readonly Change[]) => readonly DataChange[];
}

interface WrittenPage {
  /** Without those that were refused. */
  readonly toPage: readonly Change[];
  readonly pageText: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Writes the changes; what cannot be confirmed is in none of the results. */
export function writeSides(input: PlanInput, read: ReadSides): WrittenSides {
  const { schema } = input;
  const { wiki, data, all, earlier } = read;
  const inData = entriesByKey(all);
  const dataContext = {
    schema,
    entries: inData,
    pageOrder: earlier === undefined ? keysOf(wiki) : [...earlier.before.keys()],
    front: schema.pages === undefined ? -1 : frontOf(data, all),
    isFlat: input.data.isFlat,
  };
  const page = pageAsBefore(input, read) ?? pageBySteps(input, read);
  return {
    ...page,
    diagnostics: page.diagnostics.map((diagnostic) => placedInData(diagnostic, inData)),
    dataText: dataAsBefore(input),
    dataStepsOf: (changes: readonly Change[]) => dataChanges(changes, dataContext),
  };
}

/** The data file with the very bytes that it had before the run; it is looked at once it is written. */
function dataAsBefore({ undo, data, schema }: PlanInput): string | undefined {
  if (undo?.texts.data === undefined || hasGoneFields(undo.changes.data, schema)) return undefined;
  return textBack(data.text, undo.texts.data);
}

/** Whether a run changed what the config has no field for any more: that is no longer wikisync's. */
function hasGoneFields(changes: readonly Change[], schema: RecordSchema): boolean {
  const names = fieldNames(schema);
  return changes.some(
    ({ kind, fields }) =>
      kind !== 'create' && kind !== 'delete' && fields.some(({ field }) => !names.includes(field)),
  );
}

/**
 * The page with the very bytes that it had before the run that is taken back, if what people did
 * since is on other lines, and if it then says what is meant and nothing else.
 */
function pageAsBefore(
  input: PlanInput,
  { merge, moved, earlier }: ReadSides,
): WrittenPage | undefined {
  const { undo, page, schema } = input;
  if (undo?.texts.page === undefined) return undefined;
  if (hasGoneFields(undo.changes.page, schema)) return undefined;
  const pageText = textBack(page.text, undo.texts.page);
  if (pageText === undefined || !keepsArguments(moved.incoming, earlier, schema)) return undefined;
  const parsed = parsePage(withLineFeeds(pageText).text, schema, page.site);
  if (typeof parsed === 'string') return undefined;
  const { set } = readPageRecords(parsed, schema, page.source);
  if (!isAsChanged(moved.wiki, merge.toPage, set, schema)) return undefined;
  return { toPage: merge.toPage, pageText, diagnostics: [] };
}

/** Whether records that come back had then what they have now besides their fields. */
function keepsArguments(
  incoming: Relocation['incoming'],
  earlier: EarlierPage | undefined,
  schema: RecordSchema,
): boolean {
  return [...incoming].every(([key, { call }]) => {
    const then = earlier?.before.get(key)?.others ?? [];
    const now = othersOf(call, schema);
    return then.length === now.length && then.every((other) => now.includes(other));
  });
}

function pageBySteps(input: PlanInput, read: ReadSides): WrittenPage {
  const { schema, page } = input;
  const { source, parsed, wiki, data, merge, moved, earlier } = read;
  const context: PageContext = {
    page: parsed,
    entries: entriesByKey(wiki),
    schema,
    site: page.site,
    dataOrder: earlier === undefined ? keysOf(data) : [...earlier.before.keys()],
    incoming: moved.incoming,
    ...(earlier === undefined ? {} : { earlier: earlier.before }),
  };
  const placed = writePage(context, merge.toPage);
  const problem = placed.edits.length === 0 ? undefined : confirmPage(context, placed);
  if (problem !== undefined) {
    const unsent = { ...problem, place: { source: page.source } };
    return { toPage: [], pageText: page.text, diagnostics: [...placed.diagnostics, unsent] };
  }
  return {
    toPage: placed.written,
    pageText: applyEdits(page.text, source.toOriginal(placed.edits)),
    diagnostics: placed.diagnostics,
  };
}

function entriesByKey<T extends PageEntry | DataEntry>(
  read: Identified<T>,
): ReadonlyMap<string, T> {
  return new Map(
    read.pairs
      .filter(({ record }) => !read.set.quarantined.has(record.key))
      .map(({ record, entry }) => [record.key, entry]),
  );
}

function keysOf({ set }: Identified<PageEntry | DataEntry>): readonly string[] {
  return set.records.map(({ key }) => key);
}
