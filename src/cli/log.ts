/** The log on standard error: lines for people, or one JSON object a line for machines. */
import { printable } from '../report/printable.ts';
import type { Log } from '../sync/job.ts';
import type { Host } from './host.ts';
import type { Part, Progress, Wait } from './progress.ts';

/** How much is logged, and how. */
export interface LogOptions {
  readonly format: 'text' | 'json';
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** Whether people are told what was done, as with `--verbose`, but not how. */
  readonly tellsInfo?: boolean;
  /** Shows what is not logged. */
  readonly progress: Progress;
}

/** Makes the run's log: warnings always, what is being done with `--verbose` or as JSON. */
export function createLog(host: Host, options: LogOptions): Log {
  const levels = levelsOf(options);
  const { progress } = options;
  return (level, message, details = {}) => {
    if (!levels.includes(level)) {
      if (level === 'info') progress.doing(message, knownOf(details));
      return;
    }
    progress.giveWay();
    host.err(
      options.format === 'json'
        ? `${JSON.stringify({ time: new Date().toISOString(), level, message, ...details })}\n`
        : `wikisync: ${printable(message)}\n`,
    );
  };
}

function knownOf(details: Readonly<Record<string, string | number>>): Part | Wait | undefined {
  const { step, of, seconds } = details;
  if (typeof seconds === 'number') return { lasts: 1000 * seconds };
  return typeof step === 'number' && typeof of === 'number' ? { step, of } : undefined;
}

function levelsOf(options: LogOptions): readonly string[] {
  if (options.quiet) return [];
  if (options.verbose) return ['debug', 'info', 'warn'];
  return options.format === 'json' || options.tellsInfo === true ? ['info', 'warn'] : ['warn'];
}
