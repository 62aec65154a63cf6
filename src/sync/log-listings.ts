/** `log` and `show`: what runs have done. */
import { countChanges } from '../core/change.ts';
import type { LogEntry, LogReport } from '../report/log-report.ts';
import type { RunReport } from '../report/run-report.ts';
import type { StateStore } from '../state/store.ts';
import type { Wiki } from '../wiki/wiki.ts';
import { isDone, readRuns, reportOfRun, runNamed, type SettledRun } from './read-runs.ts';
import { noSuchRun, rotatedNotice } from './rotated-runs.ts';

/** Which runs: all of a listing's if none is named. */
export interface LogRequest {
  /** `undefined` for every listing, those that the config has no more included. */
  readonly listings: ReadonlySet<string> | undefined;
  readonly most: number;
  /** By their names in the config. */
  readonly wikis: ReadonlyMap<string, Pick<Wiki, 'revisionLink'>>;
}

/** The newest runs. @throws {SyncError} file-unreadable */
export async function logRuns(
  state: StateStore,
  { listings, most, wikis }: LogRequest,
): Promise<LogReport> {
  const isWanted = ({ listing }: { readonly listing: string }): boolean =>
    listings === undefined || listings.has(listing);
  // What took a run back is newer than that, so that it is among them.
  const { runs, diagnostics } = await readRuns(state, isWanted, most);
  const entries = runs.map((run) =>
    entryOf(run, { undoneBy: undoingRun(run, runs), wiki: wikis.get(run.wiki) }),
  );
  const rotated = runs.length < most ? await state.rotatedRuns() : undefined;
  const notices = rotated === undefined ? [] : [rotatedNotice(rotated)];
  return { entries, diagnostics: [...diagnostics, ...notices] };
}

/**
 * The report of a run, as it was.
 *
 * @throws {SyncError} usage: there is no such run, or more than one that may be meant
 */
export async function showRun(
  state: StateStore,
  wanted: string,
  listings: ReadonlySet<string> | undefined,
): Promise<RunReport> {
  const parts = (await state.runParts()).filter(
    ({ listing }) => listings === undefined || listings.has(listing),
  );
  const name = runNamed(parts, wanted);
  if (name === undefined) throw noSuchRun(wanted, await state.rotatedRuns());
  const { runs, diagnostics } = await readRuns(
    state,
    ({ run, listing }) => run === name && (listings === undefined || listings.has(listing)),
  );
  // Another process may have removed it since.
  if (runs.length + diagnostics.length === 0) throw noSuchRun(name, await state.rotatedRuns());
  const command = runs[0]?.command ?? 'show';
  return { command, diagnostics, listings: runs.toReversed().map(reportOfRun).toReversed() };
}

/** The run that took this one back, unless it was taken back itself. */
export function undoingRun(
  run: Pick<SettledRun, 'run' | 'listing'>,
  runs: readonly SettledRun[],
): string | undefined {
  return runs.find(
    (other) =>
      other.undoes === run.run &&
      other.listing === run.listing &&
      other.writes.some(({ result }) => isDone(result)) &&
      undoingRun(other, runs) === undefined,
  )?.run;
}

function entryOf(
  run: SettledRun,
  about: {
    readonly undoneBy: string | undefined;
    readonly wiki: Pick<Wiki, 'revisionLink'> | undefined;
  },
): LogEntry {
  const { command, time, listing, wiki, page, dataFile, undoes, writes, report } = run;
  const { undoneBy } = about;
  const { outcome } = report;
  const commits = outcome?.kind === 'done' ? outcome.data?.commits : undefined;
  return {
    ...{ run: run.run, command, listing, wiki, page, dataFile },
    time: new Date(time).toISOString(),
    writes: writes.map(({ side, changes, result, baseRevision, revision }) => {
      const link = revision === undefined ? undefined : about.wiki?.revisionLink(revision);
      return {
        side,
        counts: countChanges(changes),
        result,
        ...(baseRevision === undefined ? {} : { baseRevision }),
        ...(revision === undefined ? {} : { revision }),
        ...(link === undefined ? {} : { link }),
      };
    }),
    commits: (commits ?? []).map(({ commit }) => commit),
    ...endOf(outcome),
    ...(undoes === undefined ? {} : { undoes }),
    ...(undoneBy === undefined ? {} : { undoneBy }),
  };
}

function endOf(outcome: SettledRun['report']['outcome']): Pick<LogEntry, 'outcome' | 'reason'> {
  switch (outcome?.kind) {
    case undefined:
      return { outcome: 'cut-off' };
    case 'refused':
      return { outcome: 'refused', reason: outcome.reason };
    case 'failed':
      return { outcome: 'failed', reason: outcome.message };
    case 'done':
    case 'planned':
      return { outcome: 'done' };
  }
}
