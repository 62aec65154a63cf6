/** Locks of listings in a database: what has one is worked on by one run at a time, wherever it is. */
import { setTimeout } from 'node:timers/promises';
import type { Database } from '../database.ts';
import { lockNumber } from '../database-tables.ts';
import { SyncError } from '../errors.ts';

/** Milliseconds between two tries. */
const poll = 200;

/**
 * Takes the locks of all names, or none. They are the session's: whatever ends a run, its locks are
 * free as soon as the database knows that the session is over.
 *
 * @param patience milliseconds for which it is tried again: a session that has just died may still be there
 * @returns what gives them back
 * @throws {SyncError} state-locked: another run has one of them; state-unavailable
 */
export async function takeLocks(
  database: Database,
  names: readonly string[],
  patience = 0,
): Promise<() => Promise<void>> {
  let left = patience;
  const taken: string[] = [];
  const release = async (): Promise<void> => {
    for (const name of taken) {
      // If it cannot be given back, the session is lost, and the lock with it.
      await database
        .query(`SELECT pg_advisory_unlock(${lockNumber})`, [lockName(database, name)])
        .catch(() => undefined);
    }
  };
  for (const name of new Set(names)) {
    while (!(await tryToTake(database, name))) {
      if (left <= 0) {
        const failure = await locked(database, name);
        await release();
        throw failure;
      }
      left -= poll;
      await setTimeout(poll);
    }
    taken.push(name);
  }
  return release;
}

async function tryToTake(database: Database, name: string): Promise<boolean> {
  const [row] = await database.query(`SELECT pg_try_advisory_lock(${lockNumber}) AS taken`, [
    lockName(database, name),
  ]);
  return row?.['taken'] === true;
}

function lockName({ schema }: Database, name: string): string {
  return `${schema} lock ${name}`;
}

async function locked(database: Database, name: string): Promise<SyncError> {
  const [row] = await database.query(
    `SELECT application_name AS who, to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since
      FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE locktype = 'advisory' AND granted AND objsubid = 1
        AND (classid::bigint << 32) | objid::bigint = ${lockNumber}`,
    [lockName(database, name)],
  );
  const holder = row === undefined ? '' : `: ${String(row['who'])}, since ${String(row['since'])}`;
  return new SyncError('state-locked', `Another run has the ${name}${holder}.`, {
    hint: 'Run again when it is through. If it is gone for good, its locks are free in a minute or two.',
  });
}
