/** The part of the config that says how it is noticed that runs go wrong, or do not come. */
import { about, later, z } from '../shape.ts';
import { duration, parseDuration } from './duration.ts';

/** How it is noticed. */
export const health = later(() =>
  about(
    'How it is noticed that runs go wrong again and again, or do not come at all.',
    z.strictObject({
      maxAge: about(
        'How long a listing may go without a good run, such as 3 days; then runs, status and health fail.',
        z.optional(duration()),
      ),
      ping: about(
        "Whether serve, and each run that writes and is over all listings, pings the dead-man's switch in WIKISYNC_PING_URL, as --ping makes any run do (default: false).",
        z.optional(z.boolean()),
      ),
    }),
  ),
);

/** How it is noticed, normalized. */
export interface HealthConfig {
  /** Milliseconds. */
  readonly maxAge: number | undefined;
  readonly ping: boolean;
}

/** Normalizes it. */
export function healthConfig({ maxAge, ping = false }: z.infer<typeof health> = {}): HealthConfig {
  return { maxAge: maxAge === undefined ? undefined : parseDuration(maxAge), ping };
}
