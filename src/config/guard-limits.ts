/** From what the config says of guards to the limits of a plan. */
import {
  defaultGuards,
  type GuardLimits,
  type LimitName,
  limitNames,
} from '../core/plan/guards.ts';
import type { Limit } from '../core/plan/limit.ts';
import type { WrittenListing } from './config.ts';

/** What is not said is as it is by default. */
export function guardLimits(written: WrittenListing['guards'] = {}): GuardLimits {
  const limits: Partial<Record<LimitName, Limit>> = { ...defaultGuards.limits };
  for (const guard of limitNames) {
    const limit = written[guard];
    if (limit !== undefined) limits[guard] = toLimit(limit);
  }
  const { from = defaultGuards.from, canary = defaultGuards.canary } = written;
  return { limits, from, canary: typeof canary === 'string' ? [canary] : canary };
}

function toLimit(written: string | number | { share: string; number: number }): Limit {
  if (typeof written === 'number') return { number: written };
  if (typeof written === 'string') return { share: Number.parseInt(written, 10) };
  return { ...toLimit(written.share), ...toLimit(written.number) };
}
