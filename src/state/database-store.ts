/**
 * The state in a database: what a state folder keeps in files, for runs on many machines.
 *
 * All of it goes through one session, which also holds the locks of the listings: a run that lost
 * the session lost its locks, and cannot write anything down any more.
 */
import type { Database } from '../database.ts';
import type { Row } from '../database-tables.ts';
import { SyncError } from '../errors.ts';
import { type JournalEntry, journalLine, type Outcome, parseJournal } from './journal.ts';
import { keptTexts, snapshotFrom, type Texts } from './kept-texts.ts';
import { parseRun, renderRun } from './run-log.ts';
import {
  defaultRunLimits,
  parseRotation,
  type RunLimits,
  renderRotation,
  rotationWith,
  runsBeyond,
} from './run-rotation.ts';
import type { RunStore } from './run-store.ts';
import { renderSnapshot } from './snapshot.ts';
import type { OpenIntent, StateStore } from './store.ts';

/** Writes that are settled, and still known: more than a journal of files has. */
const mostWrites = 20_000;

/**
 * Keeps the state in a database.
 *
 * @param limits how much of the run log is kept, where that is not the usual
 */
export function databaseStore(database: Database, limits: Partial<RunLimits> = {}): StateStore {
  const { query } = database;
  return {
    ...keptTexts(textRows(database)),
    ...runRows(database),
    openIntent: async (listing) => {
      const [row] = await query(
        `SELECT intent, pending, 1000 * extract(epoch FROM clock_timestamp() - begun)::float8 AS age
          FROM journal WHERE listing = $1 AND outcome IS NULL`,
        [listing],
      );
      return row === undefined ? undefined : openIntentOf(row, { database, listing });
    },
    beginIntent: async (intent, pending) => {
      await query('INSERT INTO journal (id, listing, intent, pending) VALUES ($1, $2, $3, $4)', [
        intent.id,
        intent.listing,
        journalLine(intent),
        renderSnapshot({ ...pending, intent: intent.id }),
      ]);
    },
    endIntent: async (outcome) => {
      const ended = await query(
        `UPDATE journal SET outcome = $2, ended = clock_timestamp()
          WHERE id = $1 AND outcome IS NULL RETURNING id`,
        [outcome.id, journalLine(outcome)],
      );
      if (ended.length === 0) throw damaged(database, `no write '${outcome.id}' is open`);
    },
    outcomes: async () => {
      const rows = await query('SELECT id, outcome FROM journal');
      return new Map(rows.map((row) => [text(row, 'id'), outcomeOf(row, database)]));
    },
    tidy: async (now) => {
      await rotateRows(database, { limits: { ...defaultRunLimits, ...limits }, now });
      await query(
        `DELETE FROM journal WHERE ended < (
          SELECT ended FROM journal WHERE ended IS NOT NULL ORDER BY ended DESC OFFSET $1 LIMIT 1)`,
        [mostWrites - 1],
      );
    },
  };
}

function textRows({ query, place }: Database): Texts {
  return {
    read: async (kind, name) => {
      const [row] = await query('SELECT body FROM texts WHERE kind = $1 AND name = $2', [
        kind,
        name,
      ]);
      return row === undefined ? undefined : text(row, 'body');
    },
    write: async (kind, name, body) => {
      await query(
        `INSERT INTO texts (kind, name, body) VALUES ($1, $2, $3)
          ON CONFLICT (kind, name) DO UPDATE SET body = excluded.body`,
        [kind, name, body],
      );
    },
    placeOf: (kind, name) => `${kind}/${name} in the database at ${place}`,
  };
}

function runRows({ query }: Database): RunStore {
  return {
    runParts: async () => {
      const rows = await query(
        'SELECT run, listing FROM runs ORDER BY run COLLATE "C" DESC, listing COLLATE "C"',
      );
      return rows.map((row) => ({ run: text(row, 'run'), listing: text(row, 'listing') }));
    },
    loadRun: async ({ run, listing }) => {
      const [row] = await query('SELECT body FROM runs WHERE listing = $1 AND run = $2', [
        listing,
        run,
      ]);
      return row === undefined ? undefined : parseRun(text(row, 'body'));
    },
    saveRun: async (logged) => {
      await query(
        `INSERT INTO runs (listing, run, body) VALUES ($1, $2, $3)
          ON CONFLICT (listing, run) DO UPDATE SET body = excluded.body`,
        [logged.listing, logged.run, renderRun(logged)],
      );
    },
    rotatedRuns: async () => {
      const [row] = await query(rotatedRow);
      return row === undefined ? undefined : parseRotation(text(row, 'body'));
    },
  };
}

const rotatedRow = "SELECT body FROM texts WHERE kind = '' AND name = 'rotated'";

/** Removes the oldest runs beyond what is kept; of several who do it at once each counts its own. */
async function rotateRows(
  { transaction }: Database,
  how: { readonly limits: RunLimits; readonly now: number },
): Promise<void> {
  await transaction(async (ask) => {
    const sizes = await ask(
      `SELECT run, sum(octet_length(body))::float8 AS bytes FROM runs
        GROUP BY run ORDER BY run COLLATE "C" DESC`,
    );
    const beyond = runsBeyond(
      sizes.map((row) => ({ run: text(row, 'run'), bytes: Number(row['bytes']) })),
      how,
    );
    if (beyond.length === 0) return;
    // Who comes second waits here, and finds none of them left.
    await ask("INSERT INTO texts VALUES ('', 'rotated', '') ON CONFLICT DO NOTHING");
    const [row] = await ask(`${rotatedRow} FOR UPDATE`);
    const gone = await ask('DELETE FROM runs WHERE run = ANY($1) RETURNING run', [beyond]);
    const before = row === undefined ? undefined : parseRotation(text(row, 'body'));
    const runs = new Set(gone.map((one) => text(one, 'run')));
    const after = rotationWith(
      before,
      beyond.filter((run) => runs.has(run)),
      [],
    );
    await ask("UPDATE texts SET body = $1 WHERE kind = '' AND name = 'rotated'", [
      renderRotation(after),
    ]);
  });
}

/** Its time is told by this machine's clock, whatever the clock said of the machine that wrote it. */
function openIntentOf(
  row: Row,
  { database, listing }: { readonly database: Database; readonly listing: string },
): OpenIntent {
  const intent = entryOf(text(row, 'intent'), database);
  if (intent.kind === 'outcome') throw damaged(database, `'${intent.id}' is no intent`);
  const pending = snapshotFrom(
    text(row, 'pending'),
    `pending/${listing} in the database at ${database.place}`,
  );
  return {
    intent: { ...intent, time: Date.now() - Number(row['age']) },
    pending: pending.intent === intent.id ? pending : undefined,
  };
}

function outcomeOf(row: Row, database: Database): Outcome | undefined {
  if (row['outcome'] === null) return undefined;
  const entry = entryOf(text(row, 'outcome'), database);
  if (entry.kind === 'outcome') return entry;
  throw damaged(database, `'${entry.id}' is no outcome`);
}

function entryOf(line: string, database: Database): JournalEntry {
  const journal = parseJournal(line);
  const [entry] = typeof journal === 'string' ? [] : journal.entries;
  if (entry === undefined) throw damaged(database, 'a line is not what was written');
  return entry;
}

function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`column ${column} is no text`);
  return value;
}

function damaged({ place }: Database, reason: string): SyncError {
  return new SyncError('state-damaged', `The journal in the database at ${place}: ${reason}.`, {
    hint: 'Look at the page whether the last edit is there, then run again.',
  });
}
