/** Which listings, and what is made of them, a command line means. */
import { relative } from 'node:path';
import type { MakerConfig } from '../config/makers.ts';
import type { Config, ListingConfig } from '../config/normalize.ts';
import type { PagesToFind } from '../config/page-listings.ts';
import { SyncError } from '../errors.ts';
import type { ListingReport } from '../report/run-report.ts';
import type { ListingJob, Log } from '../sync/job.ts';
import type { Wiki } from '../wiki/wiki.ts';
import { findAllPages } from './found-pages.ts';
import { type JobContext, jobsOf, makerJob, toJob } from './jobs.ts';
import { type Selection, selectListings, type Unexplored } from './select.ts';

/** What a command line means. */
export interface Meant {
  /** With all pages that were found. */
  readonly config: Config;
  readonly listings: readonly ListingConfig[];
  readonly makers: readonly MakerConfig[];
  /** The wikis of all of them. */
  readonly wikiNames: ReadonlySet<string>;
  /** What there is to tell of listings whose pages could not be found. */
  readonly reports: readonly ListingReport[];
}

/** What was called, and for what. */
export interface MeantBy {
  readonly command: string;
  readonly selection: Selection;
  /** Whether pages that are made from records are meant with their listing. */
  readonly takesMakers?: boolean;
}

/**
 * The listings that are meant, and what is made of them.
 *
 * @param unexplored listings whose pages are not known, so that a name may mean one of these
 * @throws {SyncError} usage
 */
export function meantBy(
  config: Config,
  { command, selection, takesMakers = false }: MeantBy,
  unexplored: readonly PagesToFind[],
): Meant {
  const names: readonly Unexplored[] = unexplored.map(({ name, common: { tags } }) => ({
    name,
    tags,
  }));
  const selected = new Set(
    selectListings<ListingConfig | MakerConfig>([...config.listings, ...config.makers], {
      ...selection,
      unexplored: names,
    }),
  );
  const listings = config.listings.filter((listing) => selected.has(listing));
  const made = config.makers.filter((one) => selected.has(one));
  const isOfMade = listings.length === 0 && names.length === 0 && made.length > 0;
  if (!takesMakers && isOfMade) {
    throw notAboutMade(
      command,
      made.map(({ name }) => name),
    );
  }
  const makers = takesMakers ? made : [];
  const named = new Set([...listings, ...makers].map(({ listing }) => listing));
  const wikis = config.listings.filter(({ listing }) => named.has(listing));
  return {
    config,
    listings,
    makers,
    wikiNames: new Set(wikis.map(({ wiki }) => wiki)),
    reports: [],
  };
}

/** The same, once the pages were found that the config does not name. @throws {SyncError} usage */
export async function meantWithFound(
  config: Config,
  toFind: readonly PagesToFind[],
  about: MeantBy & {
    readonly wikis: ReadonlyMap<string, Wiki>;
    readonly cwd: string;
    readonly log: Log;
  },
): Promise<Meant> {
  const { listings, reports } = await findAllPages(config, toFind, about);
  const untold = new Set(reports.map(({ listing }) => listing));
  const left = toFind.filter(({ name }) => untold.has(name));
  const whole = { ...config, listings: [...config.listings, ...listings] };
  return { ...meantBy(whole, about, left), reports };
}

/** The jobs of all that is meant. */
export function jobsFor({ config, listings, makers }: Meant, context: JobContext): ListingJob[] {
  const jobOf = (listing: ListingConfig): ListingJob => toJob(listing, context);
  const where = { config, listings, cwd: context.options.host.cwd };
  return [
    ...jobsOf(config, listings, jobOf),
    ...makers.flatMap((maker) => makerJob(maker, where, jobOf) ?? []),
  ];
}

/** What of one run must not be worked on by another: a data file may be that of several listings. */
export function lockNames({ config, listings, makers }: Meant, folder: string): readonly string[] {
  const names = new Set([...listings, ...makers].map(({ listing }) => listing));
  const files = config.listings
    .filter(({ listing }) => names.has(listing))
    .map(({ dataPath }) => dataPath);
  return [
    ...[...names].map((name) => `listing '${name}'`),
    ...[...new Set(files)].map((file) => `data file '${relative(folder, file)}'`),
  ].toSorted();
}

/** A command that was called for what is made of a listing alone, and is not about that. */
export function notAboutMade(command: string, makers: readonly string[]): SyncError {
  const names = makers.map((name) => `'${name}'`).join(', ');
  return new SyncError('usage', `'${command}' is not about made pages, which ${names} means.`, {
    hint: 'They follow from the data file and their layout: plan, check, push and sync are about them.',
  });
}
