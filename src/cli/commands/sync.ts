import { syncListing } from '../../sync/sync-listing.ts';
import { defineListingCommand } from '../listing-command.ts';
import { dryRun, planOptions } from '../listing-options.ts';

/** `wikisync sync`. */
export const sync = defineListingCommand({
  name: 'sync',
  summary: "write the plan's changes to the data file, and to the page as one edit",
  example: { line: 'wikisync sync --all', does: 'brings both sides of every listing in step' },
  options: [dryRun, ...planOptions],
  writes: true,
  run: syncListing,
});
