/** From the command line's options to what the doctor looks at. */
import { relative, resolve } from 'node:path';
import { type Credentials, readCredentials, secretValues } from '../config/credentials.ts';
import { loadConfig } from '../config/load.ts';
import type { Config, ListingConfig, WikiConfig } from '../config/normalize.ts';
import { type NotifySecrets, readNotifySecrets } from '../config/notify-secrets.ts';
import { variablePrefix } from '../config/variable-prefix.ts';
import { type Diagnostic, hasErrors } from '../core/diagnostic.ts';
import { type Finding, problem, warning } from '../core/finding.ts';
import { formatFor } from '../data/formats.ts';
import type { ListingToExamine, Round, WikiToExamine } from '../sync/doctor/examine-wikis.ts';
import { examineStateFolder, examineStateStore } from '../sync/doctor/judge-state.ts';
import type { Log } from '../sync/job.ts';
import type { Host } from './host.ts';
import { maskedHost } from './host.ts';
import { openState, statePlace, stateSecrets } from './open-state.ts';
import { mediaWikiOptions } from './open-wiki.ts';
import { selectListings } from './select.ts';
import { credentialSources } from './wire.ts';

/** What the command line says. */
export interface DoctorWireOptions {
  readonly host: Host;
  readonly configPath: string;
  readonly statePath: string | undefined;
  /** Names and globs of listings; none means all, and all wikis. */
  readonly wanted: readonly string[];
  /** Makes the log on a host whose streams mask the secrets. */
  readonly log: (host: Host) => Log;
}

/** A round, ready to be made. */
export interface OpenedRound {
  /** `undefined` if the config has errors. */
  readonly round: Round | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly machine: readonly Finding[];
  /** In clear, for masking. */
  readonly secrets: readonly string[];
  readonly close: () => Promise<void>;
}

/** Loads the config, and makes ready what is to be looked at. @throws {SyncError} usage, config-missing, file-unreadable */
export async function openRound(options: DoctorWireOptions): Promise<OpenedRound> {
  const { host, configPath, wanted } = options;
  const { value: config, diagnostics } = await loadConfig(
    resolve(host.cwd, configPath),
    configPath,
  );
  const sources = await credentialSources(host);
  const place = statePlace(options, config, sources);
  const state = await openState(place, host);
  const { close } = state;
  if (config === undefined)
    return { round: undefined, diagnostics, machine: [], secrets: [], close };
  const machine = [
    ...(place.kind === 'folder'
      ? await examineStateFolder(place.path, place.shown)
      : await examineStateStore(state.store, place.shown)),
    ...judgeNotify(config, readNotifySecrets(sources)),
  ];
  const listings = chosen(config, wanted);
  const names = new Set(listings.map(({ wiki }) => wiki));
  const wikis: WikiToExamine[] = [];
  const found: Credentials[] = [];
  for (const wiki of config.wikis) {
    if (wanted.length > 0 && !names.has(wiki.name)) continue;
    const { credentials, findings } = await credentialsFor(wiki, host);
    found.push(credentials);
    wikis.push(
      wiki.kind === 'folder' ? folder(wiki, host) : mediaWiki(wiki, { credentials, findings }),
    );
  }
  const secrets = [...secretValues(found), ...stateSecrets(place)];
  const log = options.log(maskedHost(host, secrets));
  return {
    round: {
      wikis,
      listings: listings.map((each) => examinable(each, host)),
      state: state.store,
      log,
      stopping: host.stopping,
    },
    diagnostics,
    machine,
    secrets,
    close,
  };
}

/** Milliseconds for a request: somebody waits for the answer, and nothing is saved. */
const deadlines = { get: 20_000, post: 20_000 };

interface FoundCredentials {
  readonly credentials: Credentials;
  /** What is wrong with them. */
  readonly findings: readonly Finding[];
}

/** A message that nobody would get. */
function judgeNotify(
  { notify: { webhook, mail }, health: { ping } }: Pick<Config, 'notify' | 'health'>,
  { webhookUrl, smtpUrl, pingUrl }: NotifySecrets,
): readonly Finding[] {
  const unset = [
    ...(webhook && webhookUrl === undefined ? [['notify', 'WIKISYNC_WEBHOOK_URL']] : []),
    ...(mail !== undefined && smtpUrl === undefined ? [['notify', 'WIKISYNC_SMTP_URL']] : []),
    ...(ping && pingUrl === undefined ? [['health', 'WIKISYNC_PING_URL']] : []),
  ];
  return unset.map(([key = '', name = '']) =>
    warning(
      'notifications',
      'notify-unset',
      `The config's '${key}' needs ${name}, which is not set.`,
      'Set it in the environment or in .env; until then nobody is told of a run that needs a person.',
    ),
  );
}

function examinable(listing: ListingConfig, host: Host): ListingToExamine {
  const { name, wiki, page, schema, dataPath } = listing;
  const format = formatFor(dataPath);
  if (format === undefined) throw new Error(`A rule let the data file of '${name}' pass.`);
  return {
    name,
    wiki,
    page,
    schema,
    data: { path: dataPath, shownPath: shown(dataPath, host), format },
  };
}

function chosen(config: Config, wanted: readonly string[]): Config['listings'] {
  const selection = { wanted, all: false, noneMeansAll: true };
  const unexplored = config.pagesToFind.map(({ name, common: { tags } }) => ({ name, tags }));
  return selectListings(config.listings, { ...selection, unexplored });
}

/** Wiki by wiki, so that one wiki's mistake does not keep another from being looked at. */
async function credentialsFor({ kind, name }: WikiConfig, host: Host): Promise<FoundCredentials> {
  const none: Credentials = { kind: 'none' };
  if (kind === 'folder') return { credentials: none, findings: [] };
  const { byWiki, diagnostics } = readCredentials([name], await credentialSources(host));
  const findings = diagnostics
    .filter((diagnostic) => hasErrors([diagnostic]))
    .map(({ code, message, hint = 'Look into the environment and .env.' }) =>
      problem('credentials', code, message, hint),
    );
  return { credentials: byWiki.get(name) ?? none, findings };
}

function folder(wiki: WikiConfig & { readonly kind: 'folder' }, host: Host): WikiToExamine {
  return {
    kind: 'folder',
    name: wiki.name,
    place: shown(wiki.folder, host),
    examine: async (request) => {
      const { examineFolder } = await import('../wiki/examine/examine-folder.ts');
      return examineFolder(wiki, request);
    },
  };
}

function mediaWiki(
  wiki: WikiConfig & { readonly kind: 'mediawiki' },
  { credentials, findings }: FoundCredentials,
): WikiToExamine {
  return {
    kind: 'mediawiki',
    name: wiki.name,
    place: wiki.api,
    bot: wiki.bot,
    credentials,
    variables: variablePrefix(wiki.name),
    findings,
    examine: async (request) => {
      const { examineMediaWiki } = await import('../wiki/examine/examine-mediawiki.ts');
      const options = await mediaWikiOptions(wiki, credentials);
      return examineMediaWiki({ ...options, deadlines }, request);
    },
  };
}

/** A path as the user knows it. */
function shown(path: string, { cwd }: Host): string {
  const short = relative(cwd, path);
  return short === '' ? '.' : short;
}
