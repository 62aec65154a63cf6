/** Page text, data and base in; plan and new texts out. Nothing here reads or writes anything. */
import type { Change } from '../change.ts';
import { dataChanges } from '../data-changes.ts';
import type { DataChange, DataFile } from '../data-file.ts';
import { type DataEntry, readDataRecords } from '../data-records.ts';
import { type Diagnostic, hasErrors } from '../diagnostic.ts';
import type { Identified } from '../read-records.ts';
import type { Base } from '../reconcile/base.ts';
import { type Decide, settleConflicts } from '../reconcile/decide.ts';
import { type Reconciliation, reconcile } from '../reconcile/reconcile.ts';
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
import { digestOf, mappingDigest } from './digest.ts';
import { checkGuards, type GuardLimits } from './guards.ts';
import { heedPeople, type People } from './heed-people.ts';
import type { Plan } from './plan.ts';

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
  /** What the page's history tells; `undefined` if it was not asked. */
  readonly people?: People;
  /** Which side every conflict goes to, if a person said so for this run. */
  readonly prefer?: 'data' | 'wiki';
  /** What a person decided: then nothing else is changed. */
  readonly resolve?: Decide;
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
}

/** Makes the plan of one listing. */
export function makePlan(input: PlanInput): PlannedListing {
  const { schema, page } = input;
  const source = withLineFeeds(page.text);
  const data = readDataRecords(input.data.file, schema);
  const parsed = parsePage(source.text, schema, page.site);
  if (typeof parsed === 'string') return refused(input, [untrusted(page.source, parsed)]);
  const wiki = readPageRecords(parsed, schema, page.source);
  const found = [...wiki.diagnostics, ...data.diagnostics];
  const empty = emptySide(input, { data: data.set, wiki: wiki.set });
  if (empty !== undefined) return refused(input, [...found, empty]);
  const sides = { data: data.set, wiki: wiki.set };
  const merge = mergeOf(input, sides);
  const written = writeSides(input, { parsed, wiki, data, merge });
  const toPage = written.isConfirmed ? written.placed.written : [];
  const edits = written.isConfirmed ? source.toOriginal(written.placed.edits) : [];
  const diagnostics = [...found, ...merge.diagnostics, ...written.diagnostics];
  return {
    plan: planOf(input, {
      toPage,
      toData: merge.toData,
      conflicts: merge.conflicts,
      diagnostics,
      sides,
    }),
    isRefused: false,
    pageText: applyEdits(page.text, edits),
    dataSteps: written.dataStepsOf(merge.toData),
    dataStepsOf: written.dataStepsOf,
    sides,
    renamed: merge.renamed,
  };
}

/** What is changed on both sides, after people have had their say. */
function mergeOf(
  input: PlanInput,
  sides: { readonly data: RecordSet; readonly wiki: RecordSet },
): Reconciliation {
  const { base, schema, people, prefer, resolve } = input;
  const first = reconcile({ base, ...sides }, schema);
  const decided = { schema, ...sides, renamed: first.renamed };
  const preferred =
    prefer === undefined ? first : settleConflicts(first, () => ({ take: prefer }), decided);
  const heeded = heedPeople(preferred, people, input);
  if (resolve === undefined) return heeded;
  return settleConflicts({ ...heeded, toPage: [], toData: [] }, resolve, decided);
}

function writeSides(
  input: PlanInput,
  read: {
    readonly parsed: ParsedPage;
    readonly wiki: Identified<PageEntry>;
    readonly data: Identified<DataEntry>;
    readonly merge: Reconciliation;
  },
) {
  const { schema, page } = input;
  const { parsed, wiki, data, merge } = read;
  const context = {
    page: parsed,
    entries: entriesByKey(wiki),
    schema,
    site: page.site,
    dataOrder: data.set.records.map(({ key }) => key),
  };
  const placed = writePage(context, merge.toPage);
  const problem = placed.edits.length === 0 ? undefined : confirmPage(context, placed);
  const dataContext = {
    schema,
    entries: entriesByKey(data),
    pageOrder: wiki.set.records.map(({ key }) => key),
    isFlat: input.data.isFlat,
  };
  return {
    placed,
    isConfirmed: problem === undefined,
    dataStepsOf: (changes: readonly Change[]) => dataChanges(changes, dataContext),
    diagnostics: problem === undefined ? placed.diagnostics : [...placed.diagnostics, problem],
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

function planOf(
  input: PlanInput,
  content: {
    readonly toPage: readonly Change[];
    readonly toData: readonly Change[];
    readonly conflicts: Plan['conflicts'];
    readonly diagnostics: readonly Diagnostic[];
    readonly sides?: { readonly data: RecordSet; readonly wiki: RecordSet };
  },
): Plan {
  const { page, data, guards, allowed } = input;
  const { toPage, toData, conflicts, diagnostics, sides } = content;
  const onPage = {
    side: 'page',
    changes: toPage,
    recordCount: sides?.wiki.records.length ?? 0,
  } as const;
  const inData = {
    side: 'data',
    changes: toData,
    recordCount: sides?.data.records.length ?? 0,
  } as const;
  return {
    listing: input.listing,
    wiki: input.wiki,
    page: page.title,
    ...(page.revisionId === undefined ? {} : { baseRevision: page.revisionId }),
    dataFile: data.path,
    digests: {
      mapping: mappingDigest(input.schema),
      data: digestOf(data.text),
      page: digestOf(page.text),
    },
    toPage,
    toData,
    conflicts,
    guards: [...checkGuards(onPage, guards, allowed), ...checkGuards(inData, guards, allowed)],
    diagnostics,
  };
}

/** A plan that changes nothing, as nothing could be trusted. */
function refused(input: PlanInput, diagnostics: readonly Diagnostic[]): PlannedListing {
  const none: RecordSet = { records: [], quarantined: new Set(), unidentified: 0 };
  return {
    plan: planOf(input, { toPage: [], toData: [], conflicts: [], diagnostics }),
    isRefused: hasErrors(diagnostics),
    pageText: input.page.text,
    dataSteps: [],
    dataStepsOf: () => [],
    sides: { data: none, wiki: none },
    renamed: new Map(),
  };
}

function untrusted(source: string, reason: string): Diagnostic {
  return {
    code: 'page-untrusted',
    severity: 'error',
    message: `The page ${reason}, so that it cannot be trusted to be read as MediaWiki reads it.`,
    hint: 'It is left alone; see the documentation for the kinds of text that are refused.',
    place: { source },
  };
}

/** A side that had records and has none: an accident, until a person says otherwise. */
function emptySide(
  input: PlanInput,
  sides: { readonly data: RecordSet; readonly wiki: RecordSet },
): Diagnostic | undefined {
  const known = input.base?.records.size ?? 0;
  if (known === 0 || input.allowed.has('empty')) return undefined;
  const isEmpty = (set: RecordSet): boolean => set.records.length + set.unidentified === 0;
  const side = isEmpty(sides.wiki) ? 'page' : isEmpty(sides.data) ? 'data file' : undefined;
  if (side === undefined) return undefined;
  return {
    code: 'side-empty',
    severity: 'error',
    message: `The ${side} has no records, where both sides agreed on ${known} before.`,
    hint:
      side === 'page'
        ? 'Was the page blanked, or its template renamed? If it is meant, allow it with --allow empty.'
        : 'Restore the data file; if it is meant, allow it with --allow empty.',
    place: { source: side === 'page' ? input.page.source : input.data.path },
  };
}
