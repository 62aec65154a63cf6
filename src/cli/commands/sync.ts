import { makePages } from '../../sync/make-pages.ts';
import { syncListing } from '../../sync/sync-listing.ts';
import { commitCall } from '../commit-call.ts';
import { defineListingCommand } from '../listing-command.ts';
import { commitOptions, dryRun, planOptions } from '../listing-options.ts';

/** `wikisync sync`. */
export const sync = defineListingCommand({
  name: 'sync',
  summary: "write the plan's changes to the data file, and to the page as one edit",
  example: { line: 'wikisync sync --all', does: 'brings both sides of every listing in step' },
  options: [dryRun, ...commitOptions, ...planOptions],
  writes: true,
  passesQuiet: true,
  run: (job, { dryRun: isDry, options }) =>
    syncListing(job, { dryRun: isDry, commit: commitCall(options) }),
  make: (job, { dryRun: isDry }) => makePages(job, { dryRun: isDry }),
});
