import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cronMoments } from '../../src/core/schedule/cron.ts';
import type { Timetable } from '../../src/core/schedule/decide.ts';
import { SyncError } from '../../src/errors.ts';
import { openLocalQueue } from '../../src/serve/local-queue.ts';
import { runScheduler } from '../../src/serve/scheduler.ts';
import { createWorker, type Performed, type Performer } from '../../src/serve/worker.ts';
import { type StandingStore, standingStore } from '../../src/state/standing-store.ts';

const minute = 60_000;
const hour = 60 * minute;
const start = Date.parse('2026-07-01T12:00:00Z');

/** A run that was done, by the virtual clock. */
interface Done {
  readonly at: string;
  readonly listings: readonly string[];
}

/** A server whose clock goes on when it sleeps, until a time. */
class VirtualServer {
  now = start;
  readonly done: Done[] = [];
  readonly looks: number[] = [];
  readonly logged: string[] = [];
  readonly store: StandingStore;
  /** What a run is: told after it took so long. */
  performs: (listings: readonly string[]) => Promise<readonly Performed[]> = async (listings) =>
    listings.map((listing) => ({ listing, exitCode: 0, toPage: 0, toData: 0, conflicts: 0 }));
  changed: readonly string[] = [];
  stop: () => void = () => undefined;

  constructor(folder: string) {
    this.store = standingStore(folder);
  }

  async serve(timetables: readonly Timetable[], until: number): Promise<void> {
    const queue = await openLocalQueue(this.store);
    const stopping = new AbortController();
    this.stop = () => stopping.abort();
    const performer: Performer = {
      look: async (_wiki, since) => {
        this.looks.push(this.now);
        const listings = this.changed;
        this.changed = [];
        return { listings, position: `${since ?? ''}.` };
      },
      run: async (listings) => {
        this.done.push({ at: new Date(this.now).toISOString().slice(11, 19), listings });
        return this.performs(listings);
      },
    };
    const log = (_level: string, message: string) => this.logged.push(message);
    await runScheduler({
      queue,
      timetables: async () => timetables,
      work: createWorker({ queue, performer, now: () => this.now, log, stopping: stopping.signal }),
      clock: {
        now: () => this.now,
        sleep: async (milliseconds, woken) => {
          // Work that is under way comes first: it takes no time here.
          await new Promise((resolve) => setImmediate(resolve));
          if (woken.aborted) return;
          this.now += milliseconds;
          if (this.now >= until) stopping.abort();
        },
      },
      log,
      stopping: stopping.signal,
      workers: 4,
    });
    await queue.close();
  }
}

async function server(): Promise<VirtualServer> {
  const folder = await mkdtemp(join(tmpdir(), 'wikisync-scheduler-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return new VirtualServer(folder);
}

const hourly = cronMoments('0 * * * *', 'UTC');

function timetable(name: string, lane = 'wiki', next: Timetable['next'] = hourly): Timetable {
  return { name, lane, next, jitter: 0 };
}

const look: Timetable = { ...timetable('watch:wiki'), next: (after) => after + 20_000 };

describe('a server', () => {
  it('runs what is due in one run for each lane', async () => {
    const it = await server();

    await it.serve(
      [timetable('a'), timetable('b'), timetable('c', 'other')],
      start + 2 * hour + minute,
    );

    expect(it.done.map(({ at, listings }) => `${at} ${listings}`).toSorted()).toEqual([
      '13:00:00 a,b',
      '13:00:00 c',
      '14:00:00 a,b',
      '14:00:00 c',
    ]);
  });

  it('syncs within a minute of a change on a wiki, with a look every 20 seconds', async () => {
    const it = await server();
    const never: Timetable['next'] = () => undefined;
    await it.serve(
      [timetable('a', 'wiki', never), timetable('b', 'wiki', never), look],
      start + hour,
    );
    it.changed = ['b'];
    const from = it.now;

    await it.serve(
      [timetable('a', 'wiki', never), timetable('b', 'wiki', never), look],
      it.now + hour,
    );

    const [only, ...more] = it.done;
    expect(more).toEqual([]);
    expect(only?.listings).toEqual(['b']);
    expect(Date.parse(`2026-07-01T${only?.at}Z`) - from).toBeLessThanOrEqual(minute);
    expect(it.looks.length).toBeGreaterThan(300);
    expect(it.looks.length).toBeLessThan(400);
  });

  it('has what it was at when it was stopped done when it is started again, once', async () => {
    const it = await server();
    const fine = it.performs;
    it.performs = async (listings) => {
      it.stop();
      const runs = await fine(listings);
      return runs.map((run) => ({ ...run, exitCode: 75, isCutOff: true }));
    };
    await it.serve([timetable('a')], start + 2 * hour);
    it.performs = fine;
    const before = it.done.length;

    await it.serve([timetable('a')], it.now + minute);

    expect(it.done.slice(before)).toHaveLength(1);
  });

  it('is not stopped by a state folder that cannot be written, and catches up', async () => {
    const it = await server();
    let isFull = false;
    const save = it.store.save;
    const store = {
      ...it.store,
      save: async (standing: Parameters<typeof save>[0]) => {
        if (isFull) throw new SyncError('file-write-failed', 'The disk is full.');
        await save(standing);
      },
    };
    Object.assign(it, { store });
    await it.serve([timetable('a')], start + minute);
    isFull = true;
    await it.serve([timetable('a')], start + 2 * hour);
    isFull = false;
    const none = it.done.length;

    await it.serve([timetable('a')], it.now + minute);

    expect(none).toBe(0);
    expect(it.done).toHaveLength(1);
    expect(it.logged).toContain('the schedule cannot be kept now: The disk is full.');
  });

  it('ends with a defect rather than go on as if nothing were', async () => {
    const it = await server();
    it.performs = async () => {
      throw new TypeError('a defect');
    };

    await expect(it.serve([timetable('a')], start + 3 * hour)).rejects.toThrow('a defect');
  });

  it('looks at the clock often enough to see that it was moved', async () => {
    const it = await server();
    await it.serve([timetable('a')], start + minute);
    it.now += 7 * 24 * hour;

    await it.serve([timetable('a')], it.now + minute);

    expect(it.done).toHaveLength(1);
  });
});
