import { makePages } from '../../sync/make-pages.ts';
import { pushListing } from '../../sync/push-listing.ts';
import { defineListingCommand } from '../listing-command.ts';
import { dryRun, planOptions } from '../listing-options.ts';

/** `wikisync push`. */
export const push = defineListingCommand({
  name: 'push',
  summary: "save the plan's changes to the page, as one edit",
  example: { line: 'wikisync push xen-2014 --dry-run', does: 'shows the edit without saving it' },
  options: [dryRun, ...planOptions],
  writes: true,
  passesQuiet: true,
  run: pushListing,
  make: (job, { dryRun: isDry }) => makePages(job, { dryRun: isDry }),
});
