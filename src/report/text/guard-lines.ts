import type { GuardResult } from '../../core/plan/plan.ts';
import { type Line, span } from './line.ts';

/** The guards that refuse the plan, with the way past each; none if none does. */
export function guardLines(guards: readonly GuardResult[]): readonly Line[] {
  const tripped = guards.filter((guard) => guard.tripped);
  if (tripped.length === 0) return [];
  return [
    { indent: 2, spans: [span('Guards that refuse this plan', 'strong')] },
    ...tripped.map(guardLine),
  ];
}

function guardLine({ side, guard, count, of, limit, allow }: GuardResult): Line {
  const where = side === 'page' ? 'on the page' : 'in the data file';
  const records = of === 1 ? 'record' : 'records';
  return {
    indent: 4,
    spans: [
      span('! ', 'error'),
      span(guard, 'error'),
      span(`: ${count} of ${of} ${records} ${where}, where the limit is ${limit}. `),
      span(`If it is meant, allow it for one run with ${allow}.`),
    ],
  };
}
