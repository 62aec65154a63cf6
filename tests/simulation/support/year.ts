/** A year of a server: its nights, the people of its days, and all that goes wrong in between. */

import { errorCode, exitCodeOf } from '../../../src/cli/exit-code.ts';
import { cronMoments } from '../../../src/core/schedule/cron.ts';
import type { Timetable } from '../../../src/core/schedule/decide.ts';
import type { Cause } from '../../../src/core/schedule/standing.ts';
import type { SyncErrorCode } from '../../../src/errors.ts';
import { openLocalQueue } from '../../../src/serve/local-queue.ts';
import { runScheduler } from '../../../src/serve/scheduler.ts';
import { createWorker, type Performed } from '../../../src/serve/worker.ts';
import { standingStore } from '../../../src/state/standing-store.ts';
import type { BotSetting } from './bot.ts';
import { BotProcess } from './bot-process.ts';
import { type Chance, chanceOf } from './chance.ts';
import type { RunEnd } from './history.ts';
import { mount } from './mounted-disk.ts';
import { type Played, Scenario, schemaOf } from './scenario.ts';
import { statePath, World } from './world.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Between two looks of the server at its clock. */
export const step = 30 * minute;

/** A run that the server began. */
export interface Begun {
  readonly cause: Cause;
  readonly dueAt: number;
  /** By the world's clock; the server's is ahead of it at times. */
  readonly at: number;
  readonly ahead: number;
  readonly exitCode: number | 'killed';
}

/** A year that was played. */
export interface PlayedYear extends Played {
  readonly begun: readonly Begun[];
  /** When there was no server, from and to. */
  readonly off: readonly (readonly [from: number, to: number])[];
  /** When a clock that ran ahead was put right. */
  readonly putRight: number;
  /** How often a server was started. */
  readonly starts: number;
}

/** Its schedule: half past two, which the clock leaves out in spring and has twice in autumn. */
export const nightly: Timetable = {
  name: 'list',
  lane: 'wiki',
  next: cronMoments('30 2 * * *', 'Europe/Berlin'),
  jitter: 10 * minute,
};

/** Plays the year of a seed. */
export async function playYear(
  seed: number,
  { isTold }: { readonly isTold: boolean },
): Promise<PlayedYear> {
  const world = new World(isTold);
  const chance = chanceOf(seed);
  const setting: BotSetting = { schema: schemaOf('shared'), login: 'password', kept: { runs: 30 } };
  const year = new Year(world, new Scenario(world, setting, chance.fork()), chance);
  await year.play();
  const { begun, off, starts, putRight } = year;
  return { world, schema: setting.schema, begun, off, starts, putRight };
}

class Year {
  readonly #world: World;
  readonly #scenario: Scenario;
  readonly #chance: Chance;
  readonly #end: number;
  readonly begun: Begun[] = [];
  readonly off: (readonly [number, number])[] = [];
  starts = 0;
  readonly putRight: number;
  /** By how much the server's clock is ahead. */
  #skew = 0;
  #isDown = false;
  /** Whether somebody has looked at the list, and lets what was taken back be changed again. */
  #hasTime = false;
  #lookedAfter = 0;

  constructor(world: World, scenario: Scenario, chance: Chance) {
    this.#world = world;
    this.#scenario = scenario;
    this.#chance = chance;
    this.#end = world.clock.now + 365 * day;
    this.putRight = world.clock.now + 153 * day;
  }

