/** From the config's listings to jobs: one for each page, and one for all that is made of a listing. */
import { relative, resolve } from 'node:path';
import { listingDigest } from '../config/listing-digest.ts';
import type { MakerConfig } from '../config/makers.ts';
import type { Config, ListingConfig, WikiConfig } from '../config/normalize.ts';
import { byKey } from '../core/by-key.ts';
import type { DataFormat } from '../core/data-file.ts';
import type { TrackedFile } from '../git/tracked-file.ts';
import { lazily } from '../lazily.ts';
import type { StateStore } from '../state/store.ts';
import type { ListingJob, Log } from '../sync/job.ts';
import { togetherOnPages } from '../sync/other-pages.ts';
import type { RunNames } from '../sync/run-id.ts';
import type { Wiki } from '../wiki/wiki.ts';
import type { Meant } from './meant.ts';
import type { WireOptions } from './wire.ts';
import { layoutOf } from './wire-layout.ts';

/** What a page of a listing has, its other pages say too: they are read twice at most. */
export function pagesRead(
  { config, listings }: { readonly config: Config; readonly listings: readonly ListingConfig[] },
  wiki: string,
): number {
  const own = listings.filter((listing) => listing.wiki === wiki);
  const names = new Set(own.map(({ listing }) => listing));
  const all = config.listings.filter(({ listing }) => names.has(listing));
  return all.length === names.size ? own.length : own.length + all.length;
}

/** Pages that one run may make, for the number of requests that it may send. */
export const mostMade = 500;

/** The job that makes pages of a listing's records; `undefined` if no page of the listing was found. */
export function makerJob(
  { name, listing, page, layoutPath, where }: MakerConfig,
  { config, listings, cwd }: Pick<Meant, 'config' | 'listings'> & { readonly cwd: string },
  toJob: (listing: ListingConfig) => ListingJob,
): ListingJob | undefined {
  const own = config.listings.find((one) => one.listing === listing);
  if (own === undefined) return undefined;
  const job = toJob(own);
  const taken = config.listings.filter(({ wiki }) => wiki === own.wiki).map((one) => one.page);
  const shownPath = relative(cwd, layoutPath);
  const layout = { path: layoutPath, shownPath };
  const followsListing = listings.some((one) => one.listing === listing);
  const maker = { name, listing, page, where, layout, taken, followsListing };
  return { ...job, name, page, maker };
}

/** The jobs that were chosen, each with those of its listing's other pages. */
export function jobsOf(
  config: Config,
  chosen: readonly ListingConfig[],
  toJob: (listing: ListingConfig) => ListingJob,
): readonly ListingJob[] {
  const names = new Set(chosen.map(({ name }) => name));
  const listings = [...new Set(chosen.map(({ listing }) => listing))];
  const pages = byKey(config.listings, ({ listing }) => listing);
  return listings.flatMap((listing) => {
    // Pages that each have a data file know nothing of each other.
    const all = pages.get(listing) ?? [];
    const own = all.some(({ schema }) => schema.pages !== undefined)
      ? all
      : all.filter(({ name }) => names.has(name));
    return togetherOnPages(own.map(toJob)).filter(({ name }) => names.has(name));
  });
}

/** What listings are wired with. */
export interface JobContext {
  readonly options: WireOptions;
  readonly config: Config;
  readonly wikis: ReadonlyMap<string, Wiki>;
  readonly wikiConfigs: readonly WikiConfig[];
  readonly state: StateStore;
  readonly log: Log;
  readonly names: RunNames;
  readonly version: string;
  readonly formatFor: (path: string) => DataFormat | undefined;
  /** A data file as git sees it. */
  readonly tracked: (path: string) => Promise<TrackedFile | undefined>;
}

/** A listing, or one page of it, wired to its wiki and its data file. */
export function toJob(listing: ListingConfig, context: JobContext): ListingJob {
  const { options, config, wikis, wikiConfigs, state, log, names, version } = context;
  const wikiConfig = wikiConfigs.find(({ name }) => name === listing.wiki);
  const wiki = wikis.get(listing.wiki);
  const format = context.formatFor(listing.dataPath);
  if (wiki === undefined || wikiConfig === undefined || format === undefined) {
    throw new Error(`A rule let the wiki or the data file of '${listing.name}' pass.`);
  }
  const { host } = options;
  const shownPath = relative(host.cwd, listing.dataPath);
  return {
    name: listing.name,
    wiki,
    page: listing.page,
    data: { path: listing.dataPath, shownPath, format },
    schema: listing.schema,
    ...layoutOf(listing, config, host.cwd),
    configDigest: lazily(() =>
      listingDigest(listing, wikiConfig, resolve(host.cwd, options.configPath)),
    ),
    version,
    guards: listing.guards,
    check: listing.check,
    allowed: new Set(options.allowed),
    ...(options.prefer === undefined ? {} : { prefer: options.prefer }),
    summary: listing.summary,
    marker: listing.marker,
    tracked: () => context.tracked(listing.dataPath),
    authors: wikiConfig.kind === 'mediawiki' ? wikiConfig.authors : new Map(),
    state,
    health: { maxAge: config.health.maxAge, isKept: options.isWriting === true },
    log,
    now: Date.now,
    ...names,
    stopping: host.stopping,
  };
}
