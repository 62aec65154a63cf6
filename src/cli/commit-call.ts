/** What a command line says about committing. */
import { SyncError } from '../errors.ts';
import type { CommitOptions } from '../sync/commit-data.ts';
import type { OptionValues } from './command.ts';

/** `undefined` if nothing is to be committed. @throws {SyncError} usage: --branch without --commit */
export function commitCall(options: OptionValues): CommitOptions | undefined {
  const { commit, branch } = options;
  if (commit !== true) {
    if (branch === undefined) return undefined;
    throw new SyncError('usage', '--branch is given without --commit.', {
      hint: 'It says where commits go: give both, or neither.',
    });
  }
  return typeof branch === 'string' ? { branch } : {};
}
