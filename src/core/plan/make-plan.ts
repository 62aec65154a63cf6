/** Page text, data and base in; plan and new texts out. Nothing here reads or writes anything. */
import { type DataEntry, readDataRecords } from '../data-records.ts';
import { type Diagnostic, hasErrors } from '../diagnostic.ts';
import { dataOfPage } from '../pages/data-of-page.ts';
import { type Relocation, type RelocationContext, relocate } from '../pages/relocate.ts';
import type { Identified } from '../read-records.ts';
import type { Reconciliation } from '../reconcile/reconcile.ts';
import { movesBack } from '../undo/moves-back.ts';
import { takeBack } from '../undo/take-back.ts';
import { stayingKeys } from '../undo/undone.ts';
import { withLineFeeds } from '../wikitext/line-feeds.ts';
import type { ParsedPage } from '../wikitext/page.ts';
import { type PageEntry, readPageRecords } from '../wikitext/page-records.ts';
import { parsePage } from '../wikitext/parse-page.ts';
import { aroundBack } from './around-back.ts';
import { type DerivedSpots, derivedSpots } from './derived-spots.ts';
import { type EarlierPage, earlierPage, touchedCalls } from './earlier-page.ts';
import { emptySide } from './empty-side.ts';
import { withoutForeignCanaries } from './foreign-canaries.ts';
import { checkGuards } from './guards.ts';
import { heldKeys, mergePlan } from './merge-plan.ts';
import type { PlanInput, PlannedListing } from './plan-input.ts';
import { planOf, refused, untrusted } from './plan-of.ts';
import { writeSides } from './write-sides.ts';

export type { PlanInput, PlannedListing };

/** Makes the plan of one listing. */
export function makePlan(input: PlanInput): PlannedListing {
  const { schema, page } = input;
  const source = withLineFeeds(page.text);
  const all = readDataRecords(input.data.file, schema);
  const data = dataOfPage(all, schema);
  const parsed = parsePage(source.text, schema, page.site);
  if (typeof parsed === 'string') return refused(input, [untrusted(page.source, parsed)]);
  const wiki = readPageRecords(parsed, schema, page.source);
  const context = relocationContext(input, { parsed, wiki, all });
  const moved = (input.undo && movesBack(input.undo.changes.page, context)) ?? relocate(context);
  const { elsewhere } = moved;
  const found = [...wiki.diagnostics, ...data.diagnostics, ...moved.diagnostics];
  const empty = emptySide({
    base: input.base,
    page: { set: wiki.set, source: page.source, elsewhere: elsewhere.wiki },
    data: { set: data.set, source: input.data.path, elsewhere: elsewhere.data },
  });
  if (empty !== undefined && !input.allowed.has('empty')) {
    return refused(input, [...found, empty]);
  }
  const sides = { data: data.set, wiki: wiki.set };
  const earlier = input.undo && earlierPage(input.undo.texts.page, input);
  const merge = changesOf(input, { parsed, wiki, all, moved, earlier });
  const read = { source, parsed, wiki, data, all, merge, moved, earlier };
  const { toPage, dataText, ...written } = writeSides(input, read);
  const derived = aroundRecords(input, written.pageText, data);
  const flaws = derived.isRefused ? derived.diagnostics : flawsOfDecision(input, written);
  if (flaws.length > 0) return refused(input, [...found, ...flaws]);
  const { pageText, around } = derived;
  const made = [...found, ...merge.diagnostics, ...written.diagnostics];
  const diagnostics = [...made, ...derived.diagnostics];
  const weighed = {
    page: { changes: toPage, set: wiki.set },
    data: { changes: merge.toData, set: data.set },
    held: heldKeys(input, merge),
    recordOwner: schema.recordOwner,
    known: new Set(input.base?.records.keys()),
    text: { before: page.text, after: pageText },
  };
  const limits = withoutForeignCanaries(input.guards, { all, moved, schema });
  const guards = checkGuards(weighed, limits, input.allowed);
  return {
    plan: planOf(input, { ...merge, toPage, around, guards, diagnostics }),
    isRefused: false,
    pageText,
    dataSteps: written.dataStepsOf(merge.toData),
    ...(dataText === undefined ? {} : { dataText }),
    dataStepsOf: written.dataStepsOf,
    ...{ sides, read: { page: parsed, wiki, data } },
    renamed: merge.renamed,
    moved,
  };
}

/** What a merge asks for, or what takes a run back. */
function changesOf(
  input: PlanInput,
  read: {
    readonly parsed: ParsedPage;
    readonly wiki: Identified<PageEntry>;
    readonly all: Identified<DataEntry>;
    readonly moved: Relocation;
    readonly earlier: EarlierPage | undefined;
  },
): Reconciliation {
  const { undo, schema, people, others } = input;
  const { parsed, wiki, all, moved, earlier } = read;
  if (undo === undefined) return mergePlan(input, moved);
  const onOthers = (others?.read ?? []).flatMap(({ records }) => records.set.records);
  return takeBack({
    ...undo,
    ...{ data: all.set, wiki: wiki.set, schema, moved, people },
    touched: touchedCalls(wiki, parsed, earlier),
    elsewhere: new Set(onOthers.map(({ key }) => key)),
  });
}

/** What is taken back is done alone: nothing is made fresh with it. */
function aroundRecords(
  input: PlanInput,
  pageText: string,
  data: Identified<DataEntry>,
): DerivedSpots {
  const { undo, page, schema } = input;
  if (undo === undefined) return derivedSpots(input, pageText, data);
  const texts = { before: page.text, after: pageText, source: page.source };
  const run = { run: undo.run, texts: undo.texts.page };
  return { pageText, isRefused: false, ...aroundBack(texts, run, { schema, site: page.site }) };
}

function relocationContext(
  { schema, page, base, others, prefer, isWary = false, undone = [] }: PlanInput,
  read: {
    readonly parsed: ParsedPage;
    readonly wiki: Identified<PageEntry>;
    readonly all: Identified<DataEntry>;
  },
): RelocationContext {
  const value = schema.pages?.value ?? '';
  const own = { value, title: page.title, page: read.parsed, records: read.wiki, base };
  const isPreferred = prefer !== undefined;
  const staying = stayingKeys(undone, schema);
  return { own, others, data: read.all, schema, staying, isPreferred, isWary };
}

/** What a person decided is done on both sides, or on none. */
function flawsOfDecision(
  { resolve }: PlanInput,
  { diagnostics }: { readonly diagnostics: readonly Diagnostic[] },
): readonly Diagnostic[] {
  return resolve !== undefined && hasErrors(diagnostics) ? diagnostics : [];
}
