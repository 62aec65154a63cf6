import { makePages } from '../../sync/make-pages.ts';
import { planListing } from '../../sync/plan-listing.ts';
import { defineListingCommand } from '../listing-command.ts';
import { planOptions } from '../listing-options.ts';

/** `wikisync plan`. */
export const plan = defineListingCommand({
  name: 'plan',
  summary: 'show what push and pull would change, and write nothing',
  example: {
    line: 'wikisync plan xen-2014 --exit-code',
    does: 'exits with 2 if changes are pending',
  },
  options: [
    ...planOptions,
    {
      flags: '--preview',
      description: 'with the changed sections as the wiki shows them, in the HTML report',
    },
    { flags: '-o, --out <file>', description: "save the plan, for 'wikisync apply'" },
  ],
  writes: false,
  passesQuiet: true,
  run: async (job, { options }) => {
    const report = await planListing(job);
    if (options['preview'] !== true) return report;
    const { withPreviews } = await import('../../sync/preview.ts');
    return withPreviews(job, report);
  },
  make: (job) => makePages(job, { dryRun: true }),
});
