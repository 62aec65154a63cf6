/** The part of the config that says how much of the run log is kept, as it is written. */
import { lazily } from '../lazily.ts';
import { about, later, z } from '../shape.ts';

const whole = lazily(() => z.int('must be a whole number').check(z.gte(1, 'must be at least 1')));

/** How much is kept. */
export const log = later(() =>
  about(
    'How much of the run log is kept; the newest run always is.',
    z.strictObject({
      runs: about('How many runs, at most (default: 1000).', z.optional(whole())),
      megabytes: about('How much room they take, at most (default: 100).', z.optional(whole())),
      days: about('How old they may be (default: of any age).', z.optional(whole())),
    }),
  ),
);

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
