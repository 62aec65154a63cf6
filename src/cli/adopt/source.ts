/** Where the page is that init was given: an address, a file, or a title. */
import { basename, dirname, extname, relative, resolve, sep } from 'node:path';
import type { Config, WikiConfig } from '../../config/normalize.ts';
import { isContact, isLoopback } from '../../config/wiki-rules.ts';
import type { NewWiki } from '../../config/write-config.ts';
import { asciiSlugOf } from '../../core/adopt/names.ts';
import { SyncError } from '../../errors.ts';
import { readText } from '../../files.ts';
import type { Host } from '../host.ts';
import { version } from '../version.ts';
import type { Asker } from './questions.ts';
import { refuseSavedPage } from './saved-page.ts';

/** A page, and the wiki that it is read from. */
export interface Source {
  readonly wiki: WikiConfig;
  /** As the config is to have the wiki; absent if it has it already. */
  readonly added?: NewWiki;
  readonly page: string;
}

/** What was said of the page. */
export interface SourceCall {
  readonly host: Host;
  readonly asker: Asker;
  /** An address, a file, or a title. */
  readonly target: string;
  readonly api: string | undefined;
  readonly contact: string | undefined;
  /** What the config is to call the wiki. */
  readonly wiki: string | undefined;
  /** Where the config goes, absolute. */
  readonly configPath: string;
  /** The config that is there already. */
  readonly known: Config | undefined;
}

/**
 * Finds the page; an address is asked where its wiki's API is.
 *
 * @throws {SyncError} usage, file-missing, page-unusable, wiki-unavailable
 */
export async function findSource(call: SourceCall): Promise<Source> {
  const { target, api } = call;
  const isAddress = /^https?:\/\//i.test(target);
  if (!isAddress && api === undefined) return fileSource(call);
  const { findApi, pageInAddress } = await import('../../wiki/find-api.ts');
  const title = isAddress ? pageInAddress(target) : target;
  const contact = await contactFor(call, api ?? target);
  if (api !== undefined) return onlineSource(call, { api, title, contact });
  const agent = `wikisync/${version} (${contact ?? 'a wiki on this machine'})`;
  return onlineSource(call, { ...(await findApi(target, { agent })), contact });
}

/** Wikis ask programs to say whom to write to: before anything is sent. */
async function contactFor(call: SourceCall, address: string): Promise<string | undefined> {
  const { asker, known } = call;
  if (call.contact !== undefined && !isContact(call.contact)) {
    throw new SyncError('usage', `'${call.contact}' is no e-mail address and no URL.`, {
      hint: 'Give --contact one of the two, without anything around it.',
    });
  }
  if (call.contact !== undefined || !URL.canParse(address) || isLoopback(address)) {
    return call.contact;
  }
  const contacts = known?.wikis.map((wiki) =>
    wiki.kind === 'mediawiki' ? wiki.contact : undefined,
  );
  const before = contacts?.find((contact) => contact !== undefined);
  const said =
    before ??
    (await asker.say("Whom may the wiki's people write to (an e-mail address or a URL)?", {
      isFit: isContact,
    }));
  if (said !== undefined) return said;
  throw new SyncError('usage', "It is not said whom the wiki's people may write to.", {
    hint: 'Add --contact with an e-mail address or a URL: it goes into the user agent, as wikis ask.',
  });
}

function onlineSource(
  { known, wiki: wanted }: SourceCall,
  found: { readonly api: string; readonly title: string; readonly contact: string | undefined },
): Source {
  const { api, title, contact } = found;
  if (!URL.canParse(api)) {
    throw new SyncError('usage', `'${api}' is no address of an api.php.`, {
      hint: 'Give it as https://wiki.example.org/w/api.php.',
    });
  }
  const same = known?.wikis.find((wiki) => wiki.kind === 'mediawiki' && wiki.api === api);
  if (same !== undefined && (wanted ?? same.name) === same.name) return { wiki: same, page: title };
  const name = wikiName(wanted, { fallback: hostSlug(api), known });
  const wiki: WikiConfig = {
    ...{ kind: 'mediawiki', name, api, contact, stop: undefined, bot: true, minor: true },
    ...{ private: false, gap: 10, holds: undefined, messages: 'stop', settle: 150 },
    ...{ proxy: undefined, authors: new Map<string, string>() },
  };
  return { wiki, added: { name, at: { api, contact } }, page: title };
}

/** `en.wikipedia.org` is `en-wikipedia`; `wiki.example.org` is `example`. */
function hostSlug(api: string): string {
  const { hostname } = new URL(api);
  if (/^[\d.]+$|:/.test(hostname)) return 'local';
  const labels = hostname.split('.');
  const own = labels.length > 1 ? labels.slice(0, -1) : labels;
  const said = own.filter((label) => !['www', 'wiki', 'm', 'mobile'].includes(label));
  return (said.length === 0 ? own : said).join('-');
}

/** A folder wiki beside the file: its title is the file's name. */
async function fileSource(call: SourceCall): Promise<Source> {
  const { host, configPath, known, target, wiki: wanted } = call;
  const path = resolve(host.cwd, target);
  const text = await readText(path);
  if (text === undefined) {
    throw new SyncError('file-missing', `There is no file '${target}'.`, {
      hint: 'Give the address of a page, the file of a saved one, or a title with --api.',
    });
  }
  refuseSavedPage(text, target);
  const extension = extname(path).slice(1);
  if (!/^[A-Za-z0-9]+$/.test(extension)) {
    throw new SyncError('usage', `'${target}' has no extension such as .wiki in its name.`, {
      hint: 'A folder of pages holds each as Title_with_underscores.wiki: rename the file.',
    });
  }
  const page = titleIn(basename(path, extname(path)));
  const folder = dirname(path);
  const same = known?.wikis.find(
    (wiki) => wiki.kind === 'folder' && wiki.folder === folder && wiki.extension === extension,
  );
  if (same !== undefined && (wanted ?? same.name) === same.name) return { wiki: same, page };
  const name = wikiName(wanted, { fallback: 'pages', known });
  const fromConfig = relative(dirname(configPath), folder).split(sep).join('/') || '.';
  return {
    wiki: { kind: 'folder', name, folder, extension, whole: false },
    added: { name, at: { folder: fromConfig, extension } },
    page,
  };
}

function titleIn(file: string): string {
  try {
    return decodeURIComponent(file).replaceAll('_', ' ');
  } catch {
    return file.replaceAll('_', ' ');
  }
}

function wikiName(
  wanted: string | undefined,
  { fallback, known }: { readonly fallback: string; readonly known: Config | undefined },
): string {
  const taken = new Set(known?.wikis.map(({ name }) => name));
  if (wanted === undefined) return asciiSlugOf(fallback, { fallback: 'wiki', taken });
  if (/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(wanted) && !taken.has(wanted)) return wanted;
  throw new SyncError('usage', `A new wiki cannot be called '${wanted}'.`, {
    hint: 'Take letters, digits, - and _, and no name that the config has for another wiki.',
  });
}
