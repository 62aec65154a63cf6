/** Opens the wikis of a config. */
import type { Credentials } from '../config/credentials.ts';
import type { WikiConfig } from '../config/normalize.ts';
import type { Log } from '../sync/job.ts';
import type { MediaWikiOptions } from '../wiki/media-wiki.ts';
import type { SharedManners } from '../wiki/shared-manners.ts';
import type { Wiki } from '../wiki/wiki.ts';
import type { Host } from './host.ts';
import { version } from './version.ts';

/** The adapters are loaded when they are needed: a folder wiki has no use for a web client. */
export async function openWiki(
  wiki: WikiConfig,
  about: {
    readonly host: Host;
    readonly credentials: Credentials | undefined;
    /** How many the run is about. */
    readonly pages: number | (() => number);
    readonly log: Log;
    /** Together with others who work on it, if there are some. */
    readonly manners?: SharedManners | undefined;
  },
): Promise<Wiki> {
  if (wiki.kind === 'folder') {
    const { openFolderWiki } = await import('../wiki/folder-wiki.ts');
    return openFolderWiki(wiki);
  }
  const { openMediaWiki } = await import('../wiki/media-wiki.ts');
  const { host, pages, log, manners, credentials = { kind: 'none' } } = about;
  const options = await mediaWikiOptions(wiki, credentials);
  const onWait = (milliseconds: number): void => {
    const seconds = Math.round(milliseconds / 1000);
    if (seconds > 0) log('info', `waiting ${seconds} s for ${wiki.name}`, { seconds });
  };
  const shared = manners === undefined ? {} : { manners };
  return openMediaWiki({ ...options, ...shared, pages, onWait, stopping: host.stopping });
}

/** How to open a MediaWiki of the config. */
export async function mediaWikiOptions(
  wiki: WikiConfig & { readonly kind: 'mediawiki' },
  credentials: Credentials,
): Promise<MediaWikiOptions> {
  const { name, api, contact, stop, bot, minor, messages, holds, proxy } = wiki;
  return {
    name,
    api,
    contact: contact ?? 'a wiki on this machine',
    version,
    credentials,
    bot,
    minor,
    private: wiki.private,
    editGap: 1000 * wiki.gap,
    messages,
    settleSeconds: wiki.settle,
    ...(holds === undefined ? {} : { holds }),
    ...(stop === undefined ? {} : { stop }),
    ...(proxy === undefined ? {} : { proxy }),
  };
}
