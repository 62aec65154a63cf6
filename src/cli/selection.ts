/** The options by which commands choose among the listings of the config. */
import { SyncError } from '../errors.ts';
import type { CommandOption, OptionValues } from './command.ts';
import type { Selection, Shard } from './select.ts';

/** What is for several listings. */
export const selectingOptions: readonly CommandOption[] = [
  { flags: '--all', description: 'all listings of the config' },
  {
    flags: '--tag <tag>',
    description: 'those with this tag, among those that are named; may be given more than once',
    repeatable: true,
  },
  {
    flags: '--shard <i/n>',
    description:
      'of these the i-th of n parts, such as 2/4; what shares a data file is in one part',
  },
];

/** What the command line chooses. @throws {SyncError} usage: a part that there cannot be */
export function selectionOf(
  options: OptionValues,
  { wanted, noneMeansAll }: Pick<Selection, 'wanted' | 'noneMeansAll'>,
): Selection {
  const { tag, shard } = options;
  return {
    wanted,
    all: options['all'] === true,
    noneMeansAll,
    tags: Array.isArray(tag) ? tag : [],
    shard: typeof shard === 'string' ? parsedShard(shard) : undefined,
  };
}

function parsedShard(text: string): Shard {
  const [, part = 0, of = 0] = /^(\d{1,6})\/(\d{1,6})$/.exec(text)?.map(Number) ?? [];
  if (part >= 1 && part <= of) return { part, of };
  throw new SyncError('usage', `'${text}' is no part: '--shard 2/4' is the second of four.`, {
    hint: 'Parts are counted from 1.',
  });
}
