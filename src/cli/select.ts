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

/** A listing, or one page of a listing. */
export interface Selectable {
  readonly name: string;
  /** The name of the whole listing. */
  readonly listing: string;
}

/**
 * The listings that are meant, or pages of them, in the config's order.
 *
 * @throws {SyncError} usage: a name or glob that fits none, or no choice where one is needed
 */
export function selectListings<T extends Selectable>(
  listings: readonly T[],
  selection: Selection,
): readonly T[] {
  const { wanted, all, noneMeansAll } = selection;
  const names = [...new Set(listings.map(({ listing }) => listing))];
  if (all || (wanted.length === 0 && (noneMeansAll || names.length === 1))) return listings;
  if (wanted.length === 0) {
    throw new SyncError('usage', `The config has ${names.length} listings, and none is named.`, {
      hint: `Name some of ${names.join(', ')}, or say --all.`,
    });
  }
  const patterns = wanted.map((glob) => ({ glob, pattern: globPattern(glob) }));
  for (const { glob, pattern } of patterns) {
    if (listings.some((one) => isMeant(one, pattern))) continue;
    const near = suggest(glob, [...names, ...listings.map(({ name }) => name)]);
    throw new SyncError('usage', `There is no listing '${glob}' in the config.`, {
      hint: near === undefined ? `It has ${names.join(', ')}.` : `Did you mean '${near}'?`,
    });
  }
  return listings.filter((one) => patterns.some(({ pattern }) => isMeant(one, pattern)));
}

/** A listing's name means all of its pages. */
function isMeant({ name, listing }: Selectable, pattern: RegExp): boolean {
  return pattern.test(name) || pattern.test(listing);
}

function globPattern(glob: string): RegExp {
  const escaped = glob.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}
