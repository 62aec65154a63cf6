/** Guards: a plan of a surprising size is not carried out until a person allows it. */
import { type Change, countChanges } from '../change.ts';
import type { GuardResult, Side } from './plan.ts';

/** What a guard limits. */
export type GuardName = Change['kind'];

/** At most this share, in percent, of the records that the side has; or this many. */
export type Limit =
  | { readonly kind: 'share'; readonly percent: number }
  | { readonly kind: 'number'; readonly count: number };

/** A listing's guards. */
export interface GuardLimits {
  /** A kind without a limit is not limited. */
  readonly limits: Readonly<Partial<Record<GuardName, Limit>>>;
  /** Shares say little about few records: below this number of records they do not apply. */
  readonly from: number;
}

/** As DESIGN has them. */
export const defaultGuards: GuardLimits = {
  limits: {
    create: { kind: 'share', percent: 50 },
    update: { kind: 'share', percent: 30 },
    delete: { kind: 'share', percent: 30 },
  },
  from: 10,
};

/** One side of a plan, to be weighed. */
export interface GuardedSide {
  readonly side: Side;
  readonly changes: readonly Change[];
  /** How many records the side has now. */
  readonly recordCount: number;
}

/** Weighs one side's changes: a result for every kind that has a limit and a change. */
export function checkGuards(
  { side, changes, recordCount }: GuardedSide,
  guards: GuardLimits,
  allowed: ReadonlySet<string>,
): readonly GuardResult[] {
  const counts = countChanges(changes);
  return guardNames.flatMap((guard): readonly GuardResult[] => {
    const limit = guards.limits[guard];
    const count = counts[guard];
    if (limit === undefined || count === 0) return [];
    const exceeded = isExceeded(limit, count, { recordCount, from: guards.from });
    return [
      {
        side,
        guard,
        count,
        of: recordCount,
        limit: limitText(limit),
        tripped: exceeded && !allowed.has(guard),
        allow: `--allow ${guard}`,
      },
    ];
  });
}

/** All guards, in the order of reports. */
export const guardNames: readonly GuardName[] = ['create', 'update', 'delete', 'move', 'rename'];

/** A limit as the config has it. */
export function limitText(limit: Limit): string {
  return limit.kind === 'share' ? `${limit.percent}%` : String(limit.count);
}

function isExceeded(
  limit: Limit,
  count: number,
  side: { readonly recordCount: number; readonly from: number },
): boolean {
  if (limit.kind === 'number') return count > limit.count;
  return side.recordCount >= side.from && count * 100 > limit.percent * side.recordCount;
}
