/** How listings stand with the scheduler, and their last reports, in a database. */

import type { Standing } from '../core/schedule/standing.ts';
import type { Query, Row } from '../database-tables.ts';
import { parseStanding, renderStanding } from './standing-store.ts';

/** Those that changed since the last look. */
export interface ChangedStandings {
  readonly standings: readonly Standing[];
  /** Where the next look goes on. */
  readonly upTo: string;
}

/**
 * All that changed since a look, and can be read: what cannot is as if the listing were new. Changes
 * are made one after the other, so that none comes later with a smaller number.
 *
 * @param since where the last look ended; all of them if absent
 */
export async function changedStandings(query: Query, since = '0'): Promise<ChangedStandings> {
  const rows = await query(
    'SELECT body, changed FROM standings WHERE changed > $1::bigint ORDER BY changed',
    [since],
  );
  return {
    standings: rows.flatMap(standingOf),
    upTo: String(rows.at(-1)?.['changed'] ?? since),
  };
}

/** One of them, if it is there. */
export async function standingNamed(query: Query, name: string): Promise<Standing | undefined> {
  return (await query('SELECT body FROM standings WHERE name = $1', [name])).flatMap(standingOf)[0];
}

/** Those that have a run in a lane that waits, or is under way. */
export async function standingsIn(
  query: Query,
  lane: string,
  what: 'waiting' | 'running',
): Promise<readonly Standing[]> {
  const rows = await query(`SELECT body FROM standings WHERE ${what} = $1`, [lane]);
  return rows.flatMap(standingOf);
}

/** Lanes in which a run is under way. */
export async function busyLanes(query: Query): Promise<readonly string[]> {
  const rows = await query('SELECT DISTINCT running FROM standings WHERE running IS NOT NULL');
  return rows.map((row) => String(row['running']));
}

/** A lane in which a run waits. */
export interface WaitingLane {
  readonly lane: string;
  /** When the one that waits longest came due. */
  readonly dueAt: number;
}

/** Lanes in which a run waits, and none is under way. */
export async function waitingLanes(query: Query): Promise<readonly WaitingLane[]> {
  const rows = await query(`SELECT waiting, min(due) AS due FROM standings
    WHERE waiting IS NOT NULL
      AND waiting NOT IN (SELECT running FROM standings WHERE running IS NOT NULL)
    GROUP BY waiting`);
  return rows.map((row) => ({ lane: String(row['waiting']), dueAt: Number(row['due']) }));
}

/** Nothing waits in a lane any more, or is under way there, also of what cannot be read. */
export async function clearLane(
  query: Query,
  lane: string,
  what: 'waiting' | 'running',
): Promise<void> {
  await query(`UPDATE standings SET ${what} = NULL WHERE ${what} = $1`, [lane]);
}

/** Writes one down. */
export async function saveStanding(query: Query, standing: Standing): Promise<void> {
  const { name, waiting, running } = standing;
  await query(
    `INSERT INTO standings (name, waiting, due, running, body) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (name) DO UPDATE SET waiting = excluded.waiting, due = excluded.due,
        running = excluded.running, body = excluded.body, changed = excluded.changed`,
    [
      name,
      waiting?.lane ?? null,
      waiting?.dueAt ?? null,
      running?.lane ?? null,
      renderStanding(standing),
    ],
  );
}

/** A listing's last report as HTML; `undefined` if there is none. */
export async function loadReport(query: Query, name: string): Promise<string | undefined> {
  const [row] = await query('SELECT report FROM standings WHERE name = $1', [name]);
  return typeof row?.['report'] === 'string' ? row['report'] : undefined;
}

/** Keeps a report; only of what has a standing. */
export async function saveReport(query: Query, name: string, html: string): Promise<void> {
  // The one character that a text cannot have there.
  await query('UPDATE standings SET report = $2 WHERE name = $1', [
    name,
    html.replaceAll('\u0000', '\ufffd'),
  ]);
}

function standingOf(row: Row): readonly Standing[] {
  const standing = parseStanding(String(row['body']));
  return standing === undefined ? [] : [standing];
}
