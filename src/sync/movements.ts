/** Why a plan that was reviewed can no longer be carried out: what moved since, and by whom. */
import type { Change, CommitInfo, Conflict, RevisionInfo } from '../core/change.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { type History, historyOf, type PageHistory } from '../core/history/page-history.ts';
import { type MovedPart, movedParts, shortDigest } from '../core/plan/plan-digest.ts';
import type { ReviewedPlan } from '../core/plan/reviewed-plan.ts';
import { canonicalJson, type FieldValue } from '../core/value.ts';
import { SyncError } from '../errors.ts';
import type { ListingJob } from './job.ts';
import type { Planning } from './plan-listing.ts';
import { readFileHistory } from './read-file-history.ts';
import { readVersions } from './read-history.ts';
import { reviewedPlan } from './reviewed.ts';

/** What moved since a plan was made: none if it still is the same plan. */
export async function findMovements(
  job: ListingJob,
  planning: Planning,
  reviewed: ReviewedPlan,
): Promise<readonly Diagnostic[]> {
  // What is allowed beyond the plan changes nothing of it.
  const now = reviewedPlan({ ...job, allowed: new Set(reviewed.allowed) }, planning);
  const found = [
    ...settingsMovements(reviewed, now),
    ...(await dataMovements(job, planning, { reviewed, now })),
    ...(await wikiMovements(job, planning, { reviewed, now })),
  ];
  if (found.length > 0 || now.digest === reviewed.digest) return found;
  return otherMovements(reviewed, now);
}

/** What people wrote around the records meanwhile, and what is no obstacle. */
export function rebaseNotice(reviewed: ReviewedPlan, planning: Planning): readonly Diagnostic[] {
  const { revisionId, title } = planning.sides.page.revision;
  if (planning.whole.plan.digests.page === reviewed.pageText) return [];
  const from = reviewed.revision === undefined ? '' : ` (revision ${reviewed.revision})`;
  const to = revisionId === undefined ? '' : ` in revision ${revisionId}`;
  return [
    {
      code: 'plan-rebased',
      severity: 'notice',
      message: `'${title}' changed outside of its records since the plan was made${from}: the same changes are made${to}.`,
      hint: 'What was written meanwhile stays; look whether it speaks of the records.',
    },
  ];
}

interface Compared {
  readonly reviewed: ReviewedPlan;
  readonly now: ReviewedPlan;
}

function settingsMovements(reviewed: ReviewedPlan, now: ReviewedPlan): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (reviewed.config !== now.config) {
    found.push(
      planMoved(`The config of '${now.listing}', or of its wiki, is not the one of the plan.`),
    );
  }
  const isOtherPage = reviewed.pageId !== now.pageId || reviewed.page !== now.page;
  if (isOtherPage) {
    found.push(planMoved(`'${now.page}' is not the page that the plan was made for.`));
  }
  return found;
}

async function dataMovements(
  job: ListingJob,
  { sides }: Planning,
  { reviewed, now }: Compared,
): Promise<readonly Diagnostic[]> {
  if (reviewed.data === now.data) return [];
  const parts = movedParts(reviewed.records.data, now.records.data);
  if (parts.length === 0) {
    return [
      planMoved(`'${job.data.shownPath}' changed outside of its records since the plan was made.`),
    ];
  }
  const history = await orNothing(() => readFileHistory(job, sides.data.text));
  return parts.map((part) => {
    const by = lastStep(history, part)?.by;
    return partMoved(part, `in the data file${by === undefined ? '' : commitText(by)}`);
  });
}

async function wikiMovements(
  job: ListingJob,
  { sides }: Planning,
  { reviewed, now }: Compared,
): Promise<readonly Diagnostic[]> {
  const parts = movedParts(reviewed.records.wiki, now.records.wiki);
  if (parts.length === 0) return [];
  const history = await orNothing(() => pageHistory(job, sides));
  return parts.map((part) => {
    const by = lastStep(history, part)?.by;
    const isNewer = by !== undefined && by.revision > (reviewed.revision ?? 0);
    return partMoved(part, `on the page${isNewer ? revisionText(by) : ''}`);
  });
}

