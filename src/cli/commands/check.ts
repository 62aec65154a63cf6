import { checkListing } from '../../sync/check-listing.ts';
import { makePages } from '../../sync/make-pages.ts';
import { defineListingCommand } from '../listing-command.ts';

/** `wikisync check`. */
export const check = defineListingCommand({
  name: 'check',
  summary: 'look for mistakes in the config, the data file and the page',
  example: { line: 'wikisync check', does: 'checks every listing, and exits with 1 on errors' },
  options: [],
  writes: false,
  showsNotices: true,
  run: checkListing,
  make: (job) => makePages(job, { dryRun: true }),
});
