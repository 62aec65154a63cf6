/** From the command line's options to listings that are ready to run: config, credentials, wikis. */
import { randomUUID } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import {
  type CredentialSet,
  type CredentialSources,
  readCredentials,
  secretValues,
} from '../config/credentials.ts';
import type { HealthConfig } from '../config/health-config.ts';
import { loadConfig } from '../config/load.ts';
import type { Config, NotifyConfig, WikiConfig } from '../config/normalize.ts';
import {
  type NotifySecrets,
  notifySecretValues,
  readNotifySecrets,
} from '../config/notify-secrets.ts';
import { type Diagnostic, hasErrors } from '../core/diagnostic.ts';
import { rememberedFormats } from '../data/formats.ts';
import { readText } from '../files.ts';
import { trackedFiles } from '../git/tracked-file.ts';
import type { ListingReport } from '../report/run-report.ts';
import type { StateStore } from '../state/store.ts';
import { keepFindings } from '../sync/good-run.ts';
import type { ListingJob, Log } from '../sync/job.ts';
import { nameRun } from '../sync/run-id.ts';
import type { SharedManners } from '../wiki/shared-manners.ts';
import type { Wiki } from '../wiki/wiki.ts';
import { type Host, maskedHost } from './host.ts';
import { mostMade, pagesRead } from './jobs.ts';
import { jobsFor, lockNames, meantBy, meantWithFound } from './meant.ts';
import { type OpenedState, openState, statePlace, stateSecrets } from './open-state.ts';
import { openWiki } from './open-wiki.ts';
import { mayBeMeant, type Selection } from './select.ts';
import { version } from './version.ts';

/** What the command line says about which listings, and from where. */
export interface WireOptions {
  readonly host: Host;
  readonly command: string;
  readonly configPath: string;
  /** What is there, if it was loaded before. */
  readonly config?: Config;
  readonly statePath: string | undefined;
  readonly selection: Selection;
  readonly allowed: readonly string[];
  /** Whether pages that are made from records are meant with their listing. */
  readonly takesMakers?: boolean;
  /** Whether the run is to write: then it is kept how it ended. */
  readonly isWriting?: boolean;
  /** Whether the pages of listings that the config does not name are looked for. Default: yes. */
  readonly findsPages?: boolean;
  /** A wiki's manners from run to run, where the state does not keep them. */
  readonly manners?: SharedManners;
  /** Which side conflicts go to. */
  readonly prefer: 'data' | 'wiki' | undefined;
  /** Makes the log on a host whose streams mask the secrets. */
  readonly log: (host: Host) => Log;
}

/** Listings, ready to run. */
export interface OpenedListings {
  /** None if the config has errors. */
  readonly jobs: readonly ListingJob[];
  /** What there is to tell of listings whose pages could not be found. */
  readonly reports: readonly ListingReport[];
  readonly wikis: readonly Wiki[];
  readonly diagnostics: readonly Diagnostic[];
  readonly state: StateStore;
  /**
   * Keeps other runs from what this one works on.
   *
   * @returns what gives it back
   * @throws {SyncError} state-locked, state-damaged, file-write-failed, state-unavailable
   */
  readonly lock: () => Promise<() => Promise<void>>;
  /** In clear, for masking. */
  readonly secrets: readonly string[];
  /** Who is told of what needs a person; absent without a config. */
  readonly notify?: { readonly config: NotifyConfig; readonly secrets: NotifySecrets };
  /** How it is noticed that runs go wrong; absent without a config. */
  readonly health?: HealthConfig;
  readonly close: () => Promise<void>;
}

/** It may have been loaded before, by who runs again and again. */
async function loaded(
  { config, configPath }: WireOptions,
  path: string,
): ReturnType<typeof loadConfig> {
  return config === undefined ? loadConfig(path, configPath) : { value: config, diagnostics: [] };
}

/**
 * Loads the config, and opens the wikis of the listings that were chosen.
 *
 * @throws {SyncError} usage, config-missing, file-unreadable
 */
export async function openListings(options: WireOptions): Promise<OpenedListings> {
  const { host } = options;
  const path = resolve(host.cwd, options.configPath);
  const { value: config, diagnostics } = await loaded(options, path);
  const sources = await credentialSources(host);
  const place = statePlace(options, config, sources);
  const opened = await openState(place, host, config?.log);
  const { store: state } = opened;
  if (config === undefined) return nothing(diagnostics, opened);
  const named = meantBy(config, options, config.pagesToFind);
  const toFind = config.pagesToFind.filter(({ name, common: { tags } }) =>
    mayBeMeant({ name, tags }, options.selection),
  );
  const wikiNames = new Set([...named.wikiNames, ...toFind.map(({ common }) => common.wiki)]);
  const wikiConfigs = config.wikis.filter(({ name }) => wikiNames.has(name));
  const credentials = credentialsFor(wikiConfigs, sources);
  if (hasErrors(credentials.diagnostics)) return nothing(credentials.diagnostics, opened);
  const notify = { config: config.notify, secrets: readNotifySecrets(sources) };
  const secrets = [
    ...secretValues(credentials.byWiki.values()),
    ...notifySecretValues(notify.secrets),
    ...stateSecrets(place),
  ];
  const log = options.log(maskedHost(host, secrets));
  let meant = named;
  const wikis = await openWikis(wikiConfigs, (name) => ({
    ...{ host, log, manners: opened.manners ?? options.manners },
    pages: () => pagesRead(meant, name) + (meant.makers.length > 0 ? mostMade : 0),
    credentials: credentials.byWiki.get(name),
  }));
  if (options.findsPages !== false && toFind.length > 0) {
    meant = await meantWithFound(config, toFind, { ...options, cwd: host.cwd, wikis, log });
  }
  const names = nameRun(options.command, Date.now(), () => randomUUID(), config.log.bytes);
  const context = {
    ...{ options, config: meant.config, wikis, wikiConfigs, state, log, names },
    version,
    tracked: trackedFiles(host.environment),
    formatFor: rememberedFormats(),
  };
  const health = { maxAge: config.health.maxAge, isKept: options.isWriting === true };
  const lookedFor = toFind.map(({ name }) => name);
  const about = { state, health, log, run: names.run, now: Date.now };
  return {
    jobs: jobsFor(meant, context),
    reports: await keepFindings(lookedFor, meant.reports, about),
    wikis: [...wikis.values()],
    diagnostics: [...diagnostics, ...credentials.diagnostics],
    state,
    lock: () => opened.lock(lockNames(meant, dirname(path))),
    secrets,
    notify,
    health: config.health,
    close: () => closeAll([...wikis.values(), opened]),
  };
}

async function closeAll(open: readonly { readonly close: () => Promise<void> }[]): Promise<void> {
  for (const one of open) await one.close();
}

async function openWikis(
  wikis: readonly WikiConfig[],
  aboutOf: (name: string) => Parameters<typeof openWiki>[1],
): Promise<ReadonlyMap<string, Wiki>> {
  const opened = new Map<string, Wiki>();
  for (const wiki of wikis) opened.set(wiki.name, await openWiki(wiki, aboutOf(wiki.name)));
  return opened;
}

function nothing(
  diagnostics: readonly Diagnostic[],
  { store: state, close }: OpenedState,
): OpenedListings {
  const lock: OpenedListings['lock'] = async () => () => Promise.resolve();
  const none = { jobs: [], reports: [], wikis: [], secrets: [] };
  return { ...none, state, lock, diagnostics, close };
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
