import { SyncError } from '../../errors.ts';
import { blameJson } from '../../report/blame-json.ts';
import { blameText } from '../../report/blame-text.ts';
import { blameListing } from '../../sync/blame.ts';
import { pageWithRecord } from '../../sync/find-page.ts';
import type { ListingJob } from '../../sync/job.ts';
import type { Command, CommandOption } from '../command.ts';
import { exitCodes } from '../exit-code.ts';
import { hasColour, maskedHost } from '../host.ts';
import { config, log, state } from '../listing-options.ts';
import { createLog } from '../log.ts';
import { noProgress } from '../progress.ts';
import { openListings } from '../wire.ts';

const options: readonly CommandOption[] = [
  config,
  state,
  {
    flags: '-f, --format <format>',
    description: 'how it is written to standard output',
    choices: ['text', 'json'],
    default: 'text',
  },
  { flags: '-v, --verbose', description: 'both sides, with links; log what is being done' },
  log,
];

/** `wikisync blame`. */
export const blame: Command = {
  name: 'blame',
  summary: 'show who last changed each field, on which side, and in which revision',
  arguments: '<listing> [record] [field]',
  options,
  example: {
    line: 'wikisync blame xen-2014 "Lazy restore using memory paging" skills',
    does: 'tells whom to ask about the skills of that project',
  },
  run: async ({ host, arguments: [listing = '', record, field], options: values }) => {
    const verbose = values['verbose'] === true;
    const format = values['log'] === 'json' ? 'json' : 'text';
    const opened = await openListings({
      host,
      command: 'blame',
      configPath: String(values['config']),
      statePath: typeof values['state'] === 'string' ? values['state'] : undefined,
      selection: { wanted: [listing], all: false, noneMeansAll: false },
      allowed: [],
      prefer: undefined,
      log: (masked) => createLog(masked, { format, quiet: false, verbose, progress: noProgress }),
    });
    const { jobs, diagnostics, secrets, close } = opened;
    const masked = maskedHost(host, secrets);
    try {
      const job = await jobFor(jobs, record);
      const report =
        job === undefined
          ? { ...nothing, listing, diagnostics }
          : await blameListing(job, { record, field });
      const columns = host.columns === undefined ? {} : { width: host.columns };
      masked.out(
        values['format'] === 'json'
          ? blameJson(report)
          : blameText(report, { colour: hasColour(host), verbose, ...columns }),
      );
      return report.diagnostics.some(({ severity }) => severity === 'error')
        ? exitCodes.failed
        : exitCodes.done;
    } finally {
      await close();
    }
  },
};

/** The listing, or the one of its pages that has the record. */
async function jobFor(
  jobs: readonly ListingJob[],
  record: string | undefined,
): Promise<ListingJob | undefined> {
  const [job, another] = jobs;
  if (another === undefined) return job;
  if (record !== undefined) return pageWithRecord(jobs, record);
  throw new SyncError('usage', 'The listing has several pages, and none is named.', {
    hint: `Name a record, or one of ${jobs.map(({ name }) => name).join(', ')}.`,
  });
}

/** What is known where there is no listing. */
const nothing = { wiki: '', page: '', dataFile: '', entries: [], revisions: 0, isWhole: false };
