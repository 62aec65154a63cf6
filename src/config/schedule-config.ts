/** The part of the config that says when listings are run, as it is written. */
import { lazily } from '../lazily.ts';
import { about, later, type ShapeOf, z } from '../shape.ts';
import { words } from './config-parts.ts';

const keys = lazily(() =>
  z.strictObject({
    cron: about(
      'When it is run, as cron has it: minute, hour, day, month, day of the week.',
      z.optional(words),
    ),
    timezone: about(
      'The time zone that the cron expression is in, such as Europe/Berlin (default: UTC).',
      z.optional(words),
    ),
    jitter: about(
      'Seconds by which a run may be put off, by chance (default: 60).',
      z.optional(
        z
          .int('must be a whole number')
          .check(z.gte(0, 'must not be negative'), z.lte(86_400, 'must be at most 86400')),
      ),
    ),
    watch: about(
      'Whether it is also run when somebody changed its page (default: false).',
      z.optional(z.boolean()),
    ),
  }),
);

/** When all listings are run that do not say otherwise. */
export const generalSchedule = later(() =>
  about('When serve runs the listings; each may say otherwise, key by key.', z.clone(keys())),
);

/** When a listing is run. */
export const listingSchedule = later(() =>
  about(
    'When serve runs this listing, where that is not as for all; false for never.',
    z.union([keys(), z.literal(false)], 'must be a mapping, or false'),
  ),
);

/** A schedule as it is written. */
export type WrittenSchedule = ShapeOf<typeof keys>;

/** What is sound of a schedule. */
export const soundSchedule = lazily(() => z.partial(keys()));
