/** Simulations under vitest: the real code, with the modules that reach outside replaced. */
import { vi } from 'vitest';
import type * as parse from '../../../src/core/wikitext/parse.ts';
import { type Breakage, editGap } from './bot.ts';
import { chanceOf } from './chance.ts';
import { violationsIn } from './check/check.ts';
import { type Played, play } from './scenario.ts';
import { type PlayedYear, playYear } from './year.ts';

/** What stands for chance in the code under test, and what is known of texts. */
const shared = vi.hoisted(() => ({
  fraction: (): number => 0,
  nodes: new Map<string, unknown>(),
}));

vi.mock('node:fs/promises', () => import('./mounted-disk.ts'));

vi.mock('node:crypto', async (importActual) => {
  const hex = (bytes: number): string =>
    Array.from({ length: bytes }, () =>
      Math.floor(shared.fraction() * 256)
        .toString(16)
        .padStart(2, '0'),
    ).join('');
  return {
    ...(await importActual<typeof import('node:crypto')>()),
    randomBytes: (size: number) => Buffer.from(hex(size), 'hex'),
    randomUUID: () => [4, 2, 2, 2, 6].map(hex).join('-'),
  };
});

// Reading the same text again gives the same, and takes four fifths of a simulation's time.
vi.mock('../../../src/core/wikitext/parse.ts', async (importActual) => {
  const actual = await importActual<typeof parse>();
  return {
    ...actual,
    parseNodes: (...args: Parameters<typeof actual.parseNodes>) => {
      const known = shared.nodes.get(args[0]) as ReturnType<typeof actual.parseNodes> | undefined;
      const nodes = known ?? actual.parseNodes(...args);
      shared.nodes.set(args[0], nodes);
      return nodes;
    },
  };
});

/** What came of a seed. */
export interface Simulated extends Played {
  /** What must never happen, and did; a line each. */
  readonly violations: readonly string[];
}

/**
 * Plays a seed and looks through what happened; the same seed plays the same. Tests get at the code
 * through this file alone, as what is loaded before it has the real disk.
 */
export async function simulate(
  seed: number,
  options: { readonly isTold: boolean; readonly broken?: Breakage | undefined },
): Promise<Simulated> {
  return judged(seed, () => play(seed, options));
}

/** Plays a year of a server's nights, and looks through what happened. */
export async function simulateYear(
  seed: number,
  options: { readonly isTold: boolean },
): Promise<PlayedYear & Simulated> {
  return judged(seed, () => playYear(seed, options));
}

async function judged<T extends Played>(
  seed: number,
  play: () => Promise<T>,
): Promise<T & Simulated> {
  shared.nodes.clear();
  shared.fraction = chanceOf(seed + 1).fraction;
  const { random } = Math;
  Math.random = shared.fraction;
  try {
    const played = await play();
    const { history } = played.world;
    return { ...played, violations: violationsIn(history, { schema: played.schema, editGap }) };
  } finally {
    Math.random = random;
  }
}
