/** What `serve` was called with. */
import { isStateAddress } from '../../config/state-address.ts';
import { SyncError } from '../../errors.ts';
import type { CommitOptions } from '../../sync/commit-data.ts';
import type { OptionValues } from '../command.ts';
import { commitCall } from '../commit-call.ts';
import type { LogOptions } from '../log.ts';
import { noProgress } from '../progress.ts';

/** Its options, read. */
export interface ServeCall {
  /** Seconds from one look at a wiki's changes to the next. */
  readonly poll: number;
  /** An address, or `none`. */
  readonly listen: string;
  readonly configPath: string;
  readonly statePath: string | undefined;
  readonly dryRun: boolean;
  readonly commit: CommitOptions | undefined;
  readonly log: LogOptions;
}

/** Reads the options. @throws {SyncError} usage */
export function serveCall(options: OptionValues): ServeCall {
  return {
    poll: secondsOf(options),
    listen: String(options['listen']),
    configPath: String(options['config']),
    statePath: stateOf(options),
    dryRun: options['dryRun'] === true,
    commit: commitCall(options),
    log: {
      format: options['log'] === 'json' ? 'json' : 'text',
      verbose: options['verbose'] === true,
      quiet: false,
      progress: noProgress,
    },
  };
}

/** What machines share is all of the state. */
function stateOf({ state, queue }: OptionValues): string | undefined {
  if (typeof queue !== 'string') return typeof state === 'string' ? state : undefined;
  if (state === undefined && isStateAddress(queue)) return queue;
  const message =
    state === undefined
      ? '--queue is for the address of a PostgreSQL database.'
      : '--queue and --state name the same: where the state is.';
  throw new SyncError('usage', message, {
    hint: 'Write it as --queue postgres://user@host/database, with the password in PGPASSWORD.',
  });
}

function secondsOf({ poll }: OptionValues): number {
  const seconds = Number(poll);
  if (Number.isFinite(seconds) && seconds >= 1 && seconds <= 3600) return seconds;
  throw new SyncError('usage', `'${String(poll)}' is no number of seconds from 1 to 3600.`, {
    hint: 'Looking every 20 seconds is enough to sync within a minute.',
  });
}
