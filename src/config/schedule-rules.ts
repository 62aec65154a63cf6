/** Rules about schedules. */

import { type Path, type Problem, problem } from './problem.ts';
import type { WrittenSchedule } from './schedule-config.ts';
import type { SoundConfig } from './sound-config.ts';

/** Says why something is no cron expression. */
export type CronProblem = (expression: string) => string | undefined;

/**
 * Checks all schedules.
 *
 * @param cronProblem absent where a cron expression does not matter, as it takes a package to read one
 */
export function scheduleRules(
  { schedule, listings = {} }: SoundConfig,
  cronProblem: CronProblem | undefined,
): readonly Problem[] {
  return [
    ...problemsOf(schedule, ['schedule'], cronProblem),
    ...Object.entries(listings).flatMap(([name, listing]) =>
      problemsOf(listing?.schedule, ['listings', name, 'schedule'], cronProblem),
    ),
  ];
}

function problemsOf(
  schedule: WrittenSchedule | false | undefined,
  path: Path,
  cronProblem: CronProblem | undefined,
): readonly Problem[] {
  if (schedule === undefined || schedule === false) return [];
  const { cron, timezone } = schedule;
  const problems: Problem[] = [];
  const why = cron === undefined ? undefined : cronProblem?.(cron);
  if (why !== undefined) {
    const hint = "Write it as for cron: '17 3 * * *' is every night at 3:17.";
    const message = `'${cron}' is no cron expression: ${why}.`;
    problems.push(problem('schedule-cron', [...path, 'cron'], message, hint));
  }
  if (timezone !== undefined && !isTimezone(timezone)) {
    const hint = 'Name one as Europe/Berlin, America/New_York or UTC.';
    const message = `There is no time zone '${timezone}'.`;
    problems.push(problem('schedule-timezone', [...path, 'timezone'], message, hint));
  }
  return problems;
}

/** By name: an offset such as +02:00 knows no summer. */
function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}
