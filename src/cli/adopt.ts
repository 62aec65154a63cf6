/** From a page to a config and a data file: what `init` does, step by step. */
import { basename, dirname, extname, relative, resolve, sep } from 'node:path';
import { readCredentials } from '../config/credentials.ts';
import type { WikiConfig } from '../config/normalize.ts';
import { configText, type NewConfig } from '../config/write-config.ts';
import { inferListing } from '../core/adopt/infer-listing.ts';
import { slugOf } from '../core/adopt/infer-type.ts';
import { withLineFeeds } from '../core/wikitext/line-feeds.ts';
import { listTemplates } from '../core/wikitext/list-templates.ts';
import { parsePage } from '../core/wikitext/parse-page.ts';
import { SyncError } from '../errors.ts';
import { readText } from '../files.ts';
import type { PageState, Wiki } from '../wiki/wiki.ts';
import type { Host } from './host.ts';
import { openWiki } from './wire.ts';

/** What is adopted, and what is known of it beforehand. */
export interface AdoptCall {
  readonly host: Host;
  /** An address, a file, or a title. */
  readonly target: string;
  /** Where the config goes, as the user says it. */
  readonly configPath: string;
  readonly api: string | undefined;
  readonly contact: string | undefined;
  readonly template: string | undefined;
  readonly name: string | undefined;
}

/** Where a page was found. */
interface Source {
  readonly wiki: WikiConfig;
  readonly at: NewConfig['wiki']['at'];
  readonly page: string;
}

/** A config for a page; nothing is written yet. */
export interface Adoption {
  readonly listing: string;
  readonly text: string;
  /** What a person should know, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Reads the page, and proposes a config for it.
 *
 * @throws {SyncError} usage: nothing on the page is called repeatedly, or it is not said which
 * template is meant; and what reading throws
 */
export async function adoptPage(call: AdoptCall): Promise<Adoption> {
  const source = await findSource(call);
  const state = await readOnce(call.host, source);
  const { text } = withLineFeeds(state.revision.text);
  const template = await chooseTemplate(call, state);
  const page = parsePage(text, { template, aliases: [] }, state.site);
  const proposal = typeof page === 'string' ? undefined : inferListing(page);
  if (proposal === undefined) {
    throw new SyncError(
      'page-unusable',
      `'${source.page}' has no call of '${template}' that is a record.`,
      {
        hint: 'Name another template with --template, or another page.',
      },
    );
  }
  const listing = call.name ?? slugOf(source.page, new Set());
  const dataFile = `../data/${listing}.yaml`;
  const { title } = state.revision;
  const wiki = { name: source.wiki.name, at: source.at };
  return {
    listing,
    text: configText({ listing, wiki, page: title, dataFile, template, proposal }),
    notes: [
      ...proposal.notes,
      ...proposal.fields.flatMap(({ parameter, notes }) =>
        notes.map((note) => `${parameter}: ${note}`),
      ),
    ],
  };
}

async function readOnce(host: Host, { wiki: config, page }: Source): Promise<PageState> {
  const dotenv = await readText(resolve(host.cwd, '.env'));
  const { byWiki } = readCredentials([config.name], { environment: host.environment, dotenv });
  const credentials = byWiki.get(config.name);
  const wiki: Wiki = await openWiki(config, {
    host,
    credentials,
    pages: 1,
    log: () => undefined,
  });
  try {
    return await wiki.readPage({ page, template: '' });
  } finally {
    await wiki.close();
  }
}

async function findSource(call: AdoptCall): Promise<Source> {
  const { host, target, api } = call;
  if (/^https?:\/\//i.test(target)) return onlineSource(call, await findOnline(call));
  if (api !== undefined) return onlineSource(call, { api, title: target });
  const path = resolve(host.cwd, target);
  if ((await readText(path)) === undefined) {
    throw new SyncError('file-missing', `There is no file '${target}'.`, {
      hint: 'Give the address of a page, the file of a saved one, or a title with --api.',
    });
  }
  return fileSource(call, path);
}

async function findOnline({ target, contact }: AdoptCall) {
  const { findApi } = await import('../wiki/find-api.ts');
  return findApi(target, { agent: `wikisync (${contact ?? 'a person at a terminal'})` });
}

function onlineSource(
  { contact }: AdoptCall,
  { api, title }: { readonly api: string; readonly title: string },
): Source {
  const name = slugOf(new URL(api).hostname.replace(/^www\./, '').split('.')[0] ?? '', new Set());
  const wiki: WikiConfig = {
    ...{ kind: 'mediawiki', name, api, contact, stop: undefined, bot: true, minor: true },
    ...{ private: false, gap: 10, holds: undefined, messages: 'stop', settle: 150 },
    ...{ proxy: undefined, authors: new Map<string, string>() },
  };
  return { wiki, at: { api, contact }, page: title };
}

/** A folder wiki beside the file: its title is the file's name. */
function fileSource({ host, configPath }: AdoptCall, path: string): Source {
  const folder = dirname(path);
  const extension = extname(path).slice(1);
  const fromConfig = relative(dirname(resolve(host.cwd, configPath)), folder);
  const at = { folder: fromConfig.split(sep).join('/') || '.', extension: extension || 'wiki' };
  const page = decodeURIComponent(basename(path, extname(path))).replaceAll('_', ' ');
  return { wiki: { kind: 'folder', name: 'pages', folder, extension: at.extension }, at, page };
}

async function chooseTemplate(
  { host, template }: AdoptCall,
  { revision, site }: PageState,
): Promise<string> {
  if (template !== undefined) return template;
  const called = listTemplates(withLineFeeds(revision.text).text, site);
  if (typeof called === 'string') {
    throw new SyncError('page-unusable', `The page '${revision.title}' ${called}.`);
  }
  const repeated = called.filter(({ count, parameters }) => count > 1 && parameters.length > 0);
  const [first, second] = repeated;
  if (first === undefined) {
    throw new SyncError('usage', `No template is called repeatedly on '${revision.title}'.`, {
      hint: 'Name the one that makes its records with --template, if there is one.',
    });
  }
  if (second === undefined) return first.name;
  const names = repeated.map(({ name, count }) => `${name} (${count} times)`).join(', ');
  const answer = await host.ask?.(`Which template makes the records? ${names} [${first.name}] `);
  if (answer === undefined) {
    throw new SyncError(
      'usage',
      `'${revision.title}' calls several templates repeatedly: ${names}.`,
      {
        hint: 'Say with --template which of them makes the records.',
      },
    );
  }
  return answer.trim() === '' ? first.name : answer.trim();
}
