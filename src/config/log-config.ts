/** The part of the config that says how much of the run log is kept, as it is written. */
import { z } from '../shape.ts';

const whole = z.int('must be a whole number').min(1, 'must be at least 1');

/** How much is kept. */
export const log = z
  .strictObject({
    runs: whole.optional().describe('How many runs, at most (default: 1000).'),
    megabytes: whole.optional().describe('How much room they take, at most (default: 100).'),
    days: whole.optional().describe('How old they may be (default: of any age).'),
  })
  .describe('How much of the run log is kept; the newest run always is.');

/** How much is kept, normalized; what is absent is left to the log. */
export interface LogConfig {
  readonly runs?: number;
  readonly bytes?: number;
  /** Milliseconds. */
  readonly age?: number;
}

/** Normalizes it. */
export function logConfig({ runs, megabytes, days }: z.infer<typeof log> = {}): LogConfig {
  return {
    ...(runs === undefined ? {} : { runs }),
    ...(megabytes === undefined ? {} : { bytes: megabytes * 1_000_000 }),
    ...(days === undefined ? {} : { age: days * 86_400_000 }),
  };
}
