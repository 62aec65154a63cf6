/** Guards: a plan of a surprising size is not carried out until a person allows it. */
import { type Change, countChanges } from '../change.ts';
import { type RecordSet, recordKey } from '../record.ts';
import type { Owner } from '../schema.ts';
import { boundOf, type Limit, type ShareRule } from './limit.ts';
import type { GuardResult, Side } from './plan.ts';

/**
 * What a limit is on: changes by kind; records put back that somebody took from a side
 * (`recreate`); how much the page's text grows or shrinks (`size`).
 */
export type LimitName = Change['kind'] | 'recreate' | 'size';

/** A listing's guards. */
export interface GuardLimits {
  /** What has no limit is not limited. */
  readonly limits: Readonly<Partial<Record<LimitName, Limit>>>;
  /**
   * Shares say little about few: below this number of records they do not apply; those of `delete`
   * and `recreate` are of this number at least.
   */
  readonly from: number;
  /** Keys, as written, of records that must be on both sides if anything is to be changed. */
  readonly canary: readonly string[];
}

/** What holds where the config says nothing. */
export const defaultGuards: GuardLimits = {
  limits: {
    create: { share: 50 },
    update: { share: 30 },
    delete: { share: 30 },
    recreate: { share: 30 },
    size: { share: 50 },
  },
  from: 10,
  canary: [],
};

/** Limits on records, in the order of reports. */
const recordLimits = ['create', 'update', 'delete', 'move', 'rename', 'recreate'] as const;

/** All limits, in the order of reports. */
export const limitNames: readonly LimitName[] = [...recordLimits, 'size'];

/** All that a person may allow. */
export const allowable: readonly GuardResult['guard'][] = [...limitNames, 'canary', 'empty'];

/** A page may grow or shrink by its share of this many bytes, however short it is. */
const shortPageBytes = 4000;

/** One side of a plan, to be weighed. */
export interface WeighedSide {
  readonly changes: readonly Change[];
  /** What the side has now. */
  readonly set: RecordSet;
}

/** A plan, to be weighed. */
export interface WeighedPlan {
  readonly page: WeighedSide;
  readonly data: WeighedSide;
  /**
   * Keys of records that one side lost and that nothing is done about, as that conflicts: the other
   * side has edited them, or somebody took away what was put back before.
   */
  readonly held: ReadonlySet<string>;
  /** Who may add and remove records: whether what one side lost is deleted or put back. */
  readonly recordOwner: Owner;
  /** Keys of the records that both sides last agreed on; none on first contact. */
  readonly known: ReadonlySet<string>;
  /** The page's text before and after. */
  readonly text: { readonly before: string; readonly after: string };
}

/** Weighs a plan: a result for all that has a limit and happens. */
export function checkGuards(
  plan: WeighedPlan,
  guards: GuardLimits,
  allowed: ReadonlySet<string>,
): readonly GuardResult[] {
  const weighed = [
    ...recordWeights('page', plan),
    ...sizeWeights(plan),
    ...recordWeights('data', plan),
  ];
  return [
    ...weighed.flatMap((weight) => weightResult(weight, guards, allowed)),
    ...missingCanaries('page', plan, { guards, allowed }),
    ...missingCanaries('data', plan, { guards, allowed }),
  ];
}

/**
 * Whether a tripped guard keeps a side from being written.
 *
 * Beside the guards on the side's own changes that is a missing canary on either; and a page that
 * lost more records than may be deleted from the data file is not to be trusted with an edit.
 */
export function refusesSide({ guard, side, tripped }: GuardResult, written: Side): boolean {
  if (!tripped) return false;
  return side === written || guard === 'canary' || (guard === 'delete' && written === 'page');
}

/** Whether a side has nothing that could be a record. */
export function isWithoutRecords({ records, unidentified }: RecordSet): boolean {
  return records.length + unidentified === 0;
}

/** How much of something happens. */
type Weight = Pick<GuardResult, 'side' | 'unit' | 'count' | 'of' | 'direction'> & {
  readonly guard: LimitName;
};

function recordWeights(side: Side, plan: WeighedPlan): readonly Weight[] {
  const { changes, set } = plan[side];
  const byKind = countChanges(changes);
  const recreated = changes.filter(({ kind, key }) => kind === 'create' && plan.known.has(key));
  const held = heldOn(side, plan);
  const counts = {
    ...byKind,
    delete: byKind.delete + held.deletes,
    recreate: recreated.length + held.recreates,
  };
  return recordLimits.map((guard) => ({
    side,
    guard,
    unit: 'records',
    count: counts[guard],
    of: guard === 'recreate' ? plan.known.size : set.records.length,
  }));
}

/** What is lost counts, even if a conflict keeps it from being deleted or put back. */
function heldOn(side: Side, plan: WeighedPlan): { deletes: number; recreates: number } {
  const other = side === 'page' ? 'data' : 'page';
  const isOwnedBy = (owner: Side): boolean => plan.recordOwner === ownerName[owner];
  return {
    deletes: isOwnedBy(side) ? 0 : heldIn(plan[side].set, plan),
    recreates: isOwnedBy(other) ? heldIn(plan[other].set, plan) : 0,
  };
}

const ownerName = { page: 'wiki', data: 'data' } as const;

function heldIn({ records }: RecordSet, { held, known }: WeighedPlan): number {
  return records.filter(({ key }) => held.has(key) && known.has(key)).length;
}

/** A page without any record is there to be filled: that it grows is no surprise. */
function sizeWeights({ page, text }: WeighedPlan): readonly Weight[] {
  if (isWithoutRecords(page.set)) return [];
  const before = Buffer.byteLength(text.before, 'utf8');
  const after = Buffer.byteLength(text.after, 'utf8');
  return [
    {
      side: 'page',
      guard: 'size',
      unit: 'bytes',
      count: Math.abs(after - before),
      of: before,
      direction: after > before ? 'more' : 'fewer',
    },
  ];
}

function weightResult(
  weight: Weight,
  { limits, from }: GuardLimits,
  allowed: ReadonlySet<string>,
): readonly GuardResult[] {
  const { guard, count, of } = weight;
  const limit = limits[guard];
  if (limit === undefined || count === 0) return [];
  const { most, text } = boundOf(limit, of, ruleOf(guard, from));
  return [
    {
      ...weight,
      limit: text,
      tripped: count > most && !allowed.has(guard),
      allow: `--allow ${guard}`,
    },
  ];
}

/** What is lost is guarded on short lists too; that a short list grows or changes is common. */
function ruleOf(guard: LimitName, from: number): ShareRule {
  if (guard === 'size') return { below: 'raised', from: shortPageBytes };
  return { below: guard === 'delete' || guard === 'recreate' ? 'raised' : 'ignored', from };
}

/** A data file without any record, where nothing was agreed on yet, is there to be filled. */
function missingCanaries(
  side: Side,
  plan: WeighedPlan,
  about: { readonly guards: GuardLimits; readonly allowed: ReadonlySet<string> },
): readonly GuardResult[] {
  const { canary } = about.guards;
  const { set } = plan[side];
  if (plan.page.changes.length + plan.data.changes.length === 0) return [];
  if (side === 'data' && plan.known.size === 0 && isWithoutRecords(set)) return [];
  const keys = new Set(set.records.map(({ key }) => key));
  const missing = canary.filter((name) => !keys.has(recordKey(name)));
  if (missing.length === 0) return [];
  return [
    {
      side,
      guard: 'canary',
      unit: 'records',
      count: missing.length,
      of: canary.length,
      missing,
      limit: '0',
      tripped: !about.allowed.has('canary'),
      allow: '--allow canary',
    },
  ];
}
