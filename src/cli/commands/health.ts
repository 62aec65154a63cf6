import { parseDuration } from '../../config/duration.ts';
import { SyncError } from '../../errors.ts';
import { checkHealth } from '../../sync/health.ts';
import type { Command, OptionValues } from '../command.ts';
import { defineListingCommand } from '../listing-command.ts';

const listings = defineListingCommand({
  name: 'health',
  summary: 'fail if a listing has had no good run for too long; no page is read',
  example: {
    line: "wikisync health --max-age '3 days' --notify",
    does: 'tells people of listings that runs have left behind',
  },
  options: [
    {
      flags: '--max-age <length>',
      description: "how old the last good run may be, such as '12 hours'; default: the config's",
    },
  ],
  writes: false,
  run: async (job, { options }) => {
    const maxAge = maxAgeOf(options) ?? job.health?.maxAge;
    if (maxAge !== undefined) return checkHealth(job, maxAge);
    throw new SyncError('usage', 'How old a good run may be is not said.', { hint });
  },
});

/** `wikisync health`. */
export const health: Command = {
  ...listings,
  run: (call) => {
    maxAgeOf(call.options);
    return listings.run(call);
  },
};

const hint = "Say health: { maxAge: 3 days } in the config, or --max-age '3 days'.";

/** @throws {SyncError} usage */
function maxAgeOf({ maxAge }: OptionValues): number | undefined {
  if (typeof maxAge !== 'string') return undefined;
  const length = parseDuration(maxAge);
  if (length !== undefined) return length;
  throw new SyncError('usage', `'${maxAge}' is no length of time.`, { hint });
}
