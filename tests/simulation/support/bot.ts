/** Runs of the bot in a simulated world: the real commands on a simulated wiki, disk and clock. */
import { randomUUID } from 'node:crypto';
import { defaultCheck } from '../../../src/core/lint/settings.ts';
import type { RecordSchema } from '../../../src/core/schema.ts';
import { formatFor } from '../../../src/data/formats.ts';
import { SyncError } from '../../../src/errors.ts';
import { takeLock } from '../../../src/state/lock.ts';
import type { RunLimits } from '../../../src/state/run-rotation.ts';
import { openStateStore, type StateStore } from '../../../src/state/store.ts';
import { acknowledge } from '../../../src/sync/acknowledge.ts';
import type { ListingJob } from '../../../src/sync/job.ts';
import { pullListing } from '../../../src/sync/pull-listing.ts';
import { pushListing } from '../../../src/sync/push-listing.ts';
import { nameRun } from '../../../src/sync/run-id.ts';
import { runListings } from '../../../src/sync/run-listings.ts';
import { syncListing } from '../../../src/sync/sync-listing.ts';
import { openMediaWiki } from '../../../src/wiki/media-wiki.ts';
import type { Session } from '../../../src/wiki/session.ts';
import { bearer, canary } from '../../support/canaries.ts';
import { BotProcess, type Troubles } from './bot-process.ts';
import type { Chance } from './chance.ts';
import type { BotCommand, RunEnd } from './history.ts';
import { onDisk } from './mounted-disk.ts';
import { openSimulatedSession } from './simulated-session.ts';
import { botName, dataPath, listTitle, statePath, stopTitle, type World } from './world.ts';

/** Milliseconds from an edit to the next one. */
export const editGap = 1000;

/** How the bot is set up in one simulation. */
export interface BotSetting {
  readonly schema: RecordSchema;
  readonly login: 'password' | 'token' | 'private';
  /** How much of the run log is kept, where that is not the usual. */
  readonly kept?: Partial<RunLimits>;
  /** What is broken on purpose, to see the checker find it. */
  readonly broken?: Breakage | undefined;
}

/** A way to break the bot. */
export interface Breakage {
  readonly session?: (session: Session, world: World) => Session;
  readonly state?: (state: StateStore) => StateStore;
  readonly schema?: (schema: RecordSchema) => RecordSchema;
  readonly doesNotSync?: boolean;
  readonly hasNoHistory?: boolean;
  readonly doesNotWait?: boolean;
  readonly doesNotSettle?: boolean;
  readonly hasNoStopPage?: boolean;
}

/** One run. */
export interface BotRun {
  readonly run: number;
  readonly command: BotCommand;
  readonly dryRun: boolean;
  readonly troubles: Troubles;
  /** How likely a request is to meet a fault. */
  readonly faults: number;
  readonly chance: Chance;
  /** What goes on outside whenever the bot calls out. */
  readonly meanwhile: () => void;
}

/** Runs the bot to its end, or until it is killed. */
export async function runBot(world: World, setting: BotSetting, run: BotRun): Promise<RunEnd> {
  const process = new BotProcess(run.chance.between(2, 9), run.troubles, (call) => {
    world.clock.pass(run.chance.between(0, 3));
    world.tell(() => `  ${call}`);
    // A sync that plans anew may write the file more than once.
    world.noticeData('bot', run.run);
    run.meanwhile();
  });
  const disk = { disk: world.disk, process, syncs: setting.broken?.doesNotSync !== true };
  startProcess(world, process);
  const work = onDisk(disk, () => workOf(world, setting, { ...run, process }));
  const end = await Promise.race([work, process.killed]);
  return end === 'killed' ? { kind: 'killed' } : end;
}

/** What Linux tells of a process: its start is field 22. */
function startProcess({ disk, clock }: World, { pid }: BotProcess): void {
  const fields = Array.from({ length: 20 }, (_, index) => (index === 19 ? clock.now : 0));
  disk.place(`/proc/${pid}/stat`, `${pid} (node) ${fields.join(' ')}`);
}

