/** Pages that are made from the records of a listing, as the config has them. */
import { dirname, resolve } from 'node:path';
import type { WrittenListing } from './config.ts';
import { shardKey } from './shard-key.ts';
import { type ConfigFile, inOrder } from './written-order.ts';

/** Pages that are made from a listing's records, normalized. */
export interface MakerConfig {
  /** `projects+overview`. */
  readonly name: string;
  readonly listing: string;
  readonly tags: readonly string[];
  readonly shardKey: string;
  /** A title, or a pattern of titles. */
  readonly page: string;
  /** Absolute. */
  readonly layoutPath: string;
  readonly where: ReadonlyMap<string, readonly (string | number | boolean)[]>;
}

/** What is made of one listing. */
export function makerConfigs(
  listing: string,
  written: WrittenListing,
  file: ConfigFile,
): readonly MakerConfig[] {
  const { makes = {}, tags = [] } = written;
  const folder = dirname(resolve(file.path));
  return inOrder(makes, file, ['listings', listing, 'makes']).map(([name, made]) => ({
    name: `${listing}+${name}`,
    listing,
    tags,
    shardKey: shardKey(written, file),
    page: made.page,
    layoutPath: resolve(folder, made.layout),
    where: new Map(
      Object.entries(made.where ?? {}).map(([field, value]) => [
        field,
        Array.isArray(value) ? value : [value],
      ]),
    ),
  }));
}
