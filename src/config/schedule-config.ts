/** The part of the config that says when listings are run, as it is written. */
import { lazily, z } from '../shape.ts';

const words = z.string().trim().min(1, 'must not be empty');

const keys = z.strictObject({
  cron: words
    .optional()
    .describe('When it is run, as cron has it: minute, hour, day, month, day of the week.'),
  timezone: words
    .optional()
    .describe(
      'The time zone that the cron expression is in, such as Europe/Berlin (default: UTC).',
    ),
  jitter: z
    .int('must be a whole number')
    .min(0, 'must not be negative')
    .max(86_400, 'must be at most 86400')
    .optional()
    .describe('Seconds by which a run may be put off, by chance (default: 60).'),
  watch: z
    .boolean()
    .optional()
    .describe('Whether it is also run when somebody changed its page (default: false).'),
});

/** When all listings are run that do not say otherwise. */
export const generalSchedule = keys.describe(
  'When serve runs the listings; each may say otherwise, key by key.',
);

/** When a listing is run. */
export const listingSchedule = z
  .union([keys, z.literal(false)], 'must be a mapping, or false')
  .describe('When serve runs this listing, where that is not as for all; false for never.');

/** A schedule as it is written. */
export type WrittenSchedule = z.infer<typeof keys>;

/** What is sound of a schedule. */
export const soundSchedule = lazily(() => keys.partial());
