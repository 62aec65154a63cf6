/** Makes a command that runs over listings: select, wire, run, report. */
import { reasonOf } from '../report/attention.ts';
import type { ListingReport } from '../report/run-report.ts';
import { pageWithRecord } from '../sync/find-page.ts';
import type { ListingJob, Log } from '../sync/job.ts';
import { isMakerJob, type MakerJob } from '../sync/make-pages.ts';
import { type RunHow, runListings } from '../sync/run-listings.ts';
import type { Command, CommandOption, OptionValues } from './command.ts';
import { commitCall } from './commit-call.ts';
import { deliver } from './deliver.ts';
import { type Host, maskOf } from './host.ts';
import { commonOptions } from './listing-options.ts';
import { lockOrTell } from './lock-or-tell.ts';
import { createLog } from './log.ts';
import { nothingChosen } from './nothing-chosen.ts';
import { type Pinging, pinged } from './pinging.ts';
import { noProgress, type Progress, startProgress } from './progress.ts';
import { checkOutputs, formatsOf } from './save-outputs.ts';
import { selectingOptions, selectionOf } from './selection.ts';
import { type OpenedListings, openListings } from './wire.ts';

/** What one such command adds to the others. */
export interface ListingCommand {
  readonly name: string;
  readonly summary: string;
  readonly example: Command['example'];
  readonly options: readonly CommandOption[];
  /** For a command on one listing: what stands behind its name, such as `[record] [field]`. */
  readonly details?: string;
  /** Whether it may write, as called: then it does not take all listings unasked. */
  readonly writes: boolean | ((options: OptionValues) => boolean);
  /** Whether its report is about notices too, as `check`'s is. */
  readonly showsNotices?: boolean;
  /** Whether there is nothing in it for a listing of which neither side changed. */
  readonly passesQuiet?: boolean;
  readonly run: (job: ListingJob, call: ListingCall) => Promise<ListingReport>;
  /** What it does about pages that are made from records; absent if it is not about them. */
  readonly make?: (job: MakerJob, call: ListingCall) => Promise<ListingReport>;
}

/** What a command over listings runs. */
export interface ListingRun
  extends Pick<
    ListingCommand,
    'name' | 'writes' | 'showsNotices' | 'passesQuiet' | 'run' | 'make'
  > {
  /**
   * Which of the listings that are named it is about, if that is to be found out; what is made of
   * their records is among the opened ones.
   */
  readonly choose?: (opened: OpenedListings) => Promise<readonly ListingJob[]>;
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
    arguments: isOfOne ? `<listing> ${details}`.trim() : '[listing...]',
    options: [...definition.options, ...(isOfOne ? [] : selectingOptions), ...commonOptions],
    run: async ({ host, arguments: given, options }) => {
      const [wanted, rest] = isOfOne ? [given.slice(0, 1), given.slice(1)] : [given, []];
      return runOverListings(definition, { host, wanted, details: rest, options });
    },
  };
}

/** A command line that is about listings. */
interface CommandCall {
  readonly host: Host;
  readonly wanted: readonly string[];
  readonly details: readonly string[];
  readonly options: OptionValues;
}

/** Runs over the listings that are wanted, prints the report, and saves what is to be saved. */
export async function runOverListings(definition: ListingRun, call: CommandCall): Promise<number> {
  const { host, options } = call;
  checkOutputs(options);
  commitCall(options);
  const isAsked = options['ping'] === true;
  return pinged({ host, command: definition.name, isAsked }, (pinging) =>
    runAndDeliver(definition, call, pinging),
  );
}

