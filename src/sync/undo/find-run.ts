/** Finds the run that somebody wants to take back: in the log, or else in the page's history. */
import { SyncError } from '../../errors.ts';
import type { StateStore } from '../../state/store.ts';
import type { ListingJob } from '../job.ts';
import { noSuchRun } from '../log-listings.ts';
import { readRuns, runNamed, type SettledRun } from '../read-runs.ts';
import { runFromHistory } from './from-history.ts';
import { runFromLog } from './run-to-undo.ts';
import type { FindRun } from './undo-listing.ts';

/** What is to be taken back, and on which listings, if that is known beforehand. */
export interface Undoing {
  readonly find: FindRun;
  /** Names of the listings that the log has of it; `undefined` if it is not in the log. */
  readonly listings: ReadonlySet<string> | undefined;
}

/**
 * Finds it by name, by `last`, or by one of its revisions (`r12345`).
 *
 * @throws {SyncError} usage: more than one run may be meant, or nothing that a wiki could know
 */
export async function findUndoing(
  state: StateStore,
  wanted: string,
  isWanted: (listing: string) => boolean,
): Promise<Undoing> {
  const revision = /^r(\d+)$/.exec(wanted)?.[1];
  const parts = (await state.runParts()).filter(({ listing }) => isWanted(listing));
  if (revision === undefined) {
    const run = runNamed(parts, wanted);
    if (run !== undefined) return inLog(parts, run);
    if (!/^(?:[0-9a-z]{8}-)?[0-9a-f]{6}$/.test(wanted)) throw noSuchRun(wanted);
    return inHistory({ kind: 'run', sign: wanted.slice(-6) });
  }
  const id = Number(revision);
  const { runs } = await readRuns(state, ({ listing }) => isWanted(listing));
  const found = runs.find(({ writes }) => writes.some((write) => write.revision === id));
  if (found === undefined) return inHistory({ kind: 'revision', id });
  return inLog([found], found.run);
}

function inHistory(wanted: Parameters<typeof runFromHistory>[2]): Undoing {
  return { find: (job, sides) => runFromHistory(job, sides, wanted), listings: undefined };
}

function inLog(
  parts: readonly { readonly run: string; readonly listing: string }[],
  run: string,
): Undoing {
  const listings = parts.filter((part) => part.run === run).map(({ listing }) => listing);
  return {
    listings: new Set(listings),
    find: async (job) => {
      const { runs, diagnostics } = await readRuns(
        job.state,
        (part) => part.run === run && part.listing === job.name,
      );
      const [found] = runs;
      if (found === undefined) throw unreadableRun(run, diagnostics[0]?.message);
      refuseOther(job, found);
      return runFromLog(found, job.schema);
    },
  };
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

function unreadableRun(run: string, message: string | undefined): SyncError {
  return new SyncError('file-unreadable', message ?? `Run ${run} is not in the log any more.`, {
    hint: `On a MediaWiki it can be taken back by its revision: move the log's file away, and say 'wikisync undo r…'.`,
  });
}
