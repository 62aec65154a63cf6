/** `check --fix`: puts right what is safe to, in fields that belong to the data file. */
import type { Change } from '../core/change.ts';
import { dataChanges } from '../core/data-changes.ts';
import type { DataEntry } from '../core/data-records.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { isAcknowledged } from '../core/history/reverts.ts';
import { changesBetween, takenOver } from '../core/lint/changes-between.ts';
import type { Fix } from '../core/lint/fix.ts';
import { fixPage } from '../core/lint/fix-page.ts';
import type { Linted } from '../core/lint/lint.ts';
import type { LintedData } from '../core/lint/rule.ts';
import { fixesTakenBack, type TakenBack } from '../core/lint/taken-back.ts';
import { checkGuards } from '../core/plan/guards.ts';
import type { PlannedListing } from '../core/plan/make-plan.ts';
import { fieldNames } from '../core/schema.ts';
import { withLineFeeds } from '../core/wikitext/line-feeds.ts';
import { applyEdits } from '../core/wikitext/text-edit.ts';
import { editData } from '../data/edit-data.ts';
import type { ListingReport } from '../report/run-report.ts';
import { askWiki } from './ask-wiki.ts';
import type { CommitOptions } from './commit-data.ts';
import type { ListingJob } from './job.ts';
import {
  type CheckCall,
  lintOf,
  plannedForLint,
  type ReadForLint,
  type SideTexts,
  textsForLint,
} from './lint-sides.ts';
import { type Planning, planSides } from './plan-listing.ts';
import { readVersions } from './read-history.ts';
import { knownPeople } from './read-people.ts';
import { syncListing } from './sync-listing.ts';

/** How often what was fixed is looked at again: a name that is right may show a value that is wrong. */
const mostRounds = 5;

/** Plans the fixes, writes them, and tells what is left. */
export async function fixListing(
  job: ListingJob,
  call: CheckCall & { readonly dryRun: boolean; readonly commit?: CommitOptions | undefined },
): Promise<ListingReport> {
  let left: Linted | undefined;
  const { reviewed: _, ...report } = await syncListing(job, {
    dryRun: call.dryRun,
    commit: call.commit,
    plan: async (_job, how) => {
      // A fix takes values into the data file, which a first pull makes.
      const planning = await planSides(job, { ...how, needsData: true });
      if (!('planned' in planning) || planning.planned.isRefused) return planning;
      const fixed = await fixedPlanning(job, planning, call);
      left = fixed.left;
      return fixed.planning;
    },
  });
  return left === undefined ? report : { ...report, waived: left.waived };
}

interface Fixed {
  readonly texts: SideTexts;
  readonly read: ReadForLint;
  readonly left: Linted;
}

/** The plan of the fixes alone, with what they leave as its diagnostics. */
async function fixedPlanning(
  job: ListingJob,
  planning: Planning,
  call: CheckCall,
): Promise<{ readonly planning: Planning; readonly left: Linted }> {
  const read = plannedForLint(job, planning, { ...call, facts: {} });
  const { facts, diagnostics: unasked } = await askWiki(job, read.input);
  const first = { ...read, input: { ...read.input, facts } };
  const all = fixTexts(job, planning, { first, call, skipped: [] });
  const held = await heldBack(job, planning, pageChanges(job, first, all.read));
  const fixed = held.length === 0 ? all : fixTexts(job, planning, { first, call, skipped: held });
  const planned = planOf(job, planning, { first, fixed });
  const diagnostics = [...fixed.left.diagnostics, ...unasked];
  const fixing = { ...planning, planned, whole: planned, diagnostics, isFix: true } as const;
  return { planning: fixing, left: fixed.left };
}

/** Fixes, and looks again, until nothing is left that can be fixed. */
function fixTexts(
  job: ListingJob,
  planning: Planning,
  from: {
    readonly first: ReadForLint;
    readonly call: CheckCall;
    /** Fields that people want as they are. */
    readonly skipped: readonly TakenBack[];
  },
): Fixed {
  const { revision, site } = planning.sides.page;
  let texts: SideTexts = { page: revision.text, data: planning.sides.data.text };
  let read = from.first;
  let left = lintOf(job, read);
  const about = { ...from.call, facts: read.input.facts, title: revision.title, site };
  // What planning alone reports is not told by reading the fixed texts again.
  const told = textsForLint(job, texts, about).found;
  const planned = read.found.filter((one) => one.severity === 'error' && !isAmong(told, one));
  for (let round = 0; round < mostRounds; round += 1) {
    const fixes = left.fixes.filter(
      (fix) => !from.skipped.some(({ key, field }) => key === fix.record && field === fix.field),
    );
    const next = withFixes(job, texts, { first: from.first, read, fixes });
    if (next.page === texts.page && next.data === texts.data) break;
    texts = next;
    const again = textsForLint(job, texts, about);
    read = { ...again, found: [...again.found, ...planned] };
    left = lintOf(job, read);
  }
  return { texts, read, left };
}

