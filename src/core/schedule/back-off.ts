/** How long what failed is left alone. */
import { fractionOf } from './chance.ts';

const minute = 60_000;

/** The longest that a retry is put off, with its spread: an hour and six minutes. */
export const longestBackOff = 66 * minute;

/**
 * Milliseconds until a run is tried again: a minute, doubled with each failure in a row up to an hour,
 * and up to a tenth more, which is the same for all of a lane, so that they are tried together.
 *
 * @param failures in a row, at least one
 */
export function backOff(lane: string, failures: number): number {
  const plain = Math.min(60, 2 ** Math.min(failures - 1, 6)) * minute;
  return Math.round(plain * (1 + fractionOf(`${lane} ${failures}`) / 10));
}
