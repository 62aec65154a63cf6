import { hasErrors } from '../../core/diagnostic.ts';
import { showRun } from '../../sync/log-listings.ts';
import type { Command } from '../command.ts';
import { deliver } from '../deliver.ts';
import { exitCodes } from '../exit-code.ts';
import { commonOptions } from '../listing-options.ts';
import { createLog } from '../log.ts';
import { noProgress } from '../progress.ts';
import { checkOutputs } from '../save-outputs.ts';
import { openListings } from '../wire.ts';

const withheld = ['--report-page', '--notify', '--ping'];

/** `wikisync show`. */
export const show: Command = {
  name: 'show',
  summary: 'give the report of an earlier run again',
  arguments: '<run> [listing...]',
  options: commonOptions.filter(({ flags }) => !withheld.some((name) => flags.startsWith(name))),
  example: {
    line: 'wikisync show last --report last.html',
    does: 'prints what the last run that wrote something has done, and saves it for a browser',
  },
  run: async ({ host, arguments: [wanted = '', ...listings], options }) => {
    checkOutputs(options);
    const format = options['log'] === 'json' ? 'json' : 'text';
    const quiet = options['quiet'] === true;
    const verbose = options['verbose'] === true;
    const opened = await openListings({
      host,
      command: 'show',
      configPath: String(options['config']),
      statePath: typeof options['state'] === 'string' ? options['state'] : undefined,
      selection: { wanted: listings, all: false, noneMeansAll: true },
      allowed: [],
      prefer: undefined,
      takesMakers: true,
      findsPages: listings.length > 0,
      log: (masked) => createLog(masked, { format, quiet, verbose, progress: noProgress }),
    });
    try {
      const only = listings.length === 0 ? undefined : new Set(opened.jobs.map(({ name }) => name));
      const report = await showRun(opened.state, wanted, only);
      const shown = { ...report, diagnostics: [...opened.diagnostics, ...report.diagnostics] };
      await deliver(shown, { host, options, opened, showsNotices: false, isWriting: false });
      return hasErrors(shown.diagnostics) ? exitCodes.failed : exitCodes.done;
    } finally {
      await opened.close();
    }
  },
};
