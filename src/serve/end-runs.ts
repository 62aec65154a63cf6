/** Writes down in a database how runs ended. */
import type { DueRun, Standing } from '../core/schedule/standing.ts';
import { awaited, ended, putBack } from '../core/schedule/transitions.ts';
import type { Query } from '../database-tables.ts';
import { saveReport, saveStanding, standingNamed } from '../state/standing-rows.ts';
import type { EndedRun } from './run-queue.ts';

/** How those that ended did, what they found to be due, and that the others wait again. */
export async function endRuns(
  query: Query,
  {
    runs,
    ends,
    found,
  }: {
    readonly runs: readonly DueRun[];
    readonly ends: readonly EndedRun[];
    readonly found: readonly DueRun[];
  },
): Promise<void> {
  const change = async (
    name: string,
    to: (standing: Standing | undefined) => Standing | undefined,
  ): Promise<void> => {
    const next = to(await standingNamed(query, name));
    if (next !== undefined) await saveStanding(query, next);
  };
  for (const run of found) await change(run.name, (standing) => awaited(standing, run));
  for (const { end, report } of ends) {
    await change(end.name, (standing) => standing && ended(standing, end));
    if (report !== undefined) await saveReport(query, end.name, report);
  }
  // Those that have ended are not running any more.
  for (const { name } of runs) await change(name, (standing) => standing && putBack(standing));
}
