import { SyncError } from '../../errors.ts';
import { checkListing } from '../../sync/check-listing.ts';
import { fixListing } from '../../sync/fix-listing.ts';
import { makePages } from '../../sync/make-pages.ts';
import type { OptionValues } from '../command.ts';
import { commitCall } from '../commit-call.ts';
import { defineListingCommand } from '../listing-command.ts';
import { allowOptions, commitOptions, dryRun } from '../listing-options.ts';

/** `wikisync check`. */
export const check = defineListingCommand({
  name: 'check',
  summary: 'look for mistakes in the config, the data file and the page',
  example: { line: 'wikisync check', does: 'checks every listing, and exits with 1 on errors' },
  options: [
    {
      flags: '--fail-on <severity>',
      description: 'exit with 1 if there is a finding as grave as this, or graver',
      choices: ['error', 'warning', 'notice'],
      default: 'error',
    },
    {
      flags: '--by <whom>',
      description: 'list the findings by whom to ask about them, for mails and talk pages',
      choices: ['contact'],
    },
    {
      flags: '--fix',
      description: 'put right what is safe to, in fields that belong to the data file',
    },
    { ...dryRun, description: 'with --fix: report what would be done, and write nothing' },
    ...commitOptions,
    ...allowOptions,
    { flags: '--offline', description: 'look at the data file alone, and ask no wiki' },
    {
      flags: '--today <day>',
      description: 'judge what is stale, and what a waiver is for, as on this day (2027-01-31)',
    },
  ],
  writes: ({ fix }) => fix === true,
  showsNotices: true,
  run: (job, { dryRun: isDry, options }) => {
    const today = dayOf(options, job.now());
    const offline = options['offline'] === true;
    if (options['fix'] !== true) return checkListing(job, { today, offline });
    if (offline) throw new SyncError('usage', 'What is fixed has to be read from the wiki first.');
    return fixListing(job, { today, dryRun: isDry, commit: commitCall(options) });
  },
  make: (job) => makePages(job, { dryRun: true }),
});

function dayOf({ today }: OptionValues, now: number): string {
  if (today === undefined) return isoDay(now);
  const wanted = String(today);
  const time = /^\d{4}-\d\d-\d\d$/.test(wanted) ? Date.parse(wanted) : Number.NaN;
  if (!Number.isNaN(time) && isoDay(time) === wanted) return wanted;
  throw new SyncError('usage', `'${wanted}' is no day.`, { hint: 'Write it as in 2027-01-31.' });
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
