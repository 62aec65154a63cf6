/**
 * Names of runs: when they began, to the millisecond, and six signs of chance. The marks in the summaries of a run's
 * edits begin with the same six, so that a run is found in a page's history by its name alone.
 */
import { lazily } from '../lazily.ts';
import { defaultRunLimits } from '../state/run-rotation.ts';

/** A run: which command, and under which name. */
export interface RunInfo {
  readonly id: string;
  readonly command: string;
}

/** What a job is told of its run. */
export interface RunNames {
  readonly run: RunInfo;
  /** Names of what the run writes, one after the other. */
  readonly newId: () => string;
  /** Whether anything was named so. */
  readonly hasWritten: () => boolean;
  /** Takes so many characters of what the log has room for of this run; `false` if it has none left. */
  readonly takeRoom: (characters: number) => boolean;
}

/**
 * Names a run that begins now.
 *
 * @param now milliseconds since 1970
 * @param random gives a UUID that nothing else has; it is asked once a name is used
 * @param room characters of pages and data files that the log keeps of the run
 */
export function nameRun(
  command: string,
  now: number,
  random: () => string,
  room: number = defaultRunLimits.bytes,
): RunNames {
  // Eight signs until the year 2059: names sort by time.
  const began = Math.max(0, Math.floor(now)).toString(36).padStart(8, '0');
  const sign = lazily(() => random().slice(0, 6));
  let count = 0;
  let left = room;
  return {
    run: {
      get id() {
        return `${began}-${sign()}`;
      },
      command,
    },
    newId: () => {
      const number = (count % 256).toString(16).padStart(2, '0');
      count += 1;
      return `${sign()}${number}${random().slice(8)}`;
    },
    hasWritten: () => count > 0,
    takeRoom: (characters) => {
      if (characters > left) return false;
      left -= characters;
      return true;
    },
  };
}

/** The six signs that a run's name and its marks have in common. */
export function runSign(run: string): string {
  return run.slice(-6);
}

/** Whether somebody means a run by this: the beginning of its name, or of its six signs. */
export function isNamed(run: string, wanted: string): boolean {
  return wanted !== '' && (run.startsWith(wanted) || runSign(run).startsWith(wanted));
}
