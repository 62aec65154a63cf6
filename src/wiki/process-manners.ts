/** A wiki's manners from one run of a process to the next: what it asked for, and when it was edited. */
import { newPaceMemory, Pace, type PaceMemory } from './pace.ts';
import { newRestMemory, Rest, type RestMemory } from './rest.ts';
import type { SharedManners } from './shared-manners.ts';

interface Remembered {
  readonly rest: RestMemory;
  readonly edits: PaceMemory;
}

/**
 * Remembers them by the wikis' addresses. Runs on one wiki come one after the other.
 *
 * @param now milliseconds, from any moment on, by a clock that nobody moves
 */
export function processManners(now: () => number): SharedManners {
  const wikis = new Map<string, Remembered>();
  return ({ wiki, api, gap, wait }) => {
    const known = wikis.get(api) ?? { rest: newRestMemory(), edits: newPaceMemory() };
    wikis.set(api, known);
    return {
      turns: new Rest({ wiki, wait, now }, known.rest),
      pace: new Pace({ gap, wait, now }, known.edits),
    };
  };
}
