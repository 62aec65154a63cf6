/**
 * The queue that machines share: standings in a database, and a job of pg-boss for each lane in which
 * something waits.
 *
 * Whatever changes standings does so while nobody else does. A lane that was claimed is locked by the
 * session of who claimed it: one that is under way, and is not locked any more, belongs to somebody
 * who is gone, and waits again.
 */
import type { Standing, Step } from '../core/schedule/standing.ts';
import { begun, putBack, stepped } from '../core/schedule/transitions.ts';
import type { Database } from '../database.ts';
import { lockNumber, type Query } from '../database-tables.ts';
import {
  busyLanes,
  changedStandings,
  clearLane,
  loadReport,
  saveStanding,
  standingNamed,
  standingsIn,
  waitingLanes,
} from '../state/standing-rows.ts';
import { endRuns } from './end-runs.ts';
import { type LaneJobs, openLaneJobs } from './lane-jobs.ts';
import type { Claim, RunQueue } from './run-queue.ts';

/** Milliseconds between two looks whether there is something to claim. */
const pollEvery = 1000;

/**
 * Opens the queue.
 *
 * @param open begins a session: the first, and another one whenever it is lost
 * @throws {SyncError} state-unavailable, state-refused
 */
export async function openSharedQueue(open: () => Database): Promise<RunQueue> {
  return new SharedQueue(open, await openLaneJobs(open));
}

class SharedQueue implements RunQueue {
  readonly pollEvery = pollEvery;
  readonly #open: () => Database;
  readonly #jobs: LaneJobs;
  #database: Database;
  /** The lanes that this session has locked. */
  #mine = new Set<string>();
  /** As they were last seen: what did not change is not read again. */
  readonly #seen = new Map<string, Standing>();
  #seenUpTo: string | undefined;

  constructor(open: () => Database, jobs: LaneJobs) {
    this.#open = open;
    this.#jobs = jobs;
    this.#database = open();
  }

  async standings(): ReturnType<RunQueue['standings']> {
    const { standings, upTo } = await changedStandings(this.#session().query, this.#seenUpTo);
    for (const standing of standings) this.#seen.set(standing.name, standing);
    this.#seenUpTo = upTo;
    return new Map(this.#seen);
  }

  async offer(steps: readonly Step[]): Promise<void> {
    if (steps.length === 0) return;
    await alone(this.#session(), async (query) => {
      for (const step of steps) {
        const next = stepped(await standingNamed(query, step.name), step);
        if (next !== undefined) await saveStanding(query, next);
      }
      await this.#jobs.send(query, await waitingLanes(query));
    });
  }

  async claim(now: number): Promise<Claim | undefined> {
    const database = this.#session();
    const mine = this.#mine;
    const claimed = await alone(database, async (query) => {
      await this.#takeOver(query);
      await this.#jobs.send(query, await waitingLanes(query));
      const job = await this.#jobs.fetch(query);
      if (job === undefined) return undefined;
      const waiting = await standingsIn(query, job.lane, 'waiting');
      await clearLane(query, job.lane, 'waiting');
      for (const standing of waiting) await saveStanding(query, begun(standing, now));
      // The last step: the lock stays if what came before it is taken back.
      await query(`SELECT pg_advisory_lock(${lockNumber})`, [laneLock(database, job.lane)]);
      mine.add(job.lane);
      return { ...job, runs: waiting.flatMap(({ waiting: run }) => run ?? []) };
    });
    if (claimed === undefined) return undefined;
    const { id, lane } = claimed;
    const runs = claimed.runs.toSorted((a, b) => a.dueAt - b.dueAt);
    const leave = async (query: Query): Promise<void> => {
      if (!mine.delete(lane)) return;
      await query(`SELECT pg_advisory_unlock(${lockNumber})`, [laneLock(database, lane)]);
    };
    return {
      lane,
      runs,
      lost: database.lost,
      end: async (ends, found) => {
        try {
          await alone(database, async (query) => {
            await endRuns(query, { runs, ends, found });
            await this.#jobs.complete(query, id);
            await this.#jobs.send(query, await waitingLanes(query));
            await leave(query);
          });
        } finally {
          // What could not be written down waits again.
          await leave(database.query).catch(() => undefined);
        }
      },
    };
  }

  loadReport(name: string): Promise<string | undefined> {
    return loadReport(this.#session().query, name);
  }

  async close(): Promise<void> {
    await this.#jobs.close();
    await this.#database.close();
  }

  /** The session that is there, or another one. */
  #session(): Database {
    if (this.#database.lost.aborted) {
      this.#database = this.#open();
      this.#mine = new Set();
    }
    return this.#database;
  }

  /** What is under way in a lane that nobody has locked waits again. */
  async #takeOver(query: Query): Promise<void> {
    for (const lane of await busyLanes(query)) {
      if (this.#mine.has(lane) || !(await isFree(query, laneLock(this.#database, lane)))) continue;
      const left = await standingsIn(query, lane, 'running');
      await clearLane(query, lane, 'running');
      for (const standing of left) await saveStanding(query, putBack(standing));
      await this.#jobs.fail(query, lane);
    }
  }
}

/** Does all of it or nothing, while nobody else changes standings. */
function alone<T>(database: Database, work: (query: Query) => Promise<T>): Promise<T> {
  return database.transaction(async (query) => {
    const lock = [`${database.schema} standings`];
    await query(`SELECT pg_advisory_xact_lock(${lockNumber})`, lock);
    return work(query);
  });
}

async function isFree(query: Query, lock: string): Promise<boolean> {
  const [row] = await query(`SELECT pg_try_advisory_xact_lock(${lockNumber}) AS free`, [lock]);
  return row?.['free'] === true;
}

function laneLock({ schema }: Database, lane: string): string {
  return `${schema} lane ${lane}`;
}
