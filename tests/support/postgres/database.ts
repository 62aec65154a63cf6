/** Databases of the run's PostgreSQL, one for each test. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { describe, inject, onTestFinished } from 'vitest';
import { parseStateAddress } from '../../../src/config/state-address.ts';
import { type Database, openDatabase } from '../../../src/database.ts';
import { canary } from '../canaries.ts';

/** Describes what needs PostgreSQL: skipped where there is none. */
export function describeOnPostgres(title: string, body: () => void): void {
  describe.skipIf(inject('postgres') === undefined)(title, body);
}

/** A place in the database that nothing is in yet: a schema of its own. */
export interface FreshDatabase {
  /** With the password, over the network. */
  readonly url: string;
  /** Without the password. */
  readonly bare: string;
  readonly schema: string;
  /** Another session there. */
  readonly open: (who?: string, schema?: string) => Database;
  /** Asks as the server's keeper, with the tables of the schema at hand. */
  readonly ask: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
  /** Ends all sessions of the name, as a server does that goes down. */
  readonly cutOff: (who: string) => Promise<void>;
}

/** Makes one; its sessions end when the test does. */
export function freshDatabase(): FreshDatabase {
  const provided = inject('postgres');
  if (provided === undefined) throw new Error('there is no PostgreSQL');
  const { admin, port } = provided;
  const schema = `t_${randomUUID().replaceAll('-', '')}`;
  const bare = `postgres://keeper@127.0.0.1:${port}/postgres?schema=${schema}`;
  const url = bare.replace('keeper@', `keeper:${encodeURIComponent(canary)}@`);
  const opened: Database[] = [];
  onTestFinished(async () => {
    for (const database of opened) await database.close();
  });
  const ask = (text: string, values?: unknown[]): Promise<Record<string, unknown>[]> =>
    once({ url: admin, schema }, text, values);
  return {
    url,
    bare,
    schema,
    open: (who = 'a test', other = schema) => {
      const address = parseStateAddress(url.replace(schema, other));
      if (typeof address === 'string') throw new Error(address);
      const database = openDatabase({ ...address, who });
      opened.push(database);
      return database;
    },
    ask,
    cutOff: async (who) => {
      await ask(
        'SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = $1',
        [who],
      );
    },
  };
}

async function once(
  { url, schema }: { readonly url: string; readonly schema: string },
  text: string,
  values?: unknown[],
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SET search_path TO ${schema}`);
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}
