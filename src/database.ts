/** PostgreSQL: the only file that touches `pg`. */
import { makeTables, type Query, type Row } from './database-tables.ts';
import { SyncError } from './errors.ts';

/**
 * One session of a database, opened by the first statement. Locks are the session's, so that it is
 * never opened anew: once it is lost, whatever is asked of it fails, and who held a lock learns it.
 *
 * What it throws: {SyncError} state-unavailable, state-refused, state-damaged.
 */
export interface Database {
  /** Where it is, in words that are safe to print. */
  readonly place: string;
  /** The schema that the tables are in: what is in another one is another's. */
  readonly schema: string;
  /** Statements that are asked for at the same time run one after the other. */
  readonly query: Query;
  /** Does all of it or nothing; nothing else runs in between. */
  readonly transaction: <T>(work: (query: Query) => Promise<T>) => Promise<T>;
  /** Aborted once the session is lost, and its locks with it. */
  readonly lost: AbortSignal;
  /** Gives back all locks. */
  readonly close: () => Promise<void>;
}

/** Which database, and which tables there. */
export interface DatabaseAddress {
  /** `postgres://user:password@host/database`. */
  readonly url: string;
  /** The schema that all tables are in. */
  readonly schema: string;
  /** Where it is, without user and password. */
  readonly place: string;
  /** Whose session it is, for people who look who has a lock. */
  readonly who: string;
}

/** Milliseconds for a connection, and for a statement that waits for nobody. */
const connectTime = 15_000;
const queryTime = 60_000;

/**
 * What every session is told: what is said to be written down is there to stay; a machine that went
 * away is noticed in about a minute, so that its locks are free; and one that stands still in the
 * middle of a transaction does not keep the others waiting.
 */
const settings = `
  SELECT set_config('synchronous_commit', 'on', false)
    WHERE current_setting('synchronous_commit') IN ('off', 'local');
  SET tcp_keepalives_idle = 30;
  SET tcp_keepalives_interval = 10;
  SET tcp_keepalives_count = 3;
  SET idle_in_transaction_session_timeout = '60s'`;

/** What of `pg` is used. */
interface Client {
  readonly connect: () => Promise<unknown>;
  readonly query: (text: string, values?: unknown[]) => Promise<{ readonly rows: Row[] }>;
  readonly end: () => Promise<void>;
}

/** Opens a session; nothing is sent yet. */
export function openDatabase(address: DatabaseAddress): Database {
  const { place, schema } = address;
  let client: Promise<Client> | undefined;
  let lost: SyncError | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const ending = new AbortController();
  const end = (failure: SyncError): void => {
    lost ??= failure;
    ending.abort();
  };
  const lose = (code: string): void => end(unavailable(place, code));

  const connected = (): Promise<Client> => {
    client ??= connect(address, lose);
    return client;
  };
  const ask: Query = async (text, values = []) => {
    if (lost !== undefined) throw lost;
    try {
      return (await (await connected()).query(text, [...values])).rows;
    } catch (error) {
      const failure = failureOf(error, place);
      if (failure.code === 'state-unavailable') end(failure);
      throw failure;
    }
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };

  return {
    place,
    schema,
    lost: ending.signal,
    query: (text, values) => inTurn(() => ask(text, values)),
    transaction: (work) => inTurn(() => inTransaction(ask, work)),
    close: () =>
      inTurn(async () => {
        const opened = await client?.catch(() => undefined);
        lose('it was closed');
        await opened?.end().catch(() => undefined);
      }),
  };
}

async function connect(
  { url, schema, place, who }: DatabaseAddress,
  lose: (code: string) => void,
): Promise<Client> {
  // It takes a twentieth of a second to load, which a state folder need not pay.
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    connectionString: url,
    application_name: who,
    connectionTimeoutMillis: connectTime,
    query_timeout: queryTime,
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
  });
  client.on('error', (error) => lose(codeOf(error)));
  client.on('end', () => lose('it has ended the session'));
  await client.connect();
  try {
    await client.query(settings);
    const query: Query = async (text, values = []) => (await client.query(text, [...values])).rows;
    await makeTables(query, { schema, place });
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return client;
}

async function inTransaction<T>(ask: Query, work: (query: Query) => Promise<T>): Promise<T> {
  let failure: unknown;
  await ask('BEGIN');
  try {
    const done = await work((text, values) =>
      ask(text, values).catch((error: unknown) => {
        failure = error;
        throw error;
      }),
    );
    // Whoever went on after it: the database has taken all of it back.
    if (failure !== undefined) throw failure;
    await ask('COMMIT');
    return done;
  } catch (error) {
    await ask('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Classes of SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html */
const refused = ['0L', '0P', '28', '3D', '3F', '42'];
const damaged = ['21', '22', '23'];

/** A failure in words of ours: a library's own may show what was sent. */
function failureOf(error: unknown, place: string): SyncError {
  if (error instanceof SyncError) return error;
  const code = codeOf(error);
  const kind = /^[0-9A-Z]{5}$/.test(code) ? code.slice(0, 2) : '';
  if (refused.includes(kind)) {
    return new SyncError('state-refused', `The database at ${place} refuses: ${inWords(code)}.`, {
      hint: 'Check the address, the user and the password, and that the user may make a schema there.',
      detail: code,
    });
  }
  if (damaged.includes(kind)) {
    return new SyncError(
      'state-damaged',
      `The database at ${place} does not take what is to be written down: ${code}.`,
      {
        hint: 'Nothing was sent to a wiki; look whether something else writes there.',
        detail: code,
      },
    );
  }
  return unavailable(place, code);
}

function unavailable(place: string, code: string): SyncError {
  return new SyncError(
    'state-unavailable',
    `The database at ${place} cannot be reached: ${code}.`,
    {
      hint: 'Run again when it is back: what was under way is settled first.',
      detail: code,
    },
  );
}

function inWords(code: string): string {
  const words: Readonly<Record<string, string>> = {
    '28P01': 'the password is wrong',
    '28000': 'this user may not log in from here',
    '3D000': 'there is no such database',
    '42501': 'this user may not do that',
  };
  return words[code] ?? code;
}

/** The code that PostgreSQL or the system gives; a library's sentences only where they are known. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown failure';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (/timeout/i.test(error.message)) return 'it does not answer in time';
  if (/password/i.test(error.message)) return '28P01';
  return 'the connection was lost';
}