async function pageHistory(job: ListingJob, { page }: Planning['sides']): Promise<PageHistory> {
  const { versions, isWhole } = await readVersions(job, page, { wanted: 50, mayKeep: false });
  return historyOf(versions, isWhole);
}

/** That it moved is certain; by whom is only told if it can be found out. */
async function orNothing<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof SyncError) return undefined;
    throw error;
  }
}

function lastStep<By>(history: History<By> | undefined, { key, field }: MovedPart) {
  return history?.steps.findLast((step) => step.key === key && step.field === field);
}

/** Neither side moved, and the plan is another: its base is, or what people took back. */
function otherMovements(reviewed: ReviewedPlan, now: ReviewedPlan): readonly Diagnostic[] {
  const was = partsOf(reviewed);
  const is = partsOf(now);
  const differing = [...new Set([...was.keys(), ...is.keys()])].filter(
    (name) => was.get(name)?.text !== is.get(name)?.text,
  );
  const found = differing.flatMap((name) => was.get(name) ?? is.get(name) ?? []);
  if (found.length === 0) {
    return [
      planMoved(`The plan is ${shortDigest(now.digest)} now, and not the one that was reviewed.`),
    ];
  }
  return found.map(({ key, field }) => {
    const what = field === undefined ? `'${key}'` : `The ${field} of '${key}'`;
    const message = `${what} would be treated otherwise now: what both sides last agreed on, or what people took back, is not what it was.`;
    return { ...planMoved(message), record: key, ...(field === undefined ? {} : { field }) };
  });
}

interface PlanPart {
  readonly key: string;
  readonly field: string | undefined;
  readonly text: string;
}

function partsOf({
  toPage,
  around = [],
  toData,
  conflicts,
}: ReviewedPlan): ReadonlyMap<string, PlanPart> {
  const parts = new Map<string, PlanPart>();
  const add = (where: string, key: string, field: string | undefined, text: string): void => {
    parts.set(canonicalJson([where, key, field ?? '']), { key, field, text });
  };
  const addChanges = (where: string, changes: readonly Change[]): void => {
    for (const { kind, key, fields } of changes) {
      if (kind === 'create' || kind === 'delete') add(where, key, undefined, kind);
      for (const { field, before, after } of fields) {
        add(where, key, field, textOf([kind, before, after]));
      }
    }
  };
  addChanges('page', toPage);
  addChanges('data', toData);
  for (const { what, name, before = '', after = '' } of around) {
    add('around', name, undefined, textOf([what, before, after]));
  }
  for (const conflict of conflicts) {
    add('conflict', conflict.key, conflict.field, conflictText(conflict));
  }
  return parts;
}

function conflictText({ base, data, wiki }: Conflict): string {
  return textOf([base, data, wiki]);
}

function textOf(values: readonly (FieldValue | undefined)[]): string {
  return canonicalJson(values.map((value) => (value === undefined ? [] : [value])));
}

const verbs = { came: 'came', went: 'went', changed: 'changed' } as const;

function partMoved({ key, field, kind }: MovedPart, where: string): Diagnostic {
  const what = field === undefined ? `'${key}'` : `The ${field} of '${key}'`;
  return {
    ...planMoved(`${what} ${verbs[kind]} ${where} since the plan was made.`),
    record: key,
    ...(field === undefined ? {} : { field }),
  };
}

function revisionText({ revision, user }: RevisionInfo): string {
  return `, by ${user ?? 'somebody'} in revision ${revision}`;
}

function commitText({ commit, author }: CommitInfo): string {
  if (commit === undefined) return ', and is not committed';
  return `, by ${author ?? 'somebody'} in commit ${commit.slice(0, 10)}`;
}

/** Says that a plan is not what was reviewed. */
export function planMoved(message: string): Diagnostic {
  return {
    code: 'plan-moved',
    severity: 'error',
    message,
    hint: 'Nothing was written; plan again, and have the new plan reviewed.',
  };
}