function isAmong(found: readonly Diagnostic[], { code, record, message }: Diagnostic): boolean {
  return found.some((one) => one.code === code && one.record === record && one.message === message);
}

function withFixes(
  job: ListingJob,
  texts: SideTexts,
  {
    first,
    read,
    fixes,
  }: {
    readonly first: ReadForLint;
    readonly read: ReadForLint;
    readonly fixes: readonly Fix[];
  },
): SideTexts {
  const { page, data } = read.input;
  const edits = page === undefined ? [] : fixPage(page, job.schema, fixes);
  const original = withLineFeeds(texts.page).toOriginal(edits);
  const inData = fixes.flatMap((fix): readonly Change[] =>
    fix.kind === 'value' && fix.side === 'data'
      ? [{ kind: 'update', key: fix.record, fields: [{ field: fix.field, after: fix.value }] }]
      : [],
  );
  const taken = takenOver(pageChanges(job, first, read), data.read.set);
  const steps = dataSteps(job, data, [...inData, ...taken]);
  const order = fieldNames(job.schema);
  const { format, shownPath } = job.data;
  return {
    page: applyEdits(texts.page, original),
    data: steps.length === 0 ? texts.data : editData(format, texts.data, steps, order, shownPath),
  };
}

function dataSteps(job: ListingJob, { read }: LintedData, changes: readonly Change[]) {
  const entries = new Map<string, DataEntry>(
    read.pairs
      .filter(({ record }) => !read.set.quarantined.has(record.key))
      .map(({ record, entry }) => [record.key, entry]),
  );
  const isFlat = job.data.format.isFlat === true;
  return dataChanges(changes, { schema: job.schema, entries, pageOrder: [], front: -1, isFlat });
}

function pageChanges(job: ListingJob, first: ReadForLint, read: ReadForLint): readonly Change[] {
  const [before, after] = [first.input.page, read.input.page];
  if (before === undefined || after === undefined) return [];
  return changesBetween(before.read.set, after.read.set, job.schema);
}

/** What people took back before is not made again, until somebody acknowledges that. */
async function heldBack(
  job: ListingJob,
  { sides }: Planning,
  changes: readonly Change[],
): Promise<readonly TakenBack[]> {
  if (changes.length === 0 || sides.page.revision.revisionId === undefined) return [];
  const { acknowledged } = await knownPeople(job);
  const options = { wanted: lookedAt, mayKeep: false };
  const { versions } = await readVersions(job, sides.page, options);
  return fixesTakenBack(changes, versions).filter(
    (place) => !isAcknowledged(acknowledged, place, place),
  );
}

/** Revisions of the page's history. */
const lookedAt = 50;

function planOf(
  job: ListingJob,
  { sides, planned }: Planning,
  from: {
    readonly first: ReadForLint;
    readonly fixed: Fixed;
  },
): PlannedListing {
  const { first, fixed } = from;
  const { data, page } = first.input;
  const toPage = pageChanges(job, first, fixed.read);
  const toData = changesBetween(data.read.set, fixed.read.input.data.read.set, job.schema);
  const before = sides.page.revision.text;
  const guards = checkGuards(
    {
      page: { changes: toPage, set: page?.read.set ?? planned.sides.wiki },
      data: { changes: toData, set: data.read.set },
      held: new Set(),
      recordOwner: job.schema.recordOwner,
      known: new Set(sides.base?.records.keys()),
      text: { before, after: fixed.texts.page },
    },
    job.guards,
    job.allowed,
  );
  const { diagnostics } = fixed.left;
  // What a sync would do around the records, or between pages, is not for today.
  const { around: _around, ...plan } = planned.plan;
  return {
    ...planned,
    plan: { ...plan, toPage, toData, conflicts: [], guards, diagnostics },
    pageText: fixed.texts.page,
    dataSteps: dataSteps(job, data, toData),
    moved: { ...planned.moved, awaited: [] },
  };
}
