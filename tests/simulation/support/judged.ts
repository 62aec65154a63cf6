/** What is played, and looked through: see simulate.ts for where it runs. */
import { type Breakage, editGap } from './bot.ts';
import { chanceOf } from './chance.ts';
import { violationsIn } from './check/check.ts';
import { type Played, play } from './scenario.ts';
import { outside } from './stand-ins/outside.ts';
import { type PlayedYear, playYear } from './year.ts';

/** What came of a seed. */
export interface Simulated extends Played {
  /** What must never happen, and did; a line each. */
  readonly violations: readonly string[];
}

/** Plays a seed and looks through what happened; the same seed plays the same. */
export async function simulate(
  seed: number,
  options: { readonly isTold: boolean; readonly broken?: Breakage | undefined },
): Promise<Simulated> {
  return judged(seed, options, () => play(seed, options));
}

/** Plays a year of a server's nights, and looks through what happened. */
export async function simulateYear(
  seed: number,
  options: { readonly isTold: boolean },
): Promise<PlayedYear & Simulated> {
  return judged(seed, options, () => playYear(seed, options));
}

async function judged<T extends Played>(
  seed: number,
  { isTold }: { readonly isTold: boolean },
  play: () => Promise<T>,
): Promise<T & Simulated> {
  outside.nodes.clear();
  outside.fraction = chanceOf(seed + 1).fraction;
  const { random } = Math;
  const { stackTraceLimit } = Error;
  // Nobody reads where they come from, and finding out takes longer than most calls to the disk.
  if (!isTold) Error.stackTraceLimit = 0;
  Math.random = outside.fraction;
  try {
    const played = await play();
    const { history } = played.world;
    return { ...played, violations: violationsIn(history, { schema: played.schema, editGap }) };
  } finally {
    Math.random = random;
    Error.stackTraceLimit = stackTraceLimit;
  }
}
