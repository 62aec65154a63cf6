/** From a listing of the config to what its page is made by. */
import { relative } from 'node:path';
import type { Config, ListingConfig } from '../config/normalize.ts';
import { standardSite } from '../core/wikitext/site.ts';
import { canonicalTitle } from '../core/wikitext/title.ts';
import type { ListingJob } from '../sync/job.ts';

/** The listing's layout, and the other listings of its page. */
export function layoutOf(
  { name, wiki, page, layoutPath }: ListingConfig,
  config: Config,
  cwd: string,
): Pick<ListingJob, 'layout' | 'neighbours'> {
  const title = canonicalTitle(page, standardSite);
  const neighbours = config.listings.filter(
    (other) =>
      other.name !== name &&
      other.wiki === wiki &&
      canonicalTitle(other.page, standardSite) === title,
  );
  return {
    ...(layoutPath === undefined
      ? {}
      : { layout: { path: layoutPath, shownPath: relative(cwd, layoutPath) } }),
    ...(neighbours.length === 0 ? {} : { neighbours }),
  };
}
