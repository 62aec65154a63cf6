/** When what is to be run, from the config: read anew when its file has changed. */
import { resolve } from 'node:path';
import { parseConfig } from '../../config/load.ts';
import type { Config } from '../../config/normalize.ts';
import type { ScheduleConfig } from '../../config/schedules.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { groupsInCommon } from '../../core/in-common.ts';
import { cronMoments, cronProblem } from '../../core/schedule/cron.ts';
import type { Timetable } from '../../core/schedule/decide.ts';
import { SyncError } from '../../errors.ts';
import { readText } from '../../files.ts';
import { watchPrefix } from '../../serve/watch-name.ts';

/** The config as serve needs it. */
export interface ScheduleSource {
  readonly config: Config;
  readonly timetables: readonly Timetable[];
  /** What is wrong with the config's file now, if this is an earlier state of it. */
  readonly problems: readonly Diagnostic[];
}

/** Reads the config whenever it is asked; what is wrong now leaves what was right before. */
export function scheduleReader(where: {
  readonly cwd: string;
  readonly configPath: string;
  /** Seconds from one look at a wiki's changes to the next. */
  readonly poll: number;
}): () => Promise<ScheduleSource> {
  const { cwd, configPath, poll } = where;
  const path = resolve(cwd, configPath);
  let known: { readonly text: string; readonly source: ScheduleSource } | undefined;
  return async () => {
    const text = await readText(path);
    if (text !== undefined && text === known?.text) return known.source;
    const source = read(text, { path, shownPath: configPath, poll }, known?.source);
    known = { text: text ?? '', source };
    return source;
  };
}

/** @throws {SyncError} config-missing, config-invalid: it was never right */
function read(
  text: string | undefined,
  { poll, ...file }: { readonly path: string; readonly shownPath: string; readonly poll: number },
  before: ScheduleSource | undefined,
): ScheduleSource {
  const missing: Diagnostic = {
    code: 'config-value',
    severity: 'error',
    message: `There is no config '${file.shownPath}' any more.`,
  };
  const { value: config, diagnostics } =
    text === undefined
      ? { value: undefined, diagnostics: [missing] }
      : parseConfig(text, file, cronProblem);
  if (config !== undefined) {
    return { config, timetables: timetablesOf(config, poll), problems: [] };
  }
  if (before !== undefined) return { ...before, problems: diagnostics };
  if (text === undefined) {
    throw new SyncError('config-missing', `There is no config '${file.shownPath}'.`, {
      hint: 'Name another with --config, or make one with init.',
    });
  }
  throw new SyncError('usage', `The config '${file.shownPath}' has ${diagnostics.length} errors.`, {
    hint: `The first: ${diagnostics[0]?.message ?? ''} 'wikisync check' tells all.`,
  });
}

/** A timetable for each listing with a schedule, and for each wiki that is watched. */
export function timetablesOf({ schedules }: Config, poll: number): readonly Timetable[] {
  const laneOf = lanesOf(schedules);
  const listings = schedules.map((schedule): Timetable => {
    const { listing, cron, timezone, jitter } = schedule;
    const next = cron === undefined ? never : momentsOf(cron, timezone);
    return { name: listing, lane: laneOf(schedule), next, jitter: 1000 * jitter };
  });
  const watched = schedules.filter(({ watch }) => watch);
  const wikis = [...new Map(watched.map((schedule) => [schedule.wiki, schedule])).values()];
  const looks = wikis.map((schedule): Timetable => {
    const next = (after: number): number => after + 1000 * poll;
    return { name: `${watchPrefix}${schedule.wiki}`, lane: laneOf(schedule), next, jitter: 0 };
  });
  return [...listings, ...looks];
}

const never: Timetable['next'] = () => undefined;

/** What is asked of one expression is remembered for all listings that have it. */
const known = new Map<string, Timetable['next']>();

function momentsOf(cron: string, timezone: string): Timetable['next'] {
  const key = `${timezone} ${cron}`;
  const next = known.get(key) ?? cronMoments(cron, timezone);
  known.set(key, next);
  return next;
}

/** Listings of one wiki are in one lane, and so are those of one data file on several. */
function lanesOf(schedules: readonly ScheduleConfig[]): (schedule: ScheduleConfig) => string {
  const groups = groupsInCommon(schedules, ({ wiki, shardKey }) => [
    `wiki ${wiki}`,
    `data ${shardKey}`,
  ]);
  const lanes = groups.flatMap((group) => {
    const lane = [...new Set(group.map(({ wiki }) => wiki))].toSorted().join('+');
    return group.map(({ wiki }) => [wiki, lane] as const);
  });
  const byWiki = new Map(lanes);
  return ({ wiki }) => byWiki.get(wiki) ?? wiki;
}
