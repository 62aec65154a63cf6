import { pullListing } from '../../sync/pull-listing.ts';
import { commitCall } from '../commit-call.ts';
import { defineListingCommand } from '../listing-command.ts';
import { commitOptions, dryRun, planOptions } from '../listing-options.ts';

/** `wikisync pull`. */
export const pull = defineListingCommand({
  name: 'pull',
  summary: "write the plan's changes to the data file",
  example: { line: 'wikisync pull --all', does: "brings every listing's data file up to date" },
  options: [dryRun, ...commitOptions, ...planOptions],
  writes: true,
  passesQuiet: true,
  run: (job, { dryRun: isDry, options }) =>
    pullListing(job, { dryRun: isDry, commit: commitCall(options) }),
});
