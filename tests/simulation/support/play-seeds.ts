/** Plays many seeds, and shows how to see again the first one in which something went wrong. */
import { it } from 'vitest';
import { simulate } from './simulate.ts';

/** Seeds in all; `npm run simulate` plays more. */
const seeds = Number(process.env['WIKISYNC_SEEDS'] ?? 20_000);

/** The only seed to play, and to tell of. */
const chosen = process.env['WIKISYNC_SEED'];

/** Seeds of one test, so that a long run shows how far it has come. */
const together = 1000;

/** Makes the tests of one share of the seeds: those that leave this remainder. */
export function playShare(share: number, shares: number): void {
  if (chosen !== undefined) {
    const isMine = Number(chosen) % shares === share;
    it.runIf(isMine)(`seed ${chosen}`, () => play([Number(chosen)]));
    return;
  }
  const mine = Array.from({ length: seeds }, (_, index) => index + 1).filter(
    (seed) => seed % shares === share,
  );
  for (let start = 0; start < mine.length; start += together) {
    const some = mine.slice(start, start + together);
    it(`seeds ${some[0]} to ${some.at(-1)}, each ${shares}th`, { timeout: 600_000 }, () =>
      play(some),
    );
  }
}

async function play(some: readonly number[]): Promise<void> {
  for (const seed of some) {
    const { violations } = await simulate(seed, { isTold: false });
    if (violations.length > 0) throw new Error(await tell(seed));
  }
}

async function tell(seed: number): Promise<string> {
  const { violations, world } = await simulate(seed, { isTold: true });
  return [
    world.history.trace,
    '',
    ...violations,
    '',
    `To see it again: WIKISYNC_SEED=${seed} npx vitest run tests/simulation`,
  ].join('\n');
}
