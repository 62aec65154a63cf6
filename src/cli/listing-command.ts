/** Makes a command that runs over listings: select, wire, run, report. */
import { randomUUID } from 'node:crypto';
import { reporters } from '../report/reporters.ts';
import type { ListingReport, RunReport } from '../report/run-report.ts';
import { takeLock } from '../state/lock.ts';
import type { ListingJob } from '../sync/job.ts';
import { runListings } from '../sync/run-listings.ts';
import type { Command, CommandOption, OptionValues } from './command.ts';
import { exitCodeOf } from './exit-code.ts';
import { type Host, maskedHost } from './host.ts';
import { commonOptions } from './listing-options.ts';
import { createLog } from './log.ts';
import { type OpenedListings, openListings } from './wire.ts';

/** What one such command adds to the others. */
export interface ListingCommand {
  readonly name: string;
  readonly summary: string;
  readonly example: Command['example'];
  readonly options: readonly CommandOption[];
  /** Whether it may write: then it does not take all listings unasked. */
  readonly writes: boolean;
  /** Whether its report is about notices too, as `check`'s is. */
  readonly showsNotices?: boolean;
  readonly run: (job: ListingJob, options: { readonly dryRun: boolean }) => Promise<ListingReport>;
}

/** The command, ready for the registry. */
export function defineListingCommand(definition: ListingCommand): Command {
  const { name, summary, example } = definition;
  return {
    name,
    summary,
    example,
    arguments: '[listing...]',
    options: [...definition.options, ...commonOptions],
    run: async ({ host, arguments: wanted, options }) =>
      runOver(definition, { host, wanted, options }),
  };
}

async function runOver(
  definition: ListingCommand,
  call: {
    readonly host: Host;
    readonly wanted: readonly string[];
    readonly options: OptionValues;
  },
): Promise<number> {
  const { host, wanted, options } = call;
  const quiet = options['quiet'] === true;
  const verbose = options['verbose'] === true;
  const logFormat = options['log'] === 'json' ? 'json' : 'text';
  const opened = await openListings({
    host,
    configPath: String(options['config']),
    statePath: typeof options['state'] === 'string' ? options['state'] : undefined,
    selection: { wanted, all: options['all'] === true, noneMeansAll: !definition.writes },
    allowed: Array.isArray(options['allow']) ? options['allow'] : [],
    log: (masked) => createLog(masked, { format: logFormat, quiet, verbose }),
  });
  const { jobs, diagnostics, secrets, close } = opened;
  const dryRun = options['dryRun'] === true;
  const unlock =
    definition.writes && !dryRun && jobs.length > 0 ? await lockState(opened, host) : undefined;
  try {
    const listings = await runListings(jobs, (job) => definition.run(job, { dryRun }));
    const report: RunReport = { command: definition.name, diagnostics, listings };
    const render = reporters[String(options['format'])] ?? reporters['text'];
    const rendered = render?.(report, {
      colour: hasColour(host),
      quiet,
      verbose: verbose || definition.showsNotices === true,
      ...(host.columns === undefined ? {} : { width: host.columns }),
    });
    maskedHost(host, secrets).out(rendered ?? '');
    return exitCodeOf(report, { pendingCounts: options['exitCode'] === true });
  } finally {
    await unlock?.();
    await close();
  }
}

/** Takes the state folder's lock, and clears away what an earlier run left. */
async function lockState(
  { state, stateFolder }: Pick<OpenedListings, 'state' | 'stateFolder'>,
  host: Host,
): Promise<() => Promise<void>> {
  const owner = { ...host.identity, id: randomUUID(), now: Date.now() };
  const unlock = await takeLock(stateFolder, owner);
  await state.tidy();
  return unlock;
}

/** Whether reports are coloured. See https://no-color.org and https://force-color.org. */
export function hasColour(host: Host): boolean {
  const { environment, isTerminal } = host;
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  if ((environment['FORCE_COLOR'] ?? '') !== '') return environment['FORCE_COLOR'] !== '0';
  return isTerminal && environment['TERM'] !== 'dumb';
}
