/** Wikis whose changes are followed: kept open from one look to the next, so that a look is one request. */
import { readCredentials, secretValues } from '../../config/credentials.ts';
import type { Config, ListingConfig } from '../../config/normalize.ts';
import { hasErrors } from '../../core/diagnostic.ts';
import { SyncError } from '../../errors.ts';
import type { Performer } from '../../serve/worker.ts';
import type { Wiki } from '../../wiki/wiki.ts';
import { findAllPages } from '../found-pages.ts';
import { maskedHost } from '../host.ts';
import { openState } from '../open-state.ts';
import { openWiki } from '../open-wiki.ts';
import { credentialSources } from '../wire.ts';
import type { PerformOptions } from './perform.ts';

/** Milliseconds that a wiki is kept open: a connection is for a run, which ends some time. */
const longestOpen = 45 * 60_000;

interface OpenWatch {
  readonly wiki: Wiki;
  readonly config: Config;
  /** With those that were found when it was opened. */
  readonly pages: readonly ListingConfig[];
  readonly openedAt: number;
}

/** What wikis are followed with. */
type WatchOptions = Pick<PerformOptions, 'host' | 'source' | 'log' | 'place' | 'manners'>;

/** Follows wikis; each is opened when it is first looked at. */
export function watchedWikis(
  options: WatchOptions,
): Pick<Performer, 'look'> & { readonly close: () => Promise<void> } {
  const open = new Map<string, OpenWatch>();
  const { host } = options;
  const close = async (name: string): Promise<void> => {
    const known = open.get(name);
    open.delete(name);
    await known?.wiki.close();
  };
  const opened = async (name: string, config: Config): Promise<OpenWatch> => {
    const known = open.get(name);
    const age = host.clock.now() - (known?.openedAt ?? 0);
    if (known !== undefined && known.config === config && age < longestOpen) return known;
    await close(name);
    const wiki = await openWatched(options, name, config);
    const openedAt = host.clock.now();
    const watch = { wiki, config, openedAt, pages: watchedPages(config, name) };
    open.set(name, watch);
    const found = await foundPages(options, name, watch);
    const whole = { ...watch, pages: [...watch.pages, ...found] };
    open.set(name, whole);
    return whole;
  };
  return {
    look: async (name, since) => {
      const { config } = await options.source();
      try {
        const { wiki, pages } = await opened(name, config);
        const titles = [...new Set(pages.map(({ page }) => page))];
        const { changed, position } = await wiki.readChanges({ titles, since });
        const found = pages.filter(({ page }) => changed.includes(page));
        return { listings: [...new Set(found.map(({ listing }) => listing))], position };
      } catch (error) {
        // A connection that met trouble is not relied on again.
        await close(name);
        throw error;
      }
    },
    close: async () => {
      for (const name of [...open.keys()]) await close(name);
    },
  };
}

/** The pages of a wiki's listings that are watched. */
function watchedPages({ schedules, listings }: Config, wiki: string): readonly ListingConfig[] {
  const watched = schedules.filter((schedule) => schedule.watch && schedule.wiki === wiki);
  const names = new Set(watched.map(({ listing }) => listing));
  return listings.filter(({ listing }) => names.has(listing));
}

/** The watched pages that the config does not name. @throws {SyncError} wiki-unavailable */
async function foundPages(
  { host, log }: Pick<PerformOptions, 'host' | 'log'>,
  name: string,
  { wiki, config }: Pick<OpenWatch, 'wiki' | 'config'>,
): Promise<readonly ListingConfig[]> {
  const watched = config.schedules.filter((schedule) => schedule.watch && schedule.wiki === name);
  const names = new Set(watched.map(({ listing }) => listing));
  const toFind = config.pagesToFind.filter((one) => names.has(one.name));
  if (toFind.length === 0) return [];
  const about = { wikis: new Map([[name, wiki]]), cwd: host.cwd, log: log(host) };
  const { listings, reports } = await findAllPages(config, toFind, about);
  for (const { outcome } of reports) {
    if (outcome.kind === 'failed') throw new SyncError(outcome.code, outcome.message);
  }
  return listings;
}

async function openWatched(
  { host, log, place, manners }: WatchOptions,
  name: string,
  config: Config,
): Promise<Wiki> {
  const wiki = config.wikis.find((one) => one.name === name);
  if (wiki === undefined) {
    throw new SyncError('usage', `There is no wiki '${name}' in the config any more.`);
  }
  const names = wiki.kind === 'mediawiki' ? [name] : [];
  const { byWiki, diagnostics } = readCredentials(names, await credentialSources(host));
  if (hasErrors(diagnostics)) {
    throw new SyncError('credentials-missing', diagnostics[0]?.message ?? '');
  }
  const masked = maskedHost(host, secretValues(byWiki.values()));
  // Looks go on for as long as it is open: more of them than a run may have requests for its pages.
  const pages = longestOpen / 1000;
  const state = await openState(place, host);
  const opened = await openWiki(wiki, {
    ...{ host, pages, log: log(masked), manners: state.manners ?? manners },
    credentials: byWiki.get(name),
  });
  return { ...opened, close: () => opened.close().finally(state.close) };
}