async function runAndDeliver(
  definition: ListingRun,
  call: CommandCall,
  pinging: Pinging,
): Promise<number> {
  const { host, wanted, details, options } = call;
  const watch = watchOf(options);
  const mayWrite = mayWriteAs(definition, options);
  const dryRun = options['dryRun'] === true;
  const isWriting = mayWrite && !dryRun;
  const opened = await openListings({
    host,
    command: definition.name,
    configPath: String(options['config']),
    statePath: typeof options['state'] === 'string' ? options['state'] : undefined,
    selection: selectionOf(options, { wanted, noneMeansAll: !mayWrite }),
    allowed: Array.isArray(options['allow']) ? options['allow'] : [],
    prefer: preferred(options),
    takesMakers: definition.make !== undefined || 'choose' in definition,
    isWriting,
    log: watch.log,
  });
  const { diagnostics, close } = opened;
  const showsNotices = definition.showsNotices === true;
  const delivery = { host, options, opened, showsNotices, isWriting };
  if (isWriting && options['all'] === true && opened.health?.ping === true) pinging.begin();
  let unlock: (() => Promise<void>) | undefined;
  try {
    const jobs = (await definition.choose?.(opened)) ?? opened.jobs;
    if (isWriting && jobs.length > 0) {
      const locked = await lockOrTell(definition.name, delivery);
      if (typeof locked === 'number') return locked;
      unlock = locked;
    }
    const meant = await meantJobs(jobs, details);
    const reports = await runListings(
      meant,
      (job) => runOne(definition, job, { dryRun, details, options }),
      {
        ...runHow(definition, { options, isWriting }),
        advance: (done, total) => watch.progress().advance(done, total),
      },
    );
    watch.progress().end();
    const listings = [...opened.reports, ...reports];
    const untold = nothingChosen(opened, options);
    const report = {
      command: definition.name,
      diagnostics: [...diagnostics, ...untold],
      listings,
    };
    pinging.describe(maskOf(opened.secrets)(reasonOf(report)));
    return await deliver(report, delivery);
  } finally {
    watch.progress().end();
    await unlock?.();
    await close();
  }
}

function mayWriteAs({ writes }: ListingRun, options: OptionValues): boolean {
  return typeof writes === 'boolean' ? writes : writes(options);
}

/** How the listings are gone over, as the outputs need it that were asked for. */
function runHow(
  { passesQuiet }: ListingRun,
  called: { readonly options: OptionValues; readonly isWriting: boolean },
): RunHow {
  const { verbose, out, commit, reportPage } = called.options;
  const formats = formatsOf(called.options);
  const isHtml = formats.includes('html');
  // People are not told the name of a plan that does nothing.
  const names = reportPage !== undefined || formats.some((format) => format !== 'text');
  // A plan that is saved has all listings in it, whatever there is to do.
  const isPassed = passesQuiet === true && out === undefined;
  return {
    keeps: { texts: isHtml || verbose === true, plans: out !== undefined, names },
    isOneByOne: commit === true,
    ...(isPassed ? { quiet: { kind: called.isWriting ? 'done' : 'planned' } } : {}),
  };
}

/** The one page of a listing that a command about one record is for. */
async function meantJobs(
  jobs: readonly ListingJob[],
  [record]: readonly string[],
): Promise<readonly ListingJob[]> {
  const pages = jobs.filter((job) => !isMakerJob(job));
  if (record === undefined || pages.length === 0) return jobs;
  return pages.length === 1 ? pages : [await pageWithRecord(pages, record)];
}

async function runOne(
  { run, make }: Pick<ListingCommand, 'run' | 'make'>,
  job: ListingJob,
  call: ListingCall,
): Promise<ListingReport> {
  return isMakerJob(job) && make !== undefined ? make(job, call) : run(job, call);
}

/** The log, and the progress that it gives way to. */
function watchOf(options: OptionValues): {
  readonly log: (masked: Host) => Log;
  readonly progress: () => Progress;
} {
  const quiet = options['quiet'] === true;
  const verbose = options['verbose'] === true;
  const format = options['log'] === 'json' ? 'json' : 'text';
  let progress = noProgress;
  return {
    log: (masked) => {
      if (!quiet && !verbose && format === 'text') progress = startProgress(masked);
      return createLog(masked, { format, quiet, verbose, progress });
    },
    progress: () => progress,
  };
}

function preferred({ prefer }: OptionValues): 'data' | 'wiki' | undefined {
  return prefer === 'data' || prefer === 'wiki' ? prefer : undefined;
}
