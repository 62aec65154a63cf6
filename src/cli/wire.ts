/** From the command line's options to listings that are ready to run: config, credentials, wikis. */
import { randomUUID } from 'node:crypto';
import { relative, resolve } from 'node:path';
import {
  type CredentialSet,
  type CredentialSources,
  readCredentials,
  secretValues,
} from '../config/credentials.ts';
import { listingDigest } from '../config/listing-digest.ts';
import { loadConfig } from '../config/load.ts';
import type { Config, ListingConfig, NotifyConfig, WikiConfig } from '../config/normalize.ts';
import {
  type NotifySecrets,
  notifySecretValues,
  readNotifySecrets,
} from '../config/notify-secrets.ts';
import { type Diagnostic, hasErrors } from '../core/diagnostic.ts';
import { formatFor } from '../data/formats.ts';
import { readText } from '../files.ts';
import { trackedFile } from '../git/tracked-file.ts';
import { openStateStore, type StateStore } from '../state/store.ts';
import type { ListingJob, Log } from '../sync/job.ts';
import { togetherOnPages } from '../sync/other-pages.ts';
import { nameRun, type RunNames } from '../sync/run-id.ts';
import type { Wiki } from '../wiki/wiki.ts';
import { type Host, maskedHost } from './host.ts';
import { openWiki } from './open-wiki.ts';
import { type Selection, selectListings } from './select.ts';
import { layoutOf } from './wire-layout.ts';

/** What the command line says about which listings, and from where. */
export interface WireOptions {
  readonly host: Host;
  readonly command: string;
  readonly configPath: string;
  readonly statePath: string | undefined;
  readonly selection: Selection;
  readonly allowed: readonly string[];
  /** Which side conflicts go to. */
  readonly prefer: 'data' | 'wiki' | undefined;
  /** Makes the log on a host whose streams mask the secrets. */
  readonly log: (host: Host) => Log;
}

/** Listings, ready to run. */
export interface OpenedListings {
  /** None if the config has errors. */
  readonly jobs: readonly ListingJob[];
  readonly diagnostics: readonly Diagnostic[];
  /** The state folder, and its path. */
  readonly state: StateStore;
  readonly stateFolder: string;
  /** In clear, for masking. */
  readonly secrets: readonly string[];
  /** Who is told of what needs a person; absent without a config. */
  readonly notify?: { readonly config: NotifyConfig; readonly secrets: NotifySecrets };
  readonly close: () => Promise<void>;
}

/**
 * Loads the config, and opens the wikis of the listings that were chosen.
 *
 * @throws {SyncError} usage, config-missing, file-unreadable
 */
export async function openListings(options: WireOptions): Promise<OpenedListings> {
  const { host, configPath, selection } = options;
  const path = resolve(host.cwd, configPath);
  const { value: config, diagnostics } = await loadConfig(path, configPath);
  const stateFolder = statePath(options, config);
  const state = openStateStore(stateFolder);
  if (config === undefined) return nothing(diagnostics, { state, stateFolder });
  const listings = selectListings(config.listings, selection);
  const wikiNames = new Set(listings.map(({ wiki }) => wiki));
  const wikiConfigs = config.wikis.filter(({ name }) => wikiNames.has(name));
  const sources = await credentialSources(host);
  const credentials = credentialsFor(wikiConfigs, sources);
  if (hasErrors(credentials.diagnostics))
    return nothing(credentials.diagnostics, { state, stateFolder });
  const notify = { config: config.notify, secrets: readNotifySecrets(sources) };
  const secrets = [
    ...secretValues(credentials.byWiki.values()),
    ...notifySecretValues(notify.secrets),
  ];
  const log = options.log(maskedHost(host, secrets));
  const wikis = new Map<string, Wiki>();
  for (const wiki of wikiConfigs) {
    const pages = pagesRead(config, listings, wiki.name);
    wikis.set(
      wiki.name,
      await openWiki(wiki, { host, pages, log, credentials: credentials.byWiki.get(wiki.name) }),
    );
  }
  const context = {
    options,
    config,
    wikis,
    wikiConfigs,
    state,
    log,
    names: nameRun(options.command, Date.now(), randomUUID),
  };
  return {
    jobs: jobsOf(config, listings, (listing) => toJob(listing, context)),
    diagnostics: [...diagnostics, ...credentials.diagnostics],
    state,
    stateFolder,
    secrets,
    notify,
    close: async () => {
      for (const wiki of wikis.values()) await wiki.close();
    },
  };
}

