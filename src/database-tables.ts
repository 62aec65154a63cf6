/** The tables that wikisync has in a database. */
import { SyncError } from './errors.ts';

/** One row, by its columns. */
export type Row = Readonly<Record<string, unknown>>;

/** Runs one statement; `$1` and so on stand for the values. */
export type Query = (text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** Of the tables below: another one's are not touched. */
const version = 1;

const tables = [
  'CREATE TABLE version (version integer PRIMARY KEY)',
  // What a state folder has a file for: `kind` is the folder, `name` the file.
  'CREATE TABLE texts (kind text, name text, body text NOT NULL, PRIMARY KEY (kind, name))',
  // A write, from before it is tried to what became of it.
  `CREATE TABLE journal (
    id text PRIMARY KEY,
    listing text NOT NULL,
    intent text NOT NULL,
    pending text NOT NULL,
    begun timestamptz NOT NULL DEFAULT clock_timestamp(),
    outcome text,
    ended timestamptz
  )`,
  'CREATE UNIQUE INDEX journal_open ON journal (listing) WHERE outcome IS NULL',
  'CREATE INDEX journal_ended ON journal (ended)',
  `CREATE TABLE runs (
    listing text, run text, body text NOT NULL, PRIMARY KEY (listing, run)
  )`,
  // How listings stand with the scheduler; the lanes are where a run waits, or is under way.
  // `changed` grows from one change of any of them to the next.
  'CREATE SEQUENCE changes',
  `CREATE TABLE standings (
    name text PRIMARY KEY,
    waiting text,
    due float8,
    running text,
    changed bigint NOT NULL DEFAULT nextval('changes'),
    body text NOT NULL,
    report text
  )`,
  'CREATE INDEX standings_changed ON standings (changed)',
  'CREATE INDEX standings_waiting ON standings (waiting) WHERE waiting IS NOT NULL',
  'CREATE INDEX standings_running ON standings (running) WHERE running IS NOT NULL',
  // How a wiki is treated by all who work on it.
  `CREATE TABLE wikis (
    wiki text PRIMARY KEY,
    not_before timestamptz NOT NULL DEFAULT '-infinity',
    busy_until timestamptz NOT NULL DEFAULT '-infinity',
    edited timestamptz NOT NULL DEFAULT '-infinity'
  )`,
  'CREATE TABLE edits (wiki text NOT NULL, begun timestamptz NOT NULL)',
  'CREATE INDEX edits_of_wiki ON edits (wiki, begun DESC)',
  `INSERT INTO version VALUES (${version})`,
];

/**
 * Makes the tables unless they are there, and has the session use them.
 *
 * @throws {SyncError} state-refused: they are of another version
 */
export async function makeTables(
  query: Query,
  { schema, place }: { readonly schema: string; readonly place: string },
): Promise<void> {
  await query(`SET search_path TO "${schema}"`);
  if (!(await areThere(query, schema))) await makeAll(query, schema);
  const found = (await query('SELECT version FROM version'))[0]?.['version'];
  if (found === version) return;
  throw new SyncError(
    'state-refused',
    `The tables in schema '${schema}' of the database at ${place} are of another version of wikisync.`,
    { hint: 'Use that version, or another schema: ?schema=… at the end of the address.' },
  );
}

/** Several may come first at the same time: the lock goes first, as a transaction sees from its start. */
async function makeAll(query: Query, schema: string): Promise<void> {
  const lock = [`tables ${schema}`];
  await query(`SELECT pg_advisory_lock(${lockNumber})`, lock);
  await query('BEGIN');
  if (!(await areThere(query, schema))) {
    await query(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
    for (const table of tables) await query(table);
  }
  await query('COMMIT');
  await query(`SELECT pg_advisory_unlock(${lockNumber})`, lock);
}

async function areThere(query: Query, schema: string): Promise<boolean> {
  const found = await query('SELECT to_regclass($1) AS there', [`"${schema}".version`]);
  return found[0]?.['there'] !== null;
}

/** What names an advisory lock, of the text that is `$1`: they are numbers, and the database's. */
export const lockNumber = "hashtextextended('wikisync ' || $1, 0)";