  async play(): Promise<void> {
    const { clock } = this.#world;
    this.#scenario.begin();
    await this.#scenario.run('sync', { isQuiet: true });
    this.#planTroubles();
    while (clock.now < this.#end) {
      await this.#serve();
      if (clock.now >= this.#end) break;
      const from = clock.now;
      // Somebody starts it again at once, or after some days.
      clock.pass(this.#chance.happens(0.1) ? this.#chance.between(1, 6) * day : minute);
      this.off.push([from, clock.now]);
    }
    await this.#scenario.comeToPeace();
  }

  /** The wiki is read-only for a whole day, twice; and the server's clock is a week ahead for some days. */
  #planTroubles(): void {
    const { clock, store } = this.#world;
    for (const start of [70 * day + 9 * hour, 250 * day + 2 * hour]) {
      clock.after(start, () => this.#setDown(true));
      clock.after(start + day, () => this.#setDown(false));
    }
    clock.after(150 * day, () => this.#moveClock(7 * day));
    clock.after(this.putRight - clock.now, () => this.#moveClock(0));
    store.private = false;
  }

  #setDown(isDown: boolean): void {
    this.#isDown = isDown;
    this.#world.store.readonly = isDown ? 'maintenance' : undefined;
    this.#world.setObstacle('read-only', isDown);
  }

  #moveClock(ahead: number): void {
    this.#skew = ahead;
    this.#world.tell(() => `* the server's clock is ${ahead} ms ahead`);
  }

  /** One process, until it is killed, or the year is over. */
  async #serve(): Promise<void> {
    this.starts += 1;
    const { clock } = this.#world;
    const { killed, kill } = death();
    const stopping = new AbortController();
    let busy: Promise<unknown> = Promise.resolve();
    this.#mountServer();
    const queue = await openLocalQueue(standingStore(statePath));
    const now = (): number => clock.now + this.#skew;
    const performer = {
      look: () => Promise.reject(new Error('nothing is watched')),
      run: (): Promise<readonly Performed[]> => {
        const night = this.#night(queue).then((performed) => {
          if (performed !== undefined) return [performed];
          kill();
          return new Promise<never>(() => undefined);
        });
        busy = night;
        return night;
      },
    };
    const log = (_level: string, message: string): void => this.#world.tell(() => `  ${message}`);
    const work = createWorker({ queue, performer, now, log, stopping: stopping.signal });
    const serving = runScheduler({
      ...{ queue, work, log, stopping: stopping.signal, workers: 1 },
      timetables: async () => [nightly],
      clock: {
        now,
        sleep: async (_milliseconds, woken) => {
          await new Promise((resolve) => setImmediate(resolve));
          // A run has its own time; and a process that died in one is never woken.
          await busy;
          if (woken.aborted) return;
          this.#live();
          if (clock.now >= this.#end || this.#chance.happens(0.003)) stopping.abort();
        },
      },
    });
    await Promise.race([serving, killed]);
  }

  /** A few minutes of the day, in which a person may do something. */
  #live(): void {
    const { clock } = this.#world;
    clock.pass(step);
    // Once a week somebody has time for the list.
    if (clock.now - this.#lookedAfter > 7 * day && !this.#isDown) {
      this.#lookedAfter = clock.now;
      this.#scenario.people.calmDown();
      this.#scenario.people.settle();
      this.#hasTime = true;
    }
    if (!this.#chance.happens(0.03)) return;
    if (this.#chance.happens(0.55)) this.#scenario.people.actGently();
    else this.#scenario.people.actOnData();
  }

  /** `undefined` if the process died of it. */
  async #night(queue: Awaited<ReturnType<typeof openLocalQueue>>): Promise<Performed | undefined> {
    const { clock } = this.#world;
    const [at, ahead] = [clock.now, this.#skew];
    const running = (await queue.standings()).get('list')?.running;
    if (running === undefined) throw new Error('the queue knows of no run');
    const { cause, dueAt } = running;
    if (this.#hasTime) {
      this.#hasTime = false;
      await this.#scenario.run('acknowledge', { isQuiet: true });
    }
    const end = await this.#scenario.run('sync', {
      isQuiet: this.#chance.happens(0.5),
      isEveryday: true,
    });
    this.#mountServer();
    const exitCode = codeOf(end);
    this.begun.push({ cause, dueAt, at, ahead, exitCode });
    if (exitCode === 'killed') return undefined;
    return { listing: 'list', exitCode, toPage: 0, toData: 0, conflicts: 0 };
  }

  /** What the server writes itself goes to the same disk. */
  #mountServer(): void {
    const troubles = { killAt: undefined, stopAt: undefined, disk: undefined };
    const process = new BotProcess(1, troubles, () => undefined);
    mount({ disk: this.#world.disk, process, syncs: true });
  }
}

function death(): { readonly killed: Promise<void>; readonly kill: () => void } {
  let kill: () => void = () => undefined;
  const killed = new Promise<void>((resolve) => {
    kill = resolve;
  });
  return { killed, kill: () => kill() };
}

function codeOf(end: RunEnd): number | 'killed' {
  if (end.kind === 'killed') return 'killed';
  if (end.kind === 'threw') throw new Error(end.error);
  if (end.kind === 'failed') return errorCode(end.code as SyncErrorCode);
  const report = { command: 'sync', diagnostics: [], listings: [end.report] };
  return exitCodeOf(report, { pendingCounts: false });
}
