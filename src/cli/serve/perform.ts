/** Looks at wikis and runs over listings for the server, as the commands do for a person. */
import type { Config } from '../../config/normalize.ts';
import type { Standing } from '../../core/schedule/standing.ts';
import { SyncError } from '../../errors.ts';
import { htmlReport } from '../../report/html.ts';
import type { RunReport } from '../../report/run-report.ts';
import type { Performed, Performer } from '../../serve/worker.ts';
import type { CommitOptions } from '../../sync/commit-data.ts';
import type { ListingJob, Log } from '../../sync/job.ts';
import { isMakerJob, makePages } from '../../sync/make-pages.ts';
import { type RunHow, runListings } from '../../sync/run-listings.ts';
import { syncListing } from '../../sync/sync-listing.ts';
import type { SharedManners } from '../../wiki/shared-manners.ts';
import { errorCode, exitCodeOf, exitCodes } from '../exit-code.ts';
import { type Host, maskOf } from '../host.ts';
import { isNeglect, lockFailure } from '../lock-or-tell.ts';
import { notifyPeople } from '../notify-people.ts';
import type { StatePlace } from '../open-state.ts';
import { type OpenedListings, openListings } from '../wire.ts';
import { partOf, performedOf, saysSomething } from './performed.ts';
import type { ScheduleSource } from './schedule-source.ts';
import { sharedLock, type Unlock } from './shared-lock.ts';
import { watchedWikis } from './watched-wikis.ts';

/** What runs are done with. */
export interface PerformOptions {
  readonly host: Host;
  readonly configPath: string;
  readonly statePath: string | undefined;
  readonly dryRun: boolean;
  readonly commit: CommitOptions | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly place: StatePlace;
  /** Wikis' manners from run to run, unless the state keeps them for all machines. */
  readonly manners: SharedManners;
  /** The config as it was last read. */
  readonly source: () => Promise<ScheduleSource>;
  /** Makes the log on a host whose streams mask the secrets. */
  readonly log: (host: Host) => Log;
}

/** Performs with the config, the wikis and the state of this machine. */
export function openPerformer(options: PerformOptions): Performer & {
  readonly close: () => Promise<void>;
} {
  const lock = options.place.kind === 'folder' ? sharedLock() : ownLock;
  const watched = watchedWikis(options);
  return {
    look: watched.look,
    run: async (wanted, call) => {
      const { config } = await options.source();
      const found = config.pagesToFind.map(({ name }) => name);
      const there = new Set([...config.listings.map(({ listing }) => listing), ...found]);
      const meant = wanted.filter((listing) => there.has(listing));
      const gone = wanted.filter((listing) => !there.has(listing));
      const runs =
        meant.length === 0 ? [] : await runOver(meant, { options, config, lock, ...call });
      return [...runs, ...gone.map(isGone)];
    },
    close: watched.close,
  };
}

/** Of what a run works on, and nothing else. */
const ownLock: ReturnType<typeof sharedLock> = (take) => take();

interface RunCall {
  readonly options: PerformOptions;
  readonly config: Config;
  readonly lock: ReturnType<typeof sharedLock>;
  readonly stopping: AbortSignal;
  readonly standings: ReadonlyMap<string, Standing>;
}

