/** Which listings a command line means. */
import { suggest } from '../core/suggest.ts';
import { SyncError } from '../errors.ts';

/** What was asked for on the command line. */
export interface Selection {
  /** Names and globs (`*`, `?`). */
  readonly wanted: readonly string[];
  readonly all: boolean;
  /** Whether no name at all means every listing: so for commands that write nothing. */
  readonly noneMeansAll: boolean;
}

/**
 * The names of the listings that are meant, in the config's order.
 *
 * @throws {SyncError} usage: a name or glob that fits none, or no choice where one is needed
 */
export function selectListings(names: readonly string[], selection: Selection): readonly string[] {
  const { wanted, all, noneMeansAll } = selection;
  if (all || (wanted.length === 0 && (noneMeansAll || names.length === 1))) return names;
  if (wanted.length === 0) {
    throw new SyncError('usage', `The config has ${names.length} listings, and none is named.`, {
      hint: `Name some of ${names.join(', ')}, or say --all.`,
    });
  }
  const patterns = wanted.map((glob) => ({ glob, pattern: globPattern(glob) }));
  for (const { glob, pattern } of patterns) {
    if (names.some((name) => pattern.test(name))) continue;
    const near = suggest(glob, names);
    throw new SyncError('usage', `There is no listing '${glob}' in the config.`, {
      hint: near === undefined ? `It has ${names.join(', ')}.` : `Did you mean '${near}'?`,
    });
  }
  return names.filter((name) => patterns.some(({ pattern }) => pattern.test(name)));
}

function globPattern(glob: string): RegExp {
  const escaped = glob.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}
