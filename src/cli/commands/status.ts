import { type Diagnostic, hasErrors } from '../../core/diagnostic.ts';
import { statusJson } from '../../report/status-json.ts';
import type { ListingStatus } from '../../report/status-report.ts';
import { statusText } from '../../report/status-text.ts';
import { loadHealth, overdueOf } from '../../sync/health.ts';
import { planListing } from '../../sync/plan-listing.ts';
import { readRuns } from '../../sync/read-runs.ts';
import { runListings } from '../../sync/run-listings.ts';
import { statusOf } from '../../sync/status.ts';
import type { Command, CommandOption } from '../command.ts';
import { exitCodeOf, exitCodes } from '../exit-code.ts';
import { hasColour, maskedHost } from '../host.ts';
import { config, log, state } from '../listing-options.ts';
import { createLog } from '../log.ts';
import { nothingChosen } from '../nothing-chosen.ts';
import { noProgress } from '../progress.ts';
import { selectingOptions, selectionOf } from '../selection.ts';
import { openListings } from '../wire.ts';

const options: readonly CommandOption[] = [
  ...selectingOptions,
  { flags: '--exit-code', description: 'exit with 2 if changes are pending' },
  config,
  state,
  {
    flags: '-f, --format <format>',
    description: 'how it is written to standard output',
    choices: ['text', 'json'],
    default: 'text',
  },
  { flags: '-v, --verbose', description: 'log what is being done' },
  log,
];

/** `wikisync status`. */
export const status: Command = {
  name: 'status',
  summary: 'say of each listing whether it is in step, since when, and what is pending',
  arguments: '[listing...]',
  options,
  example: {
    line: 'wikisync status',
    does: 'has a line for each listing of the config, and writes nothing',
  },
  run: async ({ host, arguments: wanted, options: values }) => {
    const verbose = values['verbose'] === true;
    const format = values['log'] === 'json' ? 'json' : 'text';
    const opened = await openListings({
      host,
      command: 'status',
      configPath: String(values['config']),
      statePath: typeof values['state'] === 'string' ? values['state'] : undefined,
      selection: selectionOf(values, { wanted, noneMeansAll: true }),
      allowed: [],
      prefer: undefined,
      log: (masked) => createLog(masked, { format, quiet: false, verbose, progress: noProgress }),
    });
    const { jobs, secrets, close } = opened;
    try {
      const reports = await runListings(jobs, planListing, {
        quiet: { kind: 'planned' },
        keeps: { texts: false, plans: false, names: false },
      });
      const known = new Set(jobs.map(({ name }) => name));
      const { runs, diagnostics } = await readRuns(opened.state, ({ listing }) =>
        known.has(listing),
      );
      const lost = opened.reports.map((one) =>
        statusOf({ name: one.listing, now: Date.now }, one, { runs: [] }),
      );
      const standings: ListingStatus[] = [...lost];
      const late: Diagnostic[] = [];
      for (const [index, job] of jobs.entries()) {
        const report = reports[index];
        if (report === undefined) continue;
        const known = await loadHealth(opened.state, job.name, report);
        late.push(...overdueOf(job, known));
        standings.push(statusOf(job, report, { runs, ...known }));
      }
      const untold = [
        ...opened.reports.flatMap((one) => one.diagnostics),
        ...nothingChosen(opened, values),
      ];
      const found = {
        listings: standings,
        diagnostics: [...opened.diagnostics, ...untold, ...diagnostics, ...late],
      };
      const columns = host.columns === undefined ? {} : { width: host.columns };
      maskedHost(host, secrets).out(
        values['format'] === 'json'
          ? statusJson(found)
          : statusText(found, { colour: hasColour(host), ...columns }),
      );
      if (hasErrors(found.diagnostics)) return exitCodes.failed;
      const all = [...opened.reports, ...reports];
      const report = { command: 'status', diagnostics: [], listings: all };
      return exitCodeOf(report, { pendingCounts: values['exitCode'] === true });
    } finally {
      await close();
    }
  },
};
