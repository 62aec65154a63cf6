/** Page text, data and base in; plan and new texts out. Nothing here reads or writes anything. */
import type { Change } from '../change.ts';
import { dataChanges } from '../data-changes.ts';
import type { DataChange, DataFile } from '../data-file.ts';
import { type DataEntry, placedInData, readDataRecords } from '../data-records.ts';
import { dataOfPage, frontOf } from '../pages/data-of-page.ts';
import type { OtherPages } from '../pages/listing-page.ts';
import { type Relocation, type RelocationContext, relocate } from '../pages/relocate.ts';
import type { Identified } from '../read-records.ts';
import type { Base } from '../reconcile/base.ts';
import type { Choice } from '../reconcile/choices.ts';
import type { Decide } from '../reconcile/decide.ts';
import type { Reconciliation } from '../reconcile/reconcile.ts';
import type { RecordSet } from '../record.ts';
import type { RecordSchema } from '../schema.ts';
import { confirmPage } from '../wikitext/confirm.ts';
import { withLineFeeds } from '../wikitext/line-feeds.ts';
import type { ParsedPage } from '../wikitext/page.ts';
import { type PageEntry, readPageRecords } from '../wikitext/page-records.ts';
import { parsePage } from '../wikitext/parse-page.ts';
import type { SiteSettings } from '../wikitext/site.ts';
import { applyEdits } from '../wikitext/text-edit.ts';
import { writePage } from '../wikitext/write-page.ts';
import { derivedSpots } from './derived-spots.ts';
import { emptySide } from './empty-side.ts';
import { withoutForeignCanaries } from './foreign-canaries.ts';
import { checkGuards, type GuardLimits } from './guards.ts';
import type { People } from './heed-people.ts';
import { heldKeys, mergePlan } from './merge-plan.ts';
import type { PageLayout } from './page-layout.ts';
import type { Plan } from './plan.ts';
import { planOf, refused, untrusted } from './plan-of.ts';

/** All that a plan is made from. */
export interface PlanInput {
  readonly listing: string;
  readonly wiki: string;
  readonly schema: RecordSchema;
  readonly guards: GuardLimits;
  /** Guards that a person allows for this run. */
  readonly allowed: ReadonlySet<string>;
  readonly page: {
    readonly title: string;
    readonly text: string;
    readonly revisionId?: number;
    /** Names the page in places: `wiki:Title`. */
    readonly source: string;
    readonly site: SiteSettings;
  };
  readonly data: {
    readonly path: string;
    readonly text: string;
    readonly file: DataFile;
    readonly isFlat: boolean;
  };
  readonly base: Base | undefined;
  /** The listing's other pages, where what they have counts: see `unmatchedKeys`. */
  readonly others?: OtherPages | undefined;
  /** Whether records stay on the page that are not seen yet where they go: so when it is written. */
  readonly isWary?: boolean;
  /** By which derived spots of the page are kept fresh. */
  readonly layout?: PageLayout;
  /** What the page's history tells; `undefined` if it was not asked. */
  readonly people?: People;
  /** Which side every conflict goes to, if a person said so for this run. */
  readonly prefer?: 'data' | 'wiki';
  /** What a person decided: then nothing else is changed. */
  readonly resolve?: Decide;
  /** What a reviewer chose of the plan. */
  readonly choices?: readonly Choice[];
}

/** A plan with what carries it out. */
export interface PlannedListing {
  readonly plan: Plan;
  /** Errors that concern all of the listing: nothing may be written. */
  readonly isRefused: boolean;
  /** The page's new text; its old one if nothing changes. */
  readonly pageText: string;
  readonly dataSteps: readonly DataChange[];
  /** The steps of some of the changes to the data file. */
  readonly dataStepsOf: (changes: readonly Change[]) => readonly DataChange[];
  readonly sides: { readonly data: RecordSet; readonly wiki: RecordSet };
  readonly renamed: ReadonlyMap<string, string>;
  /** What moves between this page and others of the listing. */
  readonly moved: Pick<Relocation, 'bases' | 'kept' | 'awaited'>;
}

