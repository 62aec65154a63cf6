/** Manners where nobody else works on the wiki. */
import { Pace } from './pace.ts';
import { Rest } from './rest.ts';
import type { SharedManners } from './shared-manners.ts';

/** @param now milliseconds, from any moment on */
export function ownManners(now: () => number): SharedManners {
  return ({ wiki, gap, wait }) => ({
    turns: new Rest({ wiki, wait, now }),
    pace: new Pace({ gap, wait, now }),
  });
}
