/** The plan of one listing, with what it was made from. */

import { type Diagnostic, hasErrors } from '../core/diagnostic.ts';
import type { Layout } from '../core/layout/layout.ts';
import { refusesSide } from '../core/plan/guards.ts';
import { makePlan, type PlanInput, type PlannedListing } from '../core/plan/make-plan.ts';
import { pageChanges, type Side } from '../core/plan/plan.ts';
import type { Choice } from '../core/reconcile/choices.ts';
import { diffLines } from '../core/render/line-diff.ts';
import { guardText } from '../report/guard-text.ts';
import type { ListingOutcome, ListingReport } from '../report/run-report.ts';
import type { PeopleRecord } from '../state/people.ts';
import { withCommonBase } from './find-meeting.ts';
import type { ListingJob } from './job.ts';
import { withOtherPages } from './other-pages.ts';
import { readFileHistory } from './read-file-history.ts';
import { readLayoutFile } from './read-layout.ts';
import { withOwnEdit } from './read-own-edit.ts';
import {
  asksForHistory,
  knownPeople,
  notingHeld,
  notingReverts,
  readPeople,
  stillHeld,
  tooManyReverts,
} from './read-people.ts';
import { type ListingSides, type ReadOptions, readSides } from './read-sides.ts';
import { reviewedPlan } from './reviewed.ts';
import type { RunToUndo } from './undo/run-to-undo.ts';

/** A listing, planned. */
export interface Planning {
  readonly sides: ListingSides;
  readonly planned: PlannedListing;
  /** The plan before anybody chose from it; else the same one. */
  readonly whole: PlannedListing;
  /** What a reviewer chose of it. */
  readonly choices?: readonly Choice[];
  /** Whether it is what a person decided about: no plan of what there is to do, to be applied later. */
  readonly isPart: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** Why the page's people do not want it to be saved; also among the diagnostics. */
  readonly reverted?: Diagnostic;
  /** A run that the plan takes back. */
  readonly undo?: Pick<RunToUndo, 'run' | 'before' | 'undone'>;
  /** Whether the plan puts right what `check` found, and nothing else. */
  readonly isFix?: true;
}

/** Reads the sides and plans; a report alone if there is nothing to plan from. */
export async function planSides(
  job: ListingJob,
  options: ReadOptions,
): Promise<Planning | ListingReport> {
  const { value: layout, diagnostics: faults } = await readLayoutFile(job);
  if (faults.length > 0) return unreadable(job, faults, 'the layout has errors');
  const read = await readSides(job, options);
  if (!('page' in read)) return unreadable(job, read.diagnostics, 'the data file has errors');
  const mayKeep = options.mayWrite;
  const together = await withOtherPages(job, read, options);
  const alone = makePlan(planInput(job, together, options, layout));
  const sides = await withCommonBase(job, together, { first: alone, mayKeep });
  const usual = planInput(job, sides, options, layout);
  const input = await withOwnEdit(job, sides, { input: usual, first: alone });
  const { resolve, choices } = options;
  const known = await knownPeople(job);
  const first = sides === together && input === usual ? alone : makePlan(input);
  const asked = asksForHistory(first, sides, known)
    ? await planWithPeople(job, sides, { first, input, known, mayKeep })
    : { noted: stillHeld(known, first), planned: first, people: {} };
  if (mayKeep && asked.noted !== known) await job.state.savePeople(asked.noted);
  // What is resolved is planned alone, after it is known what all of the plan is.
  const chosen = {
    ...(resolve === undefined ? {} : { resolve }),
    ...(choices === undefined ? {} : { choices }),
  };
  const whole = asked.planned;
  const isWhole = resolve === undefined && choices === undefined;
  const planned = isWhole ? whole : makePlan({ ...input, ...asked.people, ...chosen });
  return {
    ...planningOf(job, sides, { planned, whole, known: asked.noted }),
    ...(choices === undefined ? {} : { choices }),
    isPart: resolve !== undefined,
  };
}

/** A report alone: there is nothing to plan from. */
export function unreadable(
  job: ListingJob,
  diagnostics: readonly Diagnostic[],
  reason: string,
): ListingReport {
  return { ...reportHead(job), diagnostics, outcome: { kind: 'refused', reason } };
}

/** Looks what people did, and what has to be held back for their sake. */
async function planWithPeople(
  job: ListingJob,
  sides: ListingSides,
  from: {
    readonly first: PlannedListing;
    readonly input: PlanInput;
    readonly known: PeopleRecord;
    readonly mayKeep: boolean;
  },
): Promise<{
  readonly noted: PeopleRecord;
  readonly planned: PlannedListing;
  readonly people: Pick<PlanInput, 'people'>;
}> {
  const { first, input, known, mayKeep } = from;
  const hasConflicts = first.plan.conflicts.length > 0;
  const file = hasConflicts ? await readFileHistory(job, sides.data.text) : undefined;
  const people = { ...(await readPeople(job, sides, { ...known, mayKeep })), file };
  const planned = makePlan({ ...input, people });
  const noted = notingHeld(notingReverts(known, people.history), planned);
  return { noted, planned, people: { people } };
}

