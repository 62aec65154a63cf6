/** Finds the run that somebody wants to take back: in the log, or else in the page's history. */
import { SyncError } from '../../errors.ts';
import type { StateStore } from '../../state/store.ts';
import type { ListingJob } from '../job.ts';
import { readRuns, runNamed, type SettledRun } from '../read-runs.ts';
import { noSuchRun } from '../rotated-runs.ts';
import { runFromHistory } from './from-history.ts';
import { movesRecordOf, type RunToUndo, runFromLog } from './run-to-undo.ts';
import type { FindRun } from './undo-listing.ts';

/** What is to be taken back, and on which listings, if that is known beforehand. */
export interface Undoing {
  readonly find: FindRun;
  /** Whether it is about a listing; `undefined` if it is not in the log. */
  readonly isAbout: ((job: ListingJob) => boolean) | undefined;
}

/** What a run may be of that is to be taken back, by name. */
export interface MayBeUndone {
  /** Each page of one that has several. */
  readonly listings: ReadonlySet<string>;
  /** What is made of their records, and the listing in the config that it is made of. */
  readonly made: ReadonlyMap<string, string>;
}

/**
 * Finds it by name, by `last`, or by one of its revisions (`r12345`).
 *
 * @throws {SyncError} usage: more than one run may be meant, one that made pages and nothing else, or
 * nothing that a wiki could know
 */
export async function findUndoing(
  state: StateStore,
  wanted: string,
  among: MayBeUndone,
): Promise<Undoing> {
  const revision = /^r(\d+)$/.exec(wanted)?.[1];
  const isWanted = (listing: string): boolean => among.listings.has(listing);
  const parts = (await state.runParts()).filter(
    ({ listing }) => isWanted(listing) || among.made.has(listing),
  );
  if (revision === undefined) {
    const run = runNamed(parts, wanted);
    const own = parts.filter((part) => part.run === run).map(({ listing }) => listing);
    if (run !== undefined && !own.some(isWanted)) throw onlyMade(run, own);
    if (run !== undefined) return inLog(state, run, among.made);
    if (!/^(?:[0-9a-z]{8}-)?[0-9a-f]{6}$/.test(wanted)) {
      throw noSuchRun(wanted, await state.rotatedRuns());
    }
    return inHistory({ kind: 'run', sign: wanted.slice(-6) });
  }
  const id = Number(revision);
  const { runs } = await readRuns(state, ({ listing }) => isWanted(listing));
  const found = runs.find(({ writes }) => writes.some((write) => write.revision === id));
  if (found === undefined) return inHistory({ kind: 'revision', id });
  return inLog(state, found.run, among.made);
}

function inHistory(wanted: Parameters<typeof runFromHistory>[2]): Undoing {
  return { find: (job, sides) => runFromHistory(job, sides, wanted), isAbout: undefined };
}

async function inLog(state: StateStore, run: string, made: MayBeUndone['made']): Promise<Undoing> {
  const isPart = (part: { readonly run: string }): boolean => part.run === run;
  const { runs: known } = await readRuns(state, isPart);
  const names = new Set((await state.runParts()).filter(isPart).map(({ listing }) => listing));
  return {
    isAbout: (job) =>
      names.has(job.name) ||
      pagesOf(job).some((name) =>
        known.some((part) => part.listing === name && movesRecordOf(part, job.schema)),
      ),
    find: async (job) => {
      const listings = [job.name, ...pagesOf(job)];
      const { runs, diagnostics } = await readRuns(
        job.state,
        (part) => isPart(part) && listings.includes(part.listing),
      );
      const own = runs.find(({ listing }) => listing === job.name);
      if (own === undefined && names.has(job.name)) {
        throw unreadableRun(run, diagnostics[0]?.message);
      }
      if (own !== undefined) refuseOther(job, own);
      const others = runs.filter((part) => part !== own);
      return { ...runFromLog({ run, own, others }, job.schema), made: madeOf(job, made, names) };
    },
  };
}

/** What is made of the listing's records, and whether the run wrote any of it. */
function madeOf(
  { name }: ListingJob,
  made: MayBeUndone['made'],
  written: ReadonlySet<string>,
): NonNullable<RunToUndo['made']> {
  const own = [...made].filter(([, listing]) => name === listing || name.startsWith(`${listing}@`));
  const names = own.map(([each]) => each);
  return { names, isWritten: names.some((each) => written.has(each)) };
}

/** Names of the listing's other pages. */
function pagesOf({ name, shared }: ListingJob): readonly string[] {
  return (shared?.jobs ?? []).map((job) => job.name).filter((other) => other !== name);
}

/** The listing may be of another page by now. */
function refuseOther(job: ListingJob, { run, wiki, page }: SettledRun): void {
  if (wiki === job.wiki.name && page === job.page) return;
  throw new SyncError(
    'usage',
    `Run ${run} wrote '${page}' on ${wiki}, which is not the page of '${job.name}' any more.`,
    { hint: 'Take it back with the config of that time.' },
  );
}

function onlyMade(run: string, names: readonly string[]): SyncError {
  const what = names.map((name) => `'${name}'`).join(', ');
  return new SyncError(
    'usage',
    `Run ${run} only wrote pages that are made from records: ${what}.`,
    {
      hint: 'They follow the data file and their layout: set these back, and push. An older run has to be named.',
    },
  );
}

function unreadableRun(run: string, message: string | undefined): SyncError {
  return new SyncError('file-unreadable', message ?? `Run ${run} is not in the log any more.`, {
    hint: `On a MediaWiki it can be taken back by its revision: move the log's file away, and say 'wikisync undo r…'.`,
  });
}