interface ProcessRun extends BotRun {
  readonly process: BotProcess;
}

const commands = {
  push: pushListing,
  pull: pullListing,
  sync: syncListing,
  acknowledge: (job: ListingJob) => acknowledge(job, { record: undefined, field: undefined }),
};

async function workOf(world: World, setting: BotSetting, run: ProcessRun): Promise<RunEnd> {
  try {
    const job = jobOf(world, setting, run);
    const unlock = run.dryRun ? undefined : await lock(world, job, run);
    try {
      const command = commands[run.command];
      const [report] = await runListings([job], (each) => command(each, { dryRun: run.dryRun }));
      if (report === undefined) throw new Error('no report');
      return { kind: 'reported', report };
    } finally {
      await unlock?.();
    }
  } catch (error) {
    if (error instanceof SyncError) {
      return { kind: 'failed', code: error.code, message: error.message };
    }
    return { kind: 'threw', error: error instanceof Error ? String(error.stack) : String(error) };
  }
}

/** As the command line does before a run that writes. */
async function lock(world: World, job: ListingJob, { process }: ProcessRun) {
  const unlock = await takeLock(statePath, {
    pid: process.pid,
    machine: 'simulated',
    isRunning: () => false,
    id: randomUUID(),
    now: world.clock.now,
  });
  await job.state.tidy(world.clock.now);
  return unlock;
}

function jobOf(world: World, setting: BotSetting, run: ProcessRun): ListingJob {
  const format = formatFor(dataPath);
  if (format === undefined) throw new Error('no format');
  const { broken, schema } = setting;
  const state = openStateStore(statePath, setting.kept);
  return {
    name: 'list',
    wiki: wikiOf(world, setting, run),
    page: listTitle,
    data: { path: dataPath, shownPath: 'data/list.json', format },
    configDigest: () => 'c',
    version: '0.0.0',
    check: defaultCheck,
    schema: broken?.schema?.(schema) ?? schema,
    guards: { limits: {}, from: 10, canary: [] },
    allowed: new Set(),
    summary: 'sync',
    marker: 'in sync',
    tracked: () => Promise.resolve(undefined),
    authors: new Map(),
    state: broken?.state?.(state) ?? state,
    log: (_level, message) => world.tell(() => `  log: ${message}`),
    now: () => world.clock.now,
    ...nameRun(run.command, world.clock.now, randomUUID),
    stopping: run.process.stopping,
  };
}

function wikiOf(world: World, { login, broken }: BotSetting, run: ProcessRun) {
  const { clock } = world;
  const { process } = run;
  const token = login === 'token' ? bearer : undefined;
  const wiki = openMediaWiki({
    name: 'simulated',
    api: 'https://wiki.example.org/api.php',
    contact: 'https://example.org/bot',
    version: '0.0.0',
    credentials:
      token === undefined
        ? { kind: 'password', username: `${botName}@lab`, password: { reveal: () => canary } }
        : { kind: 'token', token: { reveal: () => token } },
    private: login === 'private',
    editGap,
    ...(broken?.hasNoStopPage === true ? {} : { stop: stopTitle }),
    ...(broken?.doesNotSettle === true ? { settleSeconds: 0 } : {}),
    now: () => clock.now,
    wait: async (milliseconds) => {
      process.refuseIfStopping();
      await process.leave(`wait ${milliseconds}`);
      if (broken?.doesNotWait !== true) clock.pass(milliseconds);
      process.refuseIfStopping();
    },
    openSession: async () => {
      const session = openSimulatedSession({ ...run, world, process, bearer: token });
      return broken?.session?.(session, world) ?? session;
    },
  });
  return broken?.hasNoHistory === true ? { ...wiki, readHistory: () => Promise.resolve([]) } : wiki;
}