function planningOf(
  job: ListingJob,
  sides: ListingSides,
  made: {
    readonly planned: PlannedListing;
    readonly whole: PlannedListing;
    readonly known: PeopleRecord;
  },
): Omit<Planning, 'isPart'> {
  const { planned, whole, known } = made;
  const reverted = pageChanges(planned.plan) === 0 ? undefined : tooManyReverts(job, known);
  const about = reverted === undefined ? [] : [reverted];
  return {
    sides,
    planned,
    whole,
    diagnostics: [...sides.diagnostics, ...planned.plan.diagnostics, ...about],
    ...(reverted === undefined ? {} : { reverted }),
  };
}

/** What a plan is made from. */
export function planInput(
  job: ListingJob,
  sides: ListingSides,
  { mayWrite }: Pick<ReadOptions, 'mayWrite'>,
  layout?: Layout,
): PlanInput {
  const { revision, site } = sides.page;
  return {
    listing: job.name,
    wiki: job.wiki.name,
    schema: job.schema,
    guards: job.guards,
    allowed: job.allowed,
    page: {
      title: revision.title,
      text: revision.text,
      ...(revision.revisionId === undefined ? {} : { revisionId: revision.revisionId }),
      source: `${job.wiki.name}:${revision.title}`,
      site,
    },
    data: {
      path: job.data.shownPath,
      text: sides.data.text,
      file: sides.data.file,
      isFlat: job.data.format.isFlat === true,
    },
    base: sides.base,
    ...(sides.others === undefined ? {} : { others: sides.others, isWary: mayWrite }),
    ...(layout === undefined ? {} : { layout: { layout, neighbours: job.neighbours ?? [] } }),
    undone: sides.undone,
    ...(job.prefer === undefined ? {} : { prefer: job.prefer }),
  };
}

/** `plan`: both directions, and nothing is written. */
export async function planListing(job: ListingJob): Promise<ListingReport> {
  const planning = await planSides(job, { needsData: false, mayWrite: false });
  if (!('planned' in planning)) return planning;
  return reportOf(job, planning, refusal(planning, ['page', 'data']) ?? { kind: 'planned' });
}

/** Why nothing may be written to these sides, if so. */
export function refusal(
  { planned, diagnostics }: Planning,
  sides: readonly Side[],
): ListingOutcome | undefined {
  if (planned.isRefused) {
    const first = diagnostics.find(({ severity }) => severity === 'error');
    return { kind: 'refused', reason: first?.message ?? 'the input has errors' };
  }
  const refusing = planned.plan.guards.filter((guard) =>
    sides.some((side) => refusesSide(guard, side)),
  );
  if (refusing.length === 0) return undefined;
  const found = refusing.map((result) => `guard '${result.guard}': ${guardText(result)}`);
  const options = [...new Set(refusing.map(({ allow }) => allow))];
  const way = `${options.join(' ')} ${options.length === 1 ? 'lets' : 'let'} this plan pass`;
  const reason = [...found, way].join('; ');
  return { kind: 'refused', reason };
}

/** A planned listing's report. */
export function reportOf(
  job: ListingJob,
  planning: Planning,
  outcome: ListingOutcome,
): ListingReport {
  const { planned, sides, diagnostics, isPart } = planning;
  const before = sides.page.revision.text;
  const after = planned.pageText;
  const { title: label, revisionId } = sides.page.revision;
  const link = revisionId === undefined ? undefined : job.wiki.revisionLink(revisionId);
  const pageDiff = after === before ? {} : { pageDiff: diffLines(before, after, { label }) };
  return {
    ...reportHead(job),
    plan: planned.plan,
    ...(planned.isRefused || isPart ? {} : { reviewed: reviewedPlan(job, planning) }),
    ...(sides.base === undefined ? {} : { base: sides.base }),
    ...(link === undefined ? {} : { link }),
    pageTexts: { before, after },
    diagnostics,
    outcome,
    ...pageDiff,
  };
}

/** What every report of a listing begins with. */
export function reportHead(
  job: ListingJob,
): Pick<ListingReport, 'listing' | 'wiki' | 'page' | 'dataFile'> {
  return {
    listing: job.name,
    wiki: job.wiki.name,
    page: job.page,
    dataFile: job.data.shownPath,
  };
}

/** Whether what was read has an error that a person has to put right. */
export function needsPerson(report: ListingReport): boolean {
  return hasErrors(report.diagnostics);
}
