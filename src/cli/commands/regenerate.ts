import { SyncError } from '../../errors.ts';
import { withPreviews } from '../../sync/preview.ts';
import { regenerateListing } from '../../sync/regenerate.ts';
import type { OptionValues } from '../command.ts';
import { defineListingCommand } from '../listing-command.ts';
import { allowOptions, dryRun } from '../listing-options.ts';

/** `wikisync regenerate`. */
export const regenerate = defineListingCommand({
  name: 'regenerate',
  summary: 'put a damaged page in order: its headings and records, as its layout has them',
  details: '',
  example: {
    line: 'wikisync regenerate xen-2014 --from 12345 --dry-run',
    does: 'shows the page with the prose of revision 12345 and the records of the data file',
  },
  options: [
    {
      flags: '--replace <what>',
      description: "records: what people wrote stays; all: the layout's text takes its place",
      choices: ['records', 'all'],
      default: 'records',
    },
    { flags: '--from <revision>', description: 'takes what people wrote from this revision' },
    {
      flags: '--prefer <side>',
      description: 'data: overrules what was changed on the page and is not in the data file',
      choices: ['data'],
    },
    {
      flags: '--preview',
      description: 'with the changed sections as the wiki shows them, in the HTML report',
    },
    dryRun,
    { flags: '--exit-code', description: 'exit with 2 if changes are pending' },
    ...allowOptions,
  ],
  writes: true,
  run: async (job, { dryRun: isDry, options }) => {
    const report = await regenerateListing(job, {
      dryRun: isDry,
      from: revisionOf(options),
      replacesProse: options['replace'] === 'all',
    });
    return options['preview'] === true ? withPreviews(job, report) : report;
  },
});

function revisionOf({ from, replace }: OptionValues): number | undefined {
  if (from === undefined) return undefined;
  if (replace === 'all') {
    throw new SyncError('usage', "--from and '--replace all' do not go together.", {
      hint: 'One takes what people wrote from a revision, the other has none of it.',
    });
  }
  if (typeof from === 'string' && /^[1-9]\d{0,15}$/.test(from)) return Number(from);
  throw new SyncError('usage', `'${String(from)}' is no revision.`, {
    hint: "It is a number: the page's history has it in its links, as oldid or diff.",
  });
}
