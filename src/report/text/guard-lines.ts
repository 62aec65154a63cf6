import type { GuardResult } from '../../core/plan/plan.ts';
import { guardText } from '../guard-text.ts';
import { type Line, span } from './line.ts';

/** The guards that tripped, with the way past each; none if none did. */
export function guardLines(guards: readonly GuardResult[]): readonly Line[] {
  const tripped = guards.filter((guard) => guard.tripped);
  if (tripped.length === 0) return [];
  return [{ indent: 2, spans: [span('Guards that tripped', 'strong')] }, ...tripped.map(guardLine)];
}

function guardLine(result: GuardResult): Line {
  return {
    indent: 4,
    spans: [
      span('! ', 'error'),
      span(result.guard, 'error'),
      span(`: ${guardText(result)}. `),
      span(`If it is meant, allow it for one run with ${result.allow}.`),
    ],
  };
}
