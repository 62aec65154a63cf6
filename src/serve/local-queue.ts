/** The queue of one process: in memory, with the state folder behind it. */
import type { DueRun, Standing, Step } from '../core/schedule/standing.ts';
import { awaited, begun, ended, putBack, stepped } from '../core/schedule/transitions.ts';
import type { StandingStore } from '../state/standing-store.ts';
import type { Claim, EndedRun, RunQueue } from './run-queue.ts';
import { watchPrefix } from './watch-name.ts';

/** What was seen of a wiki is written down so often at least: a look costs no write else. */
const positionAge = 5 * 60_000;

/**
 * Opens the queue, with all that an earlier process left waiting or under way.
 *
 * @throws {SyncError} what reading the folder throws
 */
export async function openLocalQueue(store: StandingStore): Promise<RunQueue> {
  const queue = new LocalQueue(store);
  await queue.load();
  return queue;
}

class LocalQueue implements RunQueue {
  readonly #store: StandingStore;
  readonly #standings = new Map<string, Standing>();
  /** When standings of watches were written down. */
  readonly #writtenAt = new Map<string, number>();
  /** One change after the other: what is written is never older than what was. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(store: StandingStore) {
    this.#store = store;
  }

  async load(): Promise<void> {
    for (const standing of await this.#store.load()) {
      this.#standings.set(standing.name, putBack(standing));
    }
  }

  async standings(): Promise<ReadonlyMap<string, Standing>> {
    return new Map(this.#standings);
  }

  offer(steps: readonly Step[]): Promise<void> {
    return this.#inTurn(async () => {
      for (const step of steps) {
        const next = stepped(this.#standings.get(step.name), step);
        if (next === undefined) continue;
        // Written first: a run must not be forgotten. A look may be, as the next one sees more.
        if (!isWatch(next.name)) await this.#store.save(next);
        this.#standings.set(next.name, next);
      }
    });
  }

  claim(now: number): Promise<Claim | undefined> {
    return this.#inTurn(async () => {
      const all = [...this.#standings.values()];
      const busy = new Set(all.flatMap(({ running }) => running?.lane ?? []));
      const waiting = all.flatMap(({ waiting: run }) => run ?? []);
      const free = waiting.filter(({ lane }) => !busy.has(lane));
      const [first] = free.toSorted((a, b) => a.dueAt - b.dueAt);
      if (first === undefined) return undefined;
      const runs = free.filter(({ lane }) => lane === first.lane);
      for (const { name } of runs) this.#change(name, (standing) => begun(standing, now));
      return {
        lane: first.lane,
        runs,
        lost: new AbortController().signal,
        end: (ends, found) => this.#inTurn(() => this.#end(runs, ends, found)),
      };
    });
  }

  loadReport(name: string): Promise<string | undefined> {
    return this.#store.loadReport(name);
  }

  async close(): Promise<void> {
    await this.#turn;
  }

  /** It happened, whether it can be written down or not. */
  async #end(
    runs: readonly DueRun[],
    ends: readonly EndedRun[],
    found: readonly DueRun[],
  ): Promise<void> {
    for (const run of found) {
      this.#standings.set(run.name, awaited(this.#standings.get(run.name), run));
    }
    for (const { end } of ends) this.#change(end.name, (standing) => ended(standing, end));
    // Those that have ended are not running any more.
    for (const { name } of runs) this.#change(name, putBack);
    // What a look found is written before where it ended: else it might never be looked for again.
    for (const { name } of found) await this.#write(name);
    for (const { end, report } of ends) {
      if (report !== undefined) await this.#store.saveReport(end.name, report);
      if (!isWatch(end.name) || this.#isOld(end.name, end.ended)) await this.#write(end.name);
    }
  }

  async #write(name: string): Promise<void> {
    const standing = this.#standings.get(name);
    if (standing !== undefined) await this.#store.save(standing);
  }

  #isOld(name: string, now: number): boolean {
    const since = now - (this.#writtenAt.get(name) ?? Number.NEGATIVE_INFINITY);
    const isOld = since >= positionAge || since < 0;
    if (isOld) this.#writtenAt.set(name, now);
    return isOld;
  }

  #change(name: string, change: (standing: Standing) => Standing): void {
    const standing = this.#standings.get(name);
    if (standing !== undefined) this.#standings.set(name, change(standing));
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

function isWatch(name: string): boolean {
  return name.startsWith(watchPrefix);
}
