/** Reads the run log: what each run was to write, and what became of it. */
import type { Diagnostic } from '../core/diagnostic.ts';
import { SyncError } from '../errors.ts';
import type { WriteResult } from '../report/log-report.ts';
import type { ListingReport } from '../report/run-report.ts';
import type { Outcome } from '../state/journal.ts';
import type { LoggedRun, LoggedWrite } from '../state/run-log.ts';
import type { RunPart } from '../state/run-store.ts';
import type { StateStore } from '../state/store.ts';
import { isNamed } from './run-id.ts';

/** A write with what became of it. */
export interface SettledWrite extends LoggedWrite {
  readonly result: WriteResult;
  /** The page's revision that came of it. */
  readonly revision?: number;
}

/** A run's part in one listing, with what became of its writes. */
export interface SettledRun extends LoggedRun {
  readonly writes: readonly SettledWrite[];
}

/** Runs, newest first, and what of the log cannot be read. */
export interface ReadRuns {
  readonly runs: readonly SettledRun[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the runs of some listings.
 *
 * @param most how many at most; all if absent
 * @throws {SyncError} file-unreadable: the state folder
 */
export async function readRuns(
  state: StateStore,
  isWanted: (part: RunPart) => boolean,
  most?: number,
): Promise<ReadRuns> {
  const { outcomes, diagnostics } = await readOutcomes(state);
  const found: Diagnostic[] = [...diagnostics];
  const runs: SettledRun[] = [];
  for (const part of (await state.runParts()).filter(isWanted)) {
    if (runs.length === most) break;
    const run = await state.loadRun(part);
    if (typeof run === 'string') found.push(unreadable(part, run));
    else if (run !== undefined) runs.push(settled(run, outcomes));
  }
  return { runs, diagnostics: found };
}

/**
 * The name of the run that somebody means: `last`, its name, its six signs, or the beginning of
 * either. `undefined` if the log has none.
 *
 * @param parts those that may be meant, newest first
 * @throws {SyncError} usage: more than one can be meant
 */
export function runNamed(parts: readonly RunPart[], wanted: string): string | undefined {
  if (wanted === 'last') return parts[0]?.run;
  const found = [...new Set(parts.map(({ run }) => run))].filter((run) => isNamed(run, wanted));
  const [run, ...more] = found;
  if (more.length === 0 || run === wanted) return run;
  throw new SyncError('usage', `'${wanted}' may be any of ${found.length} runs.`, {
    hint: `Write more of its name: ${found.slice(0, 5).join(', ')}.`,
  });
}

/** A run's report as it was, or, where it was cut off, as far as its writes are known. */
export function reportOfRun(run: SettledRun): ListingReport {
  const { listing, wiki, page, dataFile, writes, report } = run;
  const { outcome = endOf(run), ...rest } = report;
  const texts = writes.find(({ side }) => side === 'page')?.texts;
  return {
    ...{ listing, wiki, page, dataFile, outcome },
    ...rest,
    ...(texts === undefined || report.pageDiff === undefined ? {} : { pageTexts: texts }),
  };
}

/** How a run that did not come to its end ended. */
function endOf({ writes, dataFile }: SettledRun): ListingReport['outcome'] {
  const page = writes.findLast(({ side, result }) => side === 'page' && isDone(result));
  const data = writes.find(({ side, result }) => side === 'data' && isDone(result));
  if (!writes.every(({ result }) => isDone(result))) {
    return {
      kind: 'failed',
      code: 'interrupted',
      message: 'The run was cut off before its end.',
      hint: 'The next run finds out what became of what was under way, and goes on.',
    };
  }
  return {
    kind: 'done',
    ...(page === undefined
      ? {}
      : { page: page.revision === undefined ? {} : { revision: page.revision } }),
    ...(data === undefined ? {} : { data: { file: dataFile } }),
  };
}

/** Whether a write was done, as far as is known. */
export function isDone(result: WriteResult): boolean {
  return result === 'done' || result === 'merged' || result === 'changed';
}

async function readOutcomes(state: StateStore): Promise<{
  readonly outcomes: ReadonlyMap<string, Outcome | undefined> | undefined;
  readonly diagnostics: readonly Diagnostic[];
}> {
  try {
    return { outcomes: await state.outcomes(), diagnostics: [] };
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    const { message, hint = '' } = error;
    const about: Diagnostic = { code: 'run-unreadable', severity: 'warning', message, hint };
    return { outcomes: undefined, diagnostics: [about] };
  }
}

function settled(
  run: LoggedRun,
  outcomes: ReadonlyMap<string, Outcome | undefined> | undefined,
): SettledRun {
  const writes = run.writes.map((write): SettledWrite => {
    if (outcomes === undefined) return { ...write, result: 'unknown' };
    const outcome = outcomes.get(write.id);
    if (outcome === undefined) {
      return outcomes.has(write.id) ? { ...write, result: 'open' } : forgotten(run, write);
    }
    const { result, revision } = outcome;
    return { ...write, result, ...(revision === undefined ? {} : { revision }) };
  });
  return { ...run, writes };
}

/** The journal does not know it: it was never begun, or was long ago, and then the report tells. */
function forgotten({ report: { outcome } }: LoggedRun, write: LoggedWrite): SettledWrite {
  if (outcome?.kind !== 'done') return { ...write, result: 'not-done' };
  const revision = write.side === 'page' ? outcome.page?.revision : undefined;
  return { ...write, result: 'done', ...(revision === undefined ? {} : { revision }) };
}

function unreadable({ run, listing }: RunPart, reason: string): Diagnostic {
  return {
    code: 'run-unreadable',
    severity: 'warning',
    message: `What run ${run} did to '${listing}' cannot be read: ${reason}.`,
    hint: `It is left out. Delete it from the state folder's 'runs' if it is not to be restored.`,
  };
}
