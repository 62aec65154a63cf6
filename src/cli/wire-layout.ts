/** From a listing of the config to what its page is made by. */
import { relative } from 'node:path';
import type { Config, ListingConfig } from '../config/normalize.ts';
import { byKey } from '../core/by-key.ts';
import { standardSite } from '../core/wikitext/site.ts';
import { canonicalTitle } from '../core/wikitext/title.ts';
import type { ListingJob } from '../sync/job.ts';

/** The listings of each page, by config: it is asked for each of them. */
const listingsByPage = new WeakMap<Config, ReadonlyMap<string, readonly ListingConfig[]>>();

/** The listing's layout, and the other listings of its page. */
export function layoutOf(
  listing: ListingConfig,
  config: Config,
  cwd: string,
): Pick<ListingJob, 'layout' | 'neighbours'> {
  const { name, layoutPath } = listing;
  const all = listingsByPage.get(config) ?? byKey(config.listings, pageOf);
  listingsByPage.set(config, all);
  const neighbours = (all.get(pageOf(listing)) ?? []).filter((other) => other.name !== name);
  return {
    ...(layoutPath === undefined
      ? {}
      : { layout: { path: layoutPath, shownPath: relative(cwd, layoutPath) } }),
    ...(neighbours.length === 0 ? {} : { neighbours }),
  };
}

function pageOf({ wiki, page }: ListingConfig): string {
  return JSON.stringify([wiki, canonicalTitle(page, standardSite)]);
}
