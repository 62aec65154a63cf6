/** Which listings a command line means. */
import { digestOf } from '../core/plan/digest.ts';
import { suggest } from '../core/suggest.ts';
import { SyncError } from '../errors.ts';

/** What was asked for on the command line. */
export interface Selection {
  /** Names and globs (`*`, `?`). */
  readonly wanted: readonly string[];
  readonly all: boolean;
  /** Whether no name at all means every listing: so for commands that write nothing. */
  readonly noneMeansAll: boolean;
  /** Of these, those that have one of these tags. Default: whatever tags they have. */
  readonly tags?: readonly string[];
  /** Of these, those of this part. Default: all. */
  readonly shard?: Shard | undefined;
}

/** One of several parts of what is to be done, counted from 1. */
export interface Shard {
  readonly part: number;
  readonly of: number;
}

/** A listing, or one page of a listing. */
export interface Selectable {
  readonly name: string;
  /** The name of the whole listing. */
  readonly listing: string;
  /** By which it is chosen with others. */
  readonly tags: readonly string[];
  /** The same on every machine, and for all that must not be worked on at once: its data file. */
  readonly shardKey: string;
}

/**
 * The listings that are meant, or pages of them, in the config's order.
 *
 * @throws {SyncError} usage: a name, glob or tag that fits none, or no choice where one is needed
 */
export function selectListings<T extends Selectable>(
  listings: readonly T[],
  selection: Selection,
): readonly T[] {
  const { tags = [], shard } = selection;
  const named = namedListings(listings, selection);
  const tagged = tags.length === 0 ? named : taggedListings(named, tags, listings);
  return shard === undefined
    ? tagged
    : tagged.filter(({ shardKey }) => shardOf(shardKey, shard.of) === shard.part);
}

/** Which of so many parts a key is in, counted from 1. */
export function shardOf(key: string, of: number): number {
  return (Number.parseInt(digestOf(key).slice(0, 12), 16) % of) + 1;
}

function namedListings<T extends Selectable>(
  listings: readonly T[],
  { wanted, all, noneMeansAll, tags = [] }: Selection,
): readonly T[] {
  const names = [...new Set(listings.map(({ listing }) => listing))];
  if (all || (wanted.length === 0 && (noneMeansAll || tags.length > 0 || names.length === 1))) {
    return listings;
  }
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

function taggedListings<T extends Selectable>(
  named: readonly T[],
  tags: readonly string[],
  all: readonly T[],
): readonly T[] {
  const known = [...new Set(all.flatMap((listing) => listing.tags))].sort();
  for (const tag of tags) {
    if (known.includes(tag)) continue;
    const near = suggest(tag, known);
    const list = known.length === 0 ? 'No listing has tags.' : `There are ${known.join(', ')}.`;
    throw new SyncError('usage', `No listing of the config has the tag '${tag}'.`, {
      hint: near === undefined ? list : `Did you mean '${near}'?`,
    });
  }
  const tagged = named.filter((listing) => listing.tags.some((tag) => tags.includes(tag)));
  if (tagged.length > 0) return tagged;
  throw new SyncError('usage', `None of the named listings has the tag '${tags.join("' or '")}'.`, {
    hint: 'With names, --tag chooses among those that are named.',
  });
}

/** A listing's name means all of its pages. */
function isMeant({ name, listing }: Selectable, pattern: RegExp): boolean {
  return pattern.test(name) || pattern.test(listing);
}

function globPattern(glob: string): RegExp {
  const escaped = glob.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}
