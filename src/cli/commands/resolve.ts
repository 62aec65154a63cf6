import { SyncError } from '../../errors.ts';
import { makePages } from '../../sync/make-pages.ts';
import { resolveListing } from '../../sync/resolve.ts';
import { commitCall } from '../commit-call.ts';
import { defineListingCommand } from '../listing-command.ts';
import { allowOptions, commitOptions, dryRun } from '../listing-options.ts';

/** `wikisync resolve`. */
export const resolve = defineListingCommand({
  name: 'resolve',
  summary: 'settle a conflict, and write what follows to the page or the data file',
  details: '<record> [field]',
  example: {
    line: 'wikisync resolve xen-2014 "Lazy restore using memory paging" skills --take wiki',
    does: "takes the page's skills into the data file",
  },
  options: [
    {
      flags: '--take <side>',
      description: 'data or wiki, or a value as the data file has it (text:data for that word)',
    },
    dryRun,
    ...commitOptions,
    ...allowOptions,
  ],
  writes: true,
  run: (job, { dryRun: isDry, details: [record = '', field], options }) => {
    const { take } = options;
    if (typeof take !== 'string') {
      throw new SyncError('usage', 'It is not said what to take.', {
        hint: 'Say --take data, --take wiki, or --take "a value".',
      });
    }
    const commit = commitCall(options);
    return resolveListing(job, { record, field, take }, { dryRun: isDry, commit });
  },
  make: (job, { dryRun, details: [title = ''], options }) => {
    const { take } = options;
    if (take === 'data' || take === 'wiki') {
      return makePages(job, { dryRun, resolve: { title, take } });
    }
    throw new SyncError('usage', 'It is not said what to take.', {
      hint: 'Say --take data to have the page made anew, or --take wiki to leave it for now.',
    });
  },
});
