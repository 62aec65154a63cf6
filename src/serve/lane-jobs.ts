/** A job of pg-boss for each lane in which something waits, or is under way. */
import { randomUUID } from 'node:crypto';
import type PgBoss from 'pg-boss';
import type { Database } from '../database.ts';
import { lockNumber, type Query } from '../database-tables.ts';
import type { WaitingLane } from '../state/standing-rows.ts';

/** The jobs. Each statement is the caller's, so that it is done with the others or not at all. */
export interface LaneJobs {
  /** There is one that waits for each of the lanes. */
  readonly send: (query: Query, lanes: readonly WaitingLane[]) => Promise<void>;
  /** The one that has waited longest, which is under way from now on; `undefined` if none waits. */
  readonly fetch: (
    query: Query,
  ) => Promise<{ readonly id: string; readonly lane: string } | undefined>;
  readonly complete: (query: Query, id: string) => Promise<void>;
  /** Those of a lane that are under way: who worked on them is gone. */
  readonly fail: (query: Query, lane: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The name of the queue. Of each lane one job waits in it at most, and one is under way. */
const queue = 'lanes';

/** Hours after which pg-boss takes a job for failed; what became of it does not depend on that. */
const expireInHours = 23;

/**
 * Makes pg-boss's tables ready, beside wikisync's own, and keeps them small.
 *
 * @throws {SyncError} state-unavailable, state-refused
 */
export async function openLaneJobs(open: () => Database): Promise<LaneJobs> {
  // It takes time to load, which only who shares a queue need pay.
  const { default: Boss } = await import('pg-boss');
  let session = open();
  const { schema } = session;
  const tables = `${schema}_jobs`;
  const upkeep = async (text: string, values?: readonly unknown[]) => {
    if (session.lost.aborted) session = open();
    try {
      return await session.query(text, values);
    } catch (error) {
      // Its statements begin transactions of their own.
      await session.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  };
  const boss = new Boss({ db: executor(upkeep), schema: tables, schedule: false });
  // What it does from time to time, it does again; its words may show what it was about.
  boss.on('error', () => undefined);
  await startAlone(boss, session);
  return {
    send: async (query, lanes) => {
      for (const { lane, dueAt } of lanes) {
        const options = { singletonKey: lane, expireInHours, db: executor(query) };
        await boss.send(queue, { lane }, { ...options, id: jobId(dueAt) });
      }
    },
    fetch: async (query) => {
      const options = { batchSize: 1, ignoreStartAfter: true, db: executor(query) };
      const [job] = await boss.fetch<{ readonly lane: string }>(queue, options);
      return job === undefined ? undefined : { id: job.id, lane: job.data.lane };
    },
    complete: async (query, id) => {
      await boss.complete(queue, id, {}, { db: executor(query) });
    },
    fail: async (query, lane) => {
      const left = await query(
        `SELECT id FROM ${tables}.job WHERE name = $1 AND state = 'active' AND singleton_key = $2`,
        [queue, lane],
      );
      const reason = { message: 'who worked on it is gone' };
      for (const { id } of left) {
        await boss.fail(queue, String(id), reason, { db: executor(query) });
      }
    },
    close: async () => {
      await boss.stop({ graceful: false });
      await session.close();
    },
  };
}

/** Several machines may come first at the same time. */
async function startAlone(boss: PgBoss, session: Database): Promise<void> {
  const lock = [`${session.schema} jobs`];
  await session.query(`SELECT pg_advisory_lock(${lockNumber})`, lock);
  await boss.start();
  await boss.createQueue(queue, { name: queue, policy: 'stately', retryLimit: 0 });
  await session.query(`SELECT pg_advisory_unlock(${lockNumber})`, lock);
}

/** A UUID of version 7: of jobs that were made at the same moment, the smallest goes first. */
function jobId(time: number): string {
  const milliseconds = Math.max(0, Math.floor(time)).toString(16).padStart(12, '0');
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-7${randomUUID().slice(15)}`;
}

function executor(query: Query): PgBoss.Db {
  return {
    executeSql: async (text, values = []) => ({ rows: [...((await query(text, values)) ?? [])] }),
  };
}