/** What a page of a listing has, its other pages say too: they are read twice at most. */
function pagesRead(config: Config, chosen: readonly ListingConfig[], wiki: string): number {
  const own = chosen.filter((listing) => listing.wiki === wiki);
  const names = new Set(own.map(({ listing }) => listing));
  const all = config.listings.filter(({ listing }) => names.has(listing));
  return all.length === names.size ? own.length : own.length + all.length;
}

/** The jobs that were chosen, each with those of its listing's other pages. */
function jobsOf(
  config: Config,
  chosen: readonly ListingConfig[],
  toJob: (listing: ListingConfig) => ListingJob,
): readonly ListingJob[] {
  const names = new Set(chosen.map(({ name }) => name));
  const listings = [...new Set(chosen.map(({ listing }) => listing))];
  return listings.flatMap((listing) => {
    const jobs = config.listings.filter((one) => one.listing === listing).map(toJob);
    return togetherOnPages(jobs).filter(({ name }) => names.has(name));
  });
}

function nothing(
  diagnostics: readonly Diagnostic[],
  where: Pick<OpenedListings, 'state' | 'stateFolder'>,
): OpenedListings {
  return { ...where, jobs: [], diagnostics, secrets: [], close: () => Promise.resolve() };
}

/** The environment, and `.env` in the working directory. */
export async function credentialSources(host: Host): Promise<CredentialSources> {
  const dotenv = await readText(resolve(host.cwd, '.env'));
  return { environment: host.environment, dotenv };
}

function credentialsFor(wikis: readonly WikiConfig[], sources: CredentialSources): CredentialSet {
  const names = wikis.filter(({ kind }) => kind === 'mediawiki').map(({ name }) => name);
  return readCredentials(names, sources);
}

/** The state folder: the command line's, else the config's, else the default. */
export function statePath(
  options: Pick<WireOptions, 'host' | 'statePath'>,
  config: Config | undefined,
): string {
  const { host } = options;
  if (options.statePath !== undefined) return resolve(host.cwd, options.statePath);
  return config?.statePath ?? resolve(host.cwd, '.wikisync');
}

function toJob(
  listing: ListingConfig,
  context: {
    readonly options: WireOptions;
    readonly config: Config;
    readonly wikis: ReadonlyMap<string, Wiki>;
    readonly wikiConfigs: readonly WikiConfig[];
    readonly state: StateStore;
    readonly log: Log;
    readonly names: RunNames;
  },
): ListingJob {
  const { options, config, wikis, wikiConfigs, state, log, names } = context;
  const wikiConfig = wikiConfigs.find(({ name }) => name === listing.wiki);
  const wiki = wikis.get(listing.wiki);
  const format = formatFor(listing.dataPath);
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
    configDigest: listingDigest(listing, wikiConfig, resolve(host.cwd, options.configPath)),
    guards: listing.guards,
    allowed: new Set(options.allowed),
    ...(options.prefer === undefined ? {} : { prefer: options.prefer }),
    summary: listing.summary,
    marker: listing.marker,
    tracked: () => trackedFile(listing.dataPath, host.environment),
    authors: wikiConfig.kind === 'mediawiki' ? wikiConfig.authors : new Map(),
    state,
    log,
    now: Date.now,
    ...names,
    stopping: host.stopping,
  };
}