/** Makes the plan of one listing. */
export function makePlan(input: PlanInput): PlannedListing {
  const { schema, page } = input;
  const source = withLineFeeds(page.text);
  const all = readDataRecords(input.data.file, schema);
  const data = dataOfPage(all, schema);
  const parsed = parsePage(source.text, schema, page.site);
  if (typeof parsed === 'string') return refused(input, [untrusted(page.source, parsed)]);
  const wiki = readPageRecords(parsed, schema, page.source);
  const moved = relocate(relocationContext(input, { parsed, wiki, all }));
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
  const merge = mergePlan(input, moved);
  const written = writeSides(input, { parsed, wiki, data, all, merge, moved });
  const toPage = written.isConfirmed ? written.placed.written : [];
  const edits = written.isConfirmed ? source.toOriginal(written.placed.edits) : [];
  const { toData, conflicts } = merge;
  const derived = derivedSpots(input, applyEdits(page.text, edits), data.set);
  if (derived.isRefused) return refused(input, [...found, ...derived.diagnostics]);
  const { pageText, around } = derived;
  const made = [...found, ...merge.diagnostics, ...written.diagnostics];
  const diagnostics = [...made, ...derived.diagnostics];
  const weighed = {
    page: { changes: toPage, set: wiki.set },
    data: { changes: toData, set: data.set },
    held: heldKeys(input, merge),
    recordOwner: schema.recordOwner,
    known: new Set(input.base?.records.keys()),
    text: { before: page.text, after: pageText },
  };
  const limits = withoutForeignCanaries(input.guards, { all, moved, schema });
  const guards = checkGuards(weighed, limits, input.allowed);
  return {
    plan: planOf(input, { toPage, around, toData, conflicts, guards, diagnostics }),
    isRefused: false,
    pageText,
    dataSteps: written.dataStepsOf(toData),
    dataStepsOf: written.dataStepsOf,
    sides,
    renamed: merge.renamed,
    moved,
  };
}

function relocationContext(
  { schema, page, base, others, prefer, isWary = false }: PlanInput,
  read: {
    readonly parsed: ParsedPage;
    readonly wiki: Identified<PageEntry>;
    readonly all: Identified<DataEntry>;
  },
): RelocationContext {
  const value = schema.pages?.value ?? '';
  const own = { value, title: page.title, page: read.parsed, records: read.wiki, base };
  return { own, others, data: read.all, schema, isPreferred: prefer !== undefined, isWary };
}

function writeSides(
  input: PlanInput,
  read: {
    readonly parsed: ParsedPage;
    readonly wiki: Identified<PageEntry>;
    readonly data: Identified<DataEntry>;
    /** Those of other pages too. */
    readonly all: Identified<DataEntry>;
    readonly merge: Reconciliation;
    readonly moved: Relocation;
  },
) {
  const { schema, page } = input;
  const { parsed, wiki, data, all, merge, moved } = read;
  const context = {
    page: parsed,
    entries: entriesByKey(wiki),
    schema,
    site: page.site,
    dataOrder: data.set.records.map(({ key }) => key),
    incoming: moved.incoming,
  };
  const placed = writePage(context, merge.toPage);
  const problem = placed.edits.length === 0 ? undefined : confirmPage(context, placed);
  const inData = entriesByKey(all);
  const refused = placed.diagnostics.map((diagnostic) => placedInData(diagnostic, inData));
  const dataContext = {
    schema,
    entries: inData,
    pageOrder: wiki.set.records.map(({ key }) => key),
    front: schema.pages === undefined ? -1 : frontOf(data, all),
    isFlat: input.data.isFlat,
  };
  return {
    placed,
    isConfirmed: problem === undefined,
    dataStepsOf: (changes: readonly Change[]) => dataChanges(changes, dataContext),
    diagnostics:
      problem === undefined
        ? refused
        : [...refused, { ...problem, place: { source: page.source } }],
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
