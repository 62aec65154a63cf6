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
  /** Listings whose pages are not known: what may mean one of these is no mistake. */
  readonly unexplored?: readonly Unexplored[];
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
  /** What the data file, or its path, has for the page. */
  readonly value?: string;
}

/** A listing whose pages are not known yet. */
export type Unexplored = Pick<Selectable, 'name' | 'tags'>;

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
  const tagged = tags.length === 0 ? named : taggedListings(named, selection, listings);
  return shard === undefined
    ? tagged
    : tagged.filter(({ shardKey }) => shardOf(shardKey, shard.of) === shard.part);
}

/** Whether a listing, or any page that it may turn out to have, can be among those that are meant. */
export function mayBeMeant(
  { name, tags }: Unexplored,
  { wanted, all, tags: chosen = [] }: Selection,
): boolean {
  if (chosen.length > 0 && !tags.some((tag) => chosen.includes(tag))) return false;
  if (all || wanted.length === 0) return true;
  return wanted.some((glob) => mayMean(glob, name));
}

/** Whether a name or glob means a listing, or can mean a page of it. */
function mayMean(glob: string, name: string): boolean {
  const pages = `${name}@`;
  const [literal = ''] = glob.split(/[*?]/);
  const isOfPages = literal.startsWith(pages) || (literal !== glob && pages.startsWith(literal));
  return isOfPages || globPattern(glob).test(name);
}

/** Which of so many parts a key is in, counted from 1. */
export function shardOf(key: string, of: number): number {
  return (Number.parseInt(digestOf(key).slice(0, 12), 16) % of) + 1;
}

function namedListings<T extends Selectable>(
  listings: readonly T[],
  { wanted, all, noneMeansAll, tags = [], unexplored = [] }: Selection,
): readonly T[] {
  const known = [...listings.map(({ listing }) => listing), ...unexplored.map(({ name }) => name)];
  const names = [...new Set(known)];
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
    if (unexplored.some(({ name }) => mayMean(glob, name))) continue;
    const near = suggest(glob, [...names, ...listings.map(({ name }) => name)]);
    throw new SyncError('usage', `There is no listing '${glob}' in the config.`, {
      hint: near === undefined ? `It has ${names.join(', ')}.` : `Did you mean '${near}'?`,
    });
  }
  return listings.filter((one) => patterns.some(({ pattern }) => isMeant(one, pattern)));
}

function taggedListings<T extends Selectable>(
  named: readonly T[],
  { tags = [], unexplored = [] }: Selection,
  all: readonly T[],
): readonly T[] {
  const known = [...new Set([...all, ...unexplored].flatMap((listing) => listing.tags))].sort();
  for (const tag of tags) {
    if (known.includes(tag)) continue;
    const near = suggest(tag, known);
    const list = known.length === 0 ? 'No listing has tags.' : `There are ${known.join(', ')}.`;
    throw new SyncError('usage', `No listing of the config has the tag '${tag}'.`, {
      hint: near === undefined ? list : `Did you mean '${near}'?`,
    });
  }
  const isTagged = (listing: Unexplored): boolean => listing.tags.some((tag) => tags.includes(tag));
  const tagged = named.filter(isTagged);
  if (tagged.length > 0 || unexplored.some(isTagged)) return tagged;
  throw new SyncError('usage', `None of the named listings has the tag '${tags.join("' or '")}'.`, {
    hint: 'With names, --tag chooses among those that are named.',
  });
}

/** A listing's name means all of its pages. */
function isMeant({ name, listing, value }: Selectable, pattern: RegExp): boolean {
  if (pattern.test(name) || pattern.test(listing)) return true;
  return value !== undefined && pattern.test(`${listing}@${value}`);
}

function globPattern(glob: string): RegExp {
  const escaped = glob.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}
