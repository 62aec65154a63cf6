/** Makes a command that runs over listings: select, wire, run, report. */
import { randomUUID } from 'node:crypto';
import { reporters } from '../report/reporters.ts';
import type { ListingReport, RunReport } from '../report/run-report.ts';
import { takeLock } from '../state/lock.ts';
import type { ListingJob } from '../sync/job.ts';
import { runListings } from '../sync/run-listings.ts';
import type { Command, CommandOption, OptionValues } from './command.ts';
import { exitCodeOf, worstOf } from './exit-code.ts';
import { type Host, maskOf } from './host.ts';
import { all, commonOptions } from './listing-options.ts';
import { createLog } from './log.ts';
import { postReport } from './post-report.ts';
import { noProgress, startProgress } from './progress.ts';
import { checkOutputs, saveOutputs } from './save-outputs.ts';
import { type OpenedListings, openListings } from './wire.ts';

/** What one such command adds to the others. */
export interface ListingCommand {
  readonly name: string;
  readonly summary: string;
  readonly example: Command['example'];
  readonly options: readonly CommandOption[];
  /** For a command on one listing: what stands behind its name, such as `[record] [field]`. */
  readonly details?: string;
  /** Whether it may write: then it does not take all listings unasked. */
  readonly writes: boolean;
  /** Whether its report is about notices too, as `check`'s is. */
  readonly showsNotices?: boolean;
  readonly run: (job: ListingJob, call: ListingCall) => Promise<ListingReport>;
}

/** What one listing's command was called with. */
export interface ListingCall {
  readonly dryRun: boolean;
  /** Those behind the listing's name. */
  readonly details: readonly string[];
  readonly options: OptionValues;
}

/** The command, ready for the registry. */
export function defineListingCommand(definition: ListingCommand): Command {
  const { name, summary, example, details } = definition;
  const isOfOne = details !== undefined;
  return {
    name,
    summary,
    example,
    arguments: isOfOne ? `<listing> ${details}` : '[listing...]',
    options: [...definition.options, ...(isOfOne ? [] : [all]), ...commonOptions],
    run: async ({ host, arguments: given, options }) => {
      const [wanted, rest] = isOfOne ? [given.slice(0, 1), given.slice(1)] : [given, []];
      return runOverListings(definition, { host, wanted, details: rest, options });
    },
  };
}

/** Runs over the listings that are wanted, prints the report, and saves what is to be saved. */
export async function runOverListings(
  definition: Pick<ListingCommand, 'name' | 'writes' | 'showsNotices' | 'run'>,
  call: {
    readonly host: Host;
    readonly wanted: readonly string[];
    readonly details: readonly string[];
    readonly options: OptionValues;
  },
): Promise<number> {
  const { host, wanted, details, options } = call;
  checkOutputs(options);
  const quiet = options['quiet'] === true;
  const verbose = options['verbose'] === true;
  const logFormat = options['log'] === 'json' ? 'json' : 'text';
  const isWatched = !quiet && !verbose && logFormat === 'text';
  let progress = noProgress;
  const opened = await openListings({
    host,
    configPath: String(options['config']),
    statePath: typeof options['state'] === 'string' ? options['state'] : undefined,
    selection: { wanted, all: options['all'] === true, noneMeansAll: !definition.writes },
    allowed: Array.isArray(options['allow']) ? options['allow'] : [],
    prefer: preferred(options),
    log: (masked) => {
      if (isWatched) progress = startProgress(masked);
      return createLog(masked, { format: logFormat, quiet, verbose, progress });
    },
  });
  const { jobs, diagnostics, secrets, close } = opened;
  const dryRun = options['dryRun'] === true;
  const unlock =
    definition.writes && !dryRun && jobs.length > 0 ? await lockState(opened, host) : undefined;
  try {
    const listings = await runListings(
      jobs,
      (job) => definition.run(job, { dryRun, details, options }),
      progress.advance,
    );
    progress.end();
    const report: RunReport = { command: definition.name, diagnostics, listings };
    const render = reporters[String(options['format'])] ?? reporters['text'];
    const how = { quiet, verbose: verbose || definition.showsNotices === true };
    const rendered = render?.(report, {
      ...how,
      colour: hasColour(host),
      ...(host.columns === undefined ? {} : { width: host.columns }),
    });
    const mask = maskOf(secrets);
    host.out(mask(rendered ?? ''));
    await saveOutputs(report, { host, options, mask, how });
    const code = exitCodeOf(report, { pendingCounts: options['exitCode'] === true });
    return worstOf([code, await postReport(report, { jobs, options, host, mask })]);
  } finally {
    progress.end();
    await unlock?.();
    await close();
  }
}

function preferred({ prefer }: OptionValues): 'data' | 'wiki' | undefined {
  return prefer === 'data' || prefer === 'wiki' ? prefer : undefined;
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
