/** Chance that a seed decides: the same seed gives the same numbers. */

/** A source of chance. */
export interface Chance {
  /** From 0, below 1. */
  readonly fraction: () => number;
  /** A whole number from `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number;
  /** Whether what happens with this probability happens. */
  readonly happens: (probability: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** Another source that goes its own way: what is asked of one does not move the other. */
  readonly fork: () => Chance;
}

/** Chance from a seed. The generator is Mulberry32: 32 bits of state, and good enough for choices. */
export function chanceOf(seed: number): Chance {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number): number =>
    low + Math.floor(fraction() * (high - low + 1));
  return {
    fraction,
    between,
    happens: (probability) => fraction() < probability,
    pick: <T>(list: readonly T[]): T => {
      const picked = list[between(0, list.length - 1)];
      if (picked === undefined) throw new RangeError('nothing to pick from');
      return picked;
    },
    fork: () => chanceOf(between(0, 2 ** 32 - 1)),
  };
}
