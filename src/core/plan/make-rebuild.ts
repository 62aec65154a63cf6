/** The plan of a page that is regenerated: data file, layout and what people wrote in, text out. */
import type { Change } from '../change.ts';
import { type Checked, type Diagnostic, hasErrors } from '../diagnostic.ts';
import { changeTo } from '../layout/call-writer.ts';
import type { RenderedLayout } from '../layout/layout.ts';
import { keysOf, rebuildAround } from '../layout/rebuild.ts';
import { keepListLines } from '../layout/spots.ts';
import { asWritten } from '../pages/data-of-page.ts';
import type { ListingRecord } from '../record.ts';
import { fieldChange, type RecordSchema } from '../schema.ts';
import { withLineFeeds } from '../wikitext/line-feeds.ts';
import type { ParsedPage } from '../wikitext/page.ts';
import { parsePage } from '../wikitext/parse-page.ts';
import { confirmRebuild } from './confirm-rebuild.ts';
import { type SpotSources, spotLayout } from './derive-spots.ts';
import { derivedSpots } from './derived-spots.ts';
import { checkGuards } from './guards.ts';
import type { PlannedListing } from './make-plan.ts';
import { type LaidOutPage, renderFor } from './page-layout.ts';
import type { AroundChange } from './plan.ts';
import { planOf, refused } from './plan-of.ts';
import {
  type ReadPage,
  type ReadRebuild,
  type RebuildInput,
  readRebuild,
} from './rebuild-input.ts';
import { type Target, targetsOf } from './rebuild-records.ts';

/** Makes the plan of a page that is regenerated. The data file is not changed. */
export function makeRebuild(input: RebuildInput): PlannedListing {
  const { value: read, diagnostics } = readRebuild(input);
  if (read === undefined) return refused(input, diagnostics);
  const { records, problems } = targetsOf(input, read);
  const found = [...diagnostics, ...problems];
  if (hasErrors(problems)) return refused(input, found);
  const made = newText(input, read, records);
  if (made.value === undefined) return refused(input, [...found, ...made.diagnostics]);
  const { text, around } = made.value;
  const derived = derivedSpots(
    { ...input, layout: { layout: input.pageLayout, neighbours: input.neighbours } },
    text,
    read.data,
  );
  const proof = confirmRebuild(withLineFeeds(derived.pageText).text, {
    schema: input.schema,
    site: input.page.site,
    before: read.page.context.page.text,
    records: records.map(({ record }) => record),
    neighbours: input.neighbours,
    kept: input.replacesProse
      ? undefined
      : { text: read.prose.context.page.text, as: withLineFeeds(text).text },
  });
  const all = [...found, ...made.diagnostics, ...derived.diagnostics, ...proof];
  if (hasErrors([...proof, ...derived.diagnostics])) return refused(input, all);
  return planned(input, read, {
    toPage: changesOf(read.page, records, input.schema),
    around: [...around, ...derived.around],
    diagnostics: all,
    pageText: derived.pageText,
  });
}

/** The text before its spots are made fresh, and what of it changes around the records. */
function newText(
  input: RebuildInput,
  read: ReadRebuild,
  records: readonly Target[],
): Checked<{ readonly text: string; readonly around: readonly AroundChange[] }> {
  const { page: before, schema } = input;
  const texts = new Map(records.map(({ record, callText }) => [record.key, callText]));
  const laidOut: LaidOutPage = {
    layout: input.pageLayout,
    neighbours: input.neighbours,
    own: { name: input.listing, schema },
    title: before.title,
    text: read.page.context.page.text,
    site: before.site,
    shown: asWritten(read.data, schema),
  };
  const rendered = renderFor(
    laidOut,
    records.map(({ record }) => record),
    (record) => ({ kind: 'call', text: texts.get(record.key) ?? '' }),
  );
  if (rendered.value === undefined) return { diagnostics: rendered.diagnostics };
  const layout = parsePage(rendered.value.text, schema, before.site);
  if (typeof layout === 'string') return { diagnostics: [layoutFault(input, layout)] };
  const missing = leftOut(input, records, keysOf(layout, schema));
  if (missing.length > 0) return { diagnostics: missing };
  if (!input.replacesProse) return aroundProse(input, read, { records, layout });
  return replaced(input, read, { laidOut, rendered: rendered.value });
}

function aroundProse(
  input: RebuildInput,
  { prose }: ReadRebuild,
  { records, layout }: { readonly records: readonly Target[]; readonly layout: ParsedPage },
): ReturnType<typeof newText> {
  const { schema, page } = input;
  const original = input.prose ?? page.text;
  const { text } = prose.context.page;
  const rebuilt = rebuildAround(text, records, { schema, site: page.site, layout });
  if (hasErrors(rebuilt.diagnostics)) return { diagnostics: rebuilt.diagnostics };
  const isFromElsewhere = input.prose !== undefined && input.prose !== page.text;
  const around: readonly AroundChange[] = [
    ...(isFromElsewhere
      ? [proseChange('what people wrote is as it was in the named revision')]
      : []),
    ...rebuilt.restored.map((name): AroundChange => ({ what: 'heading', name })),
    ...(rebuilt.isReordered ? [{ what: 'order', name: 'records change places' } as const] : []),
  ];
  const value = {
    text: rebuilt.text === text ? original : withEnds(rebuilt.text, original),
    around,
  };
  return { value, diagnostics: rebuilt.diagnostics };
}

