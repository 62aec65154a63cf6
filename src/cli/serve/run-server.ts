/** `serve`: puts the scheduler, the queue, the runs and the dashboard together. */
import { setTimeout } from 'node:timers/promises';
import { readServeToken } from '../../config/serve-secrets.ts';
import { SyncError } from '../../errors.ts';
import { checkAccess, type ListenAddress, parseListen } from '../../serve/access.ts';
import { createApp } from '../../serve/app.ts';
import { type Listening, listen } from '../../serve/listen.ts';
import type { RunQueue } from '../../serve/run-queue.ts';
import { runScheduler, type ServeClock } from '../../serve/scheduler.ts';
import { createWorker } from '../../serve/worker.ts';
import type { Log } from '../../sync/job.ts';
import { processManners } from '../../wiki/process-manners.ts';
import type { OptionValues } from '../command.ts';
import { exitCodes } from '../exit-code.ts';
import { type Host, maskedHost } from '../host.ts';
import { createLog } from '../log.ts';
import { statePlace, stateSecrets } from '../open-state.ts';
import { version } from '../version.ts';
import { credentialSources } from '../wire.ts';
import { openQueue } from './open-queue.ts';
import { openPerformer } from './perform.ts';
import { type ScheduleSource, scheduleReader } from './schedule-source.ts';
import { type SeenServer, tellSchedules, watchServer } from './seen-server.ts';
import { serveCall } from './serve-call.ts';
import { keepPinging } from './serve-ping.ts';

/** Lanes that are worked on at the same time. */
const mostWorkers = 4;

/** Serves until it is stopped, and gives the exit code. @throws {SyncError} it cannot begin */
export async function runServer(host: Host, options: OptionValues): Promise<number> {
  const call = serveCall(options);
  const sources = await credentialSources(host);
  const token = readServeToken(sources)?.reveal();
  const address = call.listen === 'none' ? undefined : parseListen(call.listen);
  if (address !== undefined) checkAccess(address, token);
  const source = scheduleReader({ cwd: host.cwd, configPath: call.configPath, poll: call.poll });
  const first = await source();
  refuseWithoutSchedules(first);
  const place = statePlace({ host, statePath: call.statePath }, first.config, sources);
  const masked = maskedHost(host, [
    ...(token === undefined ? [] : [token]),
    ...stateSecrets(place),
  ]);
  const log = createLog(masked, { ...call.log, tellsInfo: true });
  const queue = await openQueue(place, host);
  const performer = openPerformer({
    ...{ host: masked, configPath: call.configPath, statePath: call.statePath },
    ...{ dryRun: call.dryRun, commit: call.commit, source, now: Date.now },
    place,
    manners: processManners(() => performance.now()),
    log: (runHost) => createLog(runHost, call.log),
  });
  const seen = watchServer({ queue, source, host, version, log });
  let listening: Listening | undefined;
  try {
    listening = await begin(address, { seen, queue, token, log });
    tellSchedules(first, log);
    if (options['ping'] === true || first.config.health.ping) {
      const maxAge = async () => (await source()).config.health.maxAge;
      void keepPinging({ host: masked, overview: seen.overview, maxAge });
    }
    await runScheduler({
      queue,
      timetables: seen.timetables,
      work: createWorker({
        ...{ queue, performer, now: Date.now, log, stopping: host.stopping },
        onEnd: seen.ended,
      }),
      clock: machineClock,
      log,
      stopping: host.stopping,
      // Commits go to one place.
      workers: call.commit === undefined ? mostWorkers : 1,
      onRound: seen.round,
    });
  } finally {
    await listening?.close();
    await performer.close();
    await queue.close();
  }
  log('info', 'stopped');
  return exitCodes.done;
}

function refuseWithoutSchedules({ timetables }: ScheduleSource): void {
  if (timetables.length > 0) return;
  throw new SyncError('usage', 'No listing of the config has a schedule.', {
    hint: "Add schedule: { cron: '17 3 * * *' } to the config, for all listings or for one.",
  });
}

/** Nothing is begun where nobody can look at it, if somebody was to. */
async function begin(
  address: ListenAddress | undefined,
  {
    seen,
    queue,
    token,
    log,
  }: {
    readonly seen: Pick<SeenServer, 'overview'>;
    readonly queue: RunQueue;
    readonly token: string | undefined;
    readonly log: Log;
  },
): Promise<Listening | undefined> {
  if (address === undefined) return undefined;
  const app = createApp({
    overview: seen.overview,
    report: (listing) => queue.loadReport(listing),
    token,
  });
  const listening = await listen(app, address);
  log('info', `the dashboard is at ${listening.url}`, { url: listening.url });
  return listening;
}

const machineClock: ServeClock = {
  now: Date.now,
  sleep: async (milliseconds, woken) => {
    await setTimeout(milliseconds, undefined, { signal: woken }).catch(() => undefined);
  },
};
