/** By what listings are put into parts that are run apart from each other. */
import { dirname, join, relative, sep } from 'node:path';
import type { WrittenListing } from './config.ts';
import type { ConfigFile } from './written-order.ts';

/**
 * The data file as it lies beside the config: the same on every machine, and of all listings that
 * share it, as two runs must not write one file.
 */
export function shardKey({ data }: Pick<WrittenListing, 'data'>, { path }: ConfigFile): string {
  return relative(dirname(path), join(dirname(path), data))
    .split(sep)
    .join('/');
}