/** The layout's own text; lists keep the lines that people wrote for their names. */
function replaced(
  input: RebuildInput,
  { page, data }: ReadRebuild,
  { laidOut, rendered }: { readonly laidOut: LaidOutPage; readonly rendered: RenderedLayout },
): ReturnType<typeof newText> {
  const sources: SpotSources = {
    before: page.context.page.text,
    base: input.base,
    order: data.set.records.map(({ key }) => key),
    source: input.page.source,
  };
  const spots = spotLayout(laidOut, rendered, sources);
  const kept = spots === undefined ? rendered.text : keepListLines(page.context.page, spots);
  const end = input.page.text === '' || input.page.text.endsWith('\n') ? '\n' : '';
  const text = withEnds(`${kept.trim()}${end}`, input.page.text);
  const isSame = text === input.page.text;
  const around = isSame ? [] : [proseChange("what people wrote is replaced by the layout's text")];
  return { value: { text, around }, diagnostics: [] };
}

function proseChange(name: string): AroundChange {
  return { what: 'prose', name };
}

/** A file's lines end as they did. */
function withEnds(text: string, original: string): string {
  return original.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
}

function leftOut(
  input: RebuildInput,
  records: readonly Target[],
  keys: readonly string[],
): readonly Diagnostic[] {
  const shown = new Set(keys);
  return records
    .filter(({ record }) => !shown.has(record.key))
    .map(({ record }) => ({
      code: 'layout-incomplete',
      severity: 'error',
      message: `The layout has no place for '${record.key}'.`,
      hint: 'Look at its filters, and at the value that says in which section the record stands; an archive is a page of its own, by pages in the config.',
      place: { source: input.pageLayout.source },
      record: record.key,
    }));
}

function layoutFault(input: RebuildInput, reason: string): Diagnostic {
  return {
    code: 'layout-failed',
    severity: 'error',
    message: `The layout cannot be used: what it makes ${reason}.`,
    hint: 'See docs/wikitext.md for the kinds of text that are refused.',
    place: { source: input.pageLayout.source },
  };
}

/** What becomes of the page's records. */
function changesOf(
  { context, read }: ReadPage,
  records: readonly Target[],
  schema: RecordSchema,
): readonly Change[] {
  const { entries } = context;
  const targets = new Map(records.map((target) => [target.currentKey, target]));
  const there = read.set.records.filter(({ key }) => entries.has(key));
  return [
    ...there.map(({ key, values }) => changeAt(targets.get(key)?.record, { key, values }, context)),
    ...records
      .filter(({ currentKey }) => !entries.has(currentKey))
      .map(({ record }) => changeTo(record, undefined, schema)),
  ].filter(({ kind, fields }) => kind === 'delete' || fields.length > 0);
}

function changeAt(
  record: ListingRecord | undefined,
  { key, values }: Pick<ListingRecord, 'key' | 'values'>,
  { entries, schema }: ReadPage['context'],
): Change {
  if (record === undefined) {
    const fields = [...values].map(([field, before]) => ({ field, before }));
    return { kind: 'delete', key, fields };
  }
  const change = { ...changeTo(record, entries.get(key), schema), key };
  const isMove = schema.section && fieldChange(change.fields, schema.section.field) !== undefined;
  if (record.key !== key) return { ...change, kind: 'rename' };
  return isMove === true ? { ...change, kind: 'move' } : change;
}

function planned(
  input: RebuildInput,
  { data, page }: ReadRebuild,
  made: {
    readonly pageText: string;
    readonly toPage: readonly Change[];
    readonly around: readonly AroundChange[];
    readonly diagnostics: readonly Diagnostic[];
  },
): PlannedListing {
  const { toPage, around, diagnostics, pageText } = made;
  const weighed = {
    page: { changes: toPage, set: page.read.set },
    data: { changes: [], set: data.set },
    held: new Set<string>(),
    recordOwner: input.schema.recordOwner,
    known: new Set(input.base?.records.keys()),
    text: { before: input.page.text, after: pageText },
  };
  const guards = checkGuards(weighed, input.guards, input.allowed);
  const content = { toPage, around, toData: [], conflicts: [], guards, diagnostics };
  return {
    plan: planOf(input, content),
    isRefused: false,
    pageText,
    dataSteps: [],
    dataStepsOf: () => [],
    sides: { data: data.set, wiki: page.read.set },
    renamed: new Map(),
    moved: { bases: new Map(), kept: new Set(), awaited: [] },
  };
}
