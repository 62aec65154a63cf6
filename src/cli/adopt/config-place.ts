/** Where init puts what it made: a new config, or one that is there already. */
import { resolve } from 'node:path';
import { addToConfig } from '../../config/add-to-config.ts';
import { parseConfig } from '../../config/load.ts';
import type { Config } from '../../config/normalize.ts';
import { configText, type NewListing, type NewWiki } from '../../config/write-config.ts';
import { placeText } from '../../core/diagnostic.ts';
import { SyncError } from '../../errors.ts';
import { readText } from '../../files.ts';

/** A config's file. */
export interface ConfigPlace {
  /** Absolute. */
  readonly path: string;
  /** As the user says it. */
  readonly shown: string;
  /** What stands there; absent if there is no such file. */
  readonly text?: string;
  readonly config?: Config;
}

/** @throws {SyncError} usage: what stands there cannot be read */
export async function openConfigPlace(cwd: string, shown: string): Promise<ConfigPlace> {
  const path = resolve(cwd, shown);
  const text = await readText(path);
  if (text === undefined) return { path, shown };
  const { value, diagnostics } = parseConfig(text, { path, shownPath: shown });
  if (value !== undefined) return { path, shown, text, config: value };
  const [first] = diagnostics;
  const where = first?.place === undefined ? '' : ` (${placeText(first.place)})`;
  throw new SyncError(
    'usage',
    `There is a config '${shown}' already, and it cannot be read: ${first?.message ?? ''}${where}`,
    { hint: 'Put it right, or name another file with --config.' },
  );
}

/**
 * The config's new text, which is known to be a config.
 *
 * @throws {SyncError} usage: nothing can be added to the one that is there, or the two do not fit
 */
export function textWith(
  { path, shown, text, config }: ConfigPlace,
  added: {
    readonly wiki: NewWiki | undefined;
    readonly listing: NewListing;
    readonly known: NewWiki;
  },
): string {
  const { wiki, listing, known } = added;
  const made =
    text === undefined ? configText(wiki ?? known, listing) : addToConfig(text, { wiki, listing });
  if (made === undefined) {
    throw new SyncError('usage', `'${shown}' is written in a form that init does not add to.`, {
      hint: `Write one with --config elsewhere, and copy the listing '${listing.name}' from it.`,
    });
  }
  const { value, diagnostics } = parseConfig(made, { path, shownPath: shown });
  if (value !== undefined && value.listings.length === (config?.listings.length ?? 0) + 1)
    return made;
  const [first] = diagnostics;
  throw new SyncError(
    'usage',
    `The listing does not fit into '${shown}': ${first?.message ?? ''}`,
    {
      hint: first?.hint ?? 'Name another config with --config.',
    },
  );
}
