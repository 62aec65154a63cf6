/** What is remembered of a server for its dashboard, and told of its config. */
import type { RunEnd } from '../../core/schedule/standing.ts';
import { type Overview, standingOverview } from '../../serve/overview.ts';
import type { RunQueue } from '../../serve/run-queue.ts';
import type { Log } from '../../sync/job.ts';
import type { Host } from '../host.ts';
import type { ScheduleSource } from './schedule-source.ts';

/** What is seen of a server from outside. */
export interface SeenServer {
  readonly timetables: () => Promise<ScheduleSource['timetables']>;
  readonly overview: () => Promise<Overview>;
  readonly ended: (end: RunEnd) => void;
  readonly round: (now: number) => void;
}

/** What is remembered for the dashboard, and told once of the config. */
export function watchServer({
  queue,
  source,
  host,
  version,
  log,
}: {
  readonly queue: RunQueue;
  readonly source: () => Promise<ScheduleSource>;
  readonly host: Host;
  readonly version: string;
  readonly log: Log;
}): SeenServer {
  const startedAt = Date.now();
  const ended = new Map<number, number>();
  let roundAt: number | undefined;
  let known: ScheduleSource | undefined;
  return {
    timetables: async () => {
      const found = await source();
      if (known !== undefined && known !== found) tellConfig(found, log);
      known = found;
      return found.timetables;
    },
    overview: async () => {
      const { timetables, problems } = await source();
      const now = Date.now();
      return {
        ...{ now, version, startedAt, roundAt, ended, isStopping: host.stopping.aborted },
        problems: problems.map(({ message, place }) =>
          place === undefined ? message : `Line ${place.line}: ${message}`,
        ),
        ...standingOverview(timetables, await queue.standings(), now),
      };
    },
    ended: ({ exitCode }) => {
      ended.set(exitCode, (ended.get(exitCode) ?? 0) + 1);
    },
    round: (now) => {
      roundAt = now;
    },
  };
}

function tellConfig(source: ScheduleSource, log: Log): void {
  const [problem] = source.problems;
  if (problem === undefined) {
    log('info', 'the config has changed');
    tellSchedules(source, log);
    return;
  }
  const message = `the config has errors, and is kept as it was before: ${problem.message}`;
  log('warn', message, { errors: source.problems.length });
}

/** Tells how much there is to do. */
export function tellSchedules({ timetables }: ScheduleSource, log: Log): void {
  log('info', `keeping ${timetables.length} schedules`, { schedules: timetables.length });
}
