/** Does what was claimed: looks at a wiki's changes, and runs over listings. */
import type { DueRun, RunEnd, Standing } from '../core/schedule/standing.ts';
import { SyncError } from '../errors.ts';
import type { Log } from '../sync/job.ts';
import type { Claim, EndedRun, RunQueue } from './run-queue.ts';
import { watchPrefix } from './watch-name.ts';

/** How a run over one listing went. */
export interface Performed
  extends Pick<RunEnd, 'exitCode' | 'message' | 'needs' | 'toPage' | 'toData' | 'conflicts'> {
  readonly listing: string;
  /** Its report as HTML, if there is something in it. */
  readonly report?: string;
  /** Whether it was stopped before it came to its end: then it waits again. */
  readonly isCutOff?: boolean;
}

/** What really looks and runs. */
export interface Performer {
  /**
   * The listings whose pages somebody changed since the last look.
   *
   * @throws {SyncError} what reading a wiki throws
   */
  readonly look: (
    wiki: string,
    since: string | undefined,
  ) => Promise<{ readonly listings: readonly string[]; readonly position: string }>;
  /** Runs over listings. What fails is in what it gives: it throws nothing but defects. */
  readonly run: (
    listings: readonly string[],
    call: {
      readonly stopping: AbortSignal;
      /** How each stood before, for what is told once. */
      readonly standings: ReadonlyMap<string, Standing>;
    },
  ) => Promise<readonly Performed[]>;
}

/** What a worker works with. */
export interface WorkerOptions {
  readonly queue: RunQueue;
  readonly performer: Performer;
  readonly now: () => number;
  readonly log: Log;
  readonly stopping: AbortSignal;
  /** Told of each run over a listing that ended. */
  readonly onEnd?: (end: RunEnd) => void;
}

/** Makes a worker. It throws what ending the claim throws, and defects. */
export function createWorker(options: WorkerOptions): (claim: Claim) => Promise<void> {
  return async (claim) => {
    const { stop, release } = either(options.stopping, claim.lost);
    try {
      const standings = await options.queue.standings();
      const looks = await lookAll(options, claim, standings);
      const runs = await runAll(options, claim, { standings, stop });
      await claim.end([...looks.ends, ...runs], looks.found);
      for (const { end } of runs) tell(options, end);
    } finally {
      release();
    }
  };
}

/** Not `AbortSignal.any`: what listens to a signal for years has to be let go. */
function either(
  one: AbortSignal,
  other: AbortSignal,
): { readonly stop: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  if (one.aborted || other.aborted) abort();
  one.addEventListener('abort', abort);
  other.addEventListener('abort', abort);
  const release = (): void => {
    one.removeEventListener('abort', abort);
    other.removeEventListener('abort', abort);
  };
  return { stop: controller.signal, release };
}

const nothing = { toPage: 0, toData: 0, conflicts: 0 };

async function lookAll(
  { performer, now, log, stopping }: WorkerOptions,
  { runs, lane }: Claim,
  standings: ReadonlyMap<string, Standing>,
): Promise<{ readonly ends: readonly EndedRun[]; readonly found: readonly DueRun[] }> {
  const ends: EndedRun[] = [];
  const found: DueRun[] = [];
  for (const { name, cause } of runs.filter(isLook)) {
    const began = now();
    const wiki = name.slice(watchPrefix.length);
    const head = { name, cause, began, ...nothing };
    try {
      const { listings, position } = await performer.look(wiki, standings.get(name)?.position);
      const changed = listings.map((listing): DueRun => {
        return { name: listing, lane, cause: 'watch', dueAt: began };
      });
      // What is claimed with the look is run after it, and sees all that there is.
      found.push(...changed.filter((run) => !runs.some((claimed) => claimed.name === run.name)));
      ends.push({ end: { ...head, ended: now(), exitCode: 0, position } });
    } catch (error) {
      if (!(error instanceof SyncError)) throw error;
      if (stopping.aborted) continue;
      const { message, code } = error;
      log('warn', `${wiki}: its changes cannot be followed now: ${message}`, { wiki, code });
      ends.push({ end: { ...head, ended: now(), exitCode: 75, message } });
    }
  }
  return { ends, found };
}

async function runAll(
  { performer, now }: WorkerOptions,
  { runs }: Claim,
  call: { readonly standings: ReadonlyMap<string, Standing>; readonly stop: AbortSignal },
): Promise<readonly EndedRun[]> {
  const meant = runs.filter((run) => !isLook(run));
  if (meant.length === 0 || call.stop.aborted) return [];
  const began = now();
  const names = meant.map(({ name }) => name);
  const { standings, stop } = call;
  const performed = await performer.run(names, { stopping: stop, standings });
  const ended = now();
  return performed.flatMap(({ listing: name, report, isCutOff, ...how }): EndedRun[] => {
    const run = meant.find((each) => each.name === name);
    if (run === undefined || (isCutOff === true && stop.aborted)) return [];
    const end = { name, cause: run.cause, began, ended, ...how };
    return [{ end, ...(report === undefined ? {} : { report }) }];
  });
}

function isLook({ name }: DueRun): boolean {
  return name.startsWith(watchPrefix);
}

function tell({ log, onEnd }: WorkerOptions, end: RunEnd): void {
  const { name: listing, cause, exitCode, toPage, toData, conflicts, message } = end;
  const seconds = Math.round((end.ended - end.began) / 100) / 10;
  const found =
    toPage + toData + conflicts === 0
      ? 'in step'
      : `${toPage} changes to the page, ${toData} to the data file, ${conflicts} conflicts`;
  const how = message ?? found;
  log(exitCode === 0 ? 'info' : 'warn', `${listing}: ${how} (${cause}, ${seconds} s)`, {
    ...{ listing, cause, exitCode, toPage, toData, conflicts, seconds },
  });
  onEnd?.(end);
}
