/** Servers as they may be seen. */
import type { Overview } from '../../src/serve/overview.ts';

const hour = 3_600_000;

export const noon = Date.parse('2026-07-01T12:00:00Z');

/** A server with a listing of each kind. */
export function busyOverview(more: Partial<Overview> = {}): Overview {
  const end = { cause: 'schedule', began: noon - hour - 2000, ended: noon - hour } as const;
  const quiet = { toPage: 0, toData: 0, conflicts: 0 };
  const past = Array.from({ length: 40 }, (_, index) => ({
    time: noon - (40 - index) * 24 * hour,
    exitCode: index % 11 === 3 ? 75 : index % 13 === 5 ? 3 : 0,
    toPage: (index * 7) % 5,
    toData: (index * 3) % 4,
    conflicts: index % 13 === 5 ? 2 : 0,
  }));
  return {
    now: noon,
    version: '1.2.3',
    startedAt: noon - 30 * 24 * hour,
    roundAt: noon - 5000,
    problems: [],
    ended: new Map([
      [0, 812],
      [75, 4],
    ]),
    isStopping: false,
    listings: [
      {
        name: 'projects',
        state: 'in step',
        failures: 0,
        past,
        goodAt: noon - hour,
        nextAt: noon + 14 * hour,
        last: { name: 'projects', ...end, exitCode: 0, ...quiet, toData: 2 },
      },
      {
        name: 'people',
        state: 'conflicts',
        failures: 0,
        past: past.slice(0, 12),
        goodAt: noon - 50 * hour,
        nextAt: noon + 14 * hour,
        last: {
          ...{ name: 'people', ...end, exitCode: 3, ...quiet, conflicts: 2 },
          message: 'There are 2 conflicts.',
        },
      },
      {
        name: 'tools',
        state: 'trying again',
        failures: 3,
        past: past.slice(0, 5),
        nextAt: noon + 240_000,
        last: {
          ...{ name: 'tools', ...end, exitCode: 75, ...quiet },
          message: "Wiki 'meta' is left alone: 5 requests in a row have failed.",
        },
      },
      { name: 'new-list', state: 'not run yet', failures: 0, past: [], nextAt: noon + hour },
    ],
    watches: [
      { wiki: 'wiki', lookedAt: noon - 12_000, nextAt: noon + 8000 },
      { wiki: 'meta', trouble: "Wiki 'meta' cannot be reached.", nextAt: noon + 240_000 },
    ],
    ...more,
  };
}