/** What fails as a whole is how each of the listings ended. */
async function runOver(wanted: readonly string[], call: RunCall): Promise<readonly Performed[]> {
  const { options, config, stopping } = call;
  try {
    const host = { ...options.host, stopping, ask: undefined };
    const opened = await openListings({
      ...options,
      ...{ host, config },
      command: 'sync',
      selection: { wanted, all: false, noneMeansAll: false },
      allowed: [],
      prefer: undefined,
      takesMakers: true,
      isWriting: !options.dryRun,
    });
    try {
      return await runOpened(wanted, opened, call);
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (error instanceof SyncError) return wanted.map((listing) => failed(listing, error));
    const text = error instanceof Error ? (error.stack ?? error.message) : 'an unknown failure';
    options.host.err(`wikisync: this is a defect of wikisync; please report it:\n${text}\n`);
    return wanted.map((listing) => ({
      ...nothingDone(listing, exitCodes.defect),
      message: defect,
    }));
  }
}

const defect = 'The run met a defect of wikisync, which is in the log.';

async function runOpened(
  wanted: readonly string[],
  opened: OpenedListings,
  call: RunCall,
): Promise<readonly Performed[]> {
  const { options } = call;
  const { secrets } = opened;
  const report = await reportOfRun(opened, call);
  const today = new Date(options.now()).toISOString().slice(0, 10);
  const mask = maskOf(secrets);
  const performed = wanted.map((listing): Performed => {
    const went = performedOf(report, listing, today);
    const message = went.message === undefined ? {} : { message: mask(went.message) };
    if (!saysSomething(went)) return { ...went, ...message };
    const html = htmlReport(partOf(report, listing), {
      colour: false,
      quiet: false,
      verbose: true,
    });
    return { ...went, ...message, report: mask(html) };
  });
  await tellPeople(report, performed, { opened, mask, ...call });
  return performed;
}

/** @throws {SyncError} the listings could not be locked, and that has not been so for long */
async function reportOfRun(opened: OpenedListings, call: RunCall): Promise<RunReport> {
  const { dryRun, commit } = call.options;
  const { jobs, diagnostics } = opened;
  const isLocked = !dryRun && jobs.length > 0;
  const unlock = isLocked ? await lockedBy(opened, call) : undefined;
  if (typeof unlock === 'object') return unlock;
  const how: RunHow = {
    quiet: { kind: dryRun ? 'planned' : 'done' },
    keeps: { texts: true, plans: false, names: true },
    isOneByOne: commit !== undefined,
  };
  try {
    const run = (job: ListingJob) =>
      isMakerJob(job) ? makePages(job, { dryRun }) : syncListing(job, { dryRun, commit });
    const listings = [...opened.reports, ...(await runListings(jobs, run, how))];
    return { command: 'sync', diagnostics, listings };
  } finally {
    await unlock?.();
  }
}

/** What gives the lock back, or what there is to tell where it has been another's for too long. */
async function lockedBy(opened: OpenedListings, { lock }: RunCall): Promise<Unlock | RunReport> {
  try {
    return await lock(() => lockAndTidy(opened));
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    const report = await lockFailure('sync', opened.jobs, error);
    if (isNeglect(report)) return report;
    throw error;
  }
}

async function lockAndTidy({ lock, state }: OpenedListings): Promise<Unlock> {
  const unlock = await lock();
  await state.tidy(Date.now());
  return unlock;
}

/** Once a day at most, as long as the same is wrong. */
async function tellPeople(
  report: RunReport,
  performed: readonly Performed[],
  {
    opened: { notify },
    mask,
    options: { host, dryRun },
    standings,
  }: RunCall & { readonly opened: OpenedListings; readonly mask: (text: string) => string },
): Promise<void> {
  if (notify === undefined || dryRun) return;
  const isNew = ({ listing, needs, isCutOff }: Performed) =>
    isCutOff !== true && needs !== undefined && needs !== standings.get(listing)?.last?.needs;
  const fresh = performed.filter(isNew);
  if (fresh.length === 0) return;
  const parts = fresh.flatMap(({ listing }) => partOf(report, listing).listings);
  const told = { ...report, listings: parts };
  const exitCode = exitCodeOf(told, { pendingCounts: false });
  const { config, secrets } = notify;
  await notifyPeople(told, { notify: config, secrets, host, mask, exitCode });
}

function nothingDone(listing: string, exitCode: number): Performed {
  return { listing, exitCode, toPage: 0, toData: 0, conflicts: 0 };
}

function failed(listing: string, { code, message }: SyncError): Performed {
  const isCutOff = code === 'interrupted' ? { isCutOff: true } : {};
  return { ...nothingDone(listing, errorCode(code)), message, ...isCutOff };
}

/** It was taken out of the config while it waited. */
function isGone(listing: string): Performed {
  return { ...nothingDone(listing, exitCodes.done), message: 'It is not in the config any more.' };
}
