/** From the address of a page, as a browser shows it, to its wiki's API. */
import { SyncError } from '../errors.ts';

/** A page, and where its wiki is asked. */
export interface FoundPage {
  readonly api: string;
  readonly title: string;
}

/** How the address is asked. */
export interface FindOptions {
  /** The user agent, with a contact. */
  readonly agent: string;
  /** Milliseconds; 30,000 if absent. */
  readonly deadline?: number;
}

/** Characters of a page's HTML that are looked at: its head is long before. */
const longest = 4_000_000;

/**
 * Reads the page as a reader's browser would, and finds the link that MediaWiki puts into each.
 *
 * @throws {SyncError} usage: the address is none, or is not https; page-unusable: nothing there says
 * where the API is; wiki-unavailable
 */
export async function findApi(address: string, options: FindOptions): Promise<FoundPage> {
  const url = pageAddress(address);
  const { html, at } = await fetchPage(url, options);
  const link = [...html.matchAll(/<link\b[^>]*>/gi)]
    .map(([tag]) => tag)
    .find((tag) => /\brel\s*=\s*["']?EditURI\b/i.test(tag));
  const href = link === undefined ? undefined : attribute(link, 'href');
  if (href === undefined || !URL.canParse(href, at)) {
    throw new SyncError('page-unusable', `'${address}' does not say where its wiki's API is.`, {
      hint: 'Name the API with --api https://…/api.php, and the page by its title.',
    });
  }
  const api = new URL(href, at);
  api.search = '';
  api.hash = '';
  return { api: pageAddress(api.href).href, title: titleOf(html, new URL(at)) };
}

function pageAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isLoopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url?.hostname ?? '');
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback)) return url;
  throw new SyncError('usage', `'${address}' is no address of a page that can be asked safely.`, {
    hint: 'Give its address with https://, or its title and --api.',
  });
}

async function fetchPage(
  url: URL,
  { agent, deadline = 30_000 }: FindOptions,
): Promise<{ readonly html: string; readonly at: string }> {
  try {
    const response = await fetch(url, {
      headers: { 'user-agent': agent, accept: 'text/html' },
      signal: AbortSignal.timeout(deadline),
    });
    const html = (await response.text()).slice(0, longest);
    // A page that is not there yet, or is forbidden, still is of a wiki.
    return { html, at: response.url };
  } catch {
    throw new SyncError('wiki-unavailable', `'${url.href}' cannot be reached.`, {
      hint: 'Look whether it opens in a browser, and try again.',
    });
  }
}

/** As MediaWiki tells its own scripts; else as the address has it. */
function titleOf(html: string, url: URL): string {
  const told = /"wgPageName"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(html)?.[1];
  const name = told === undefined ? undefined : jsonText(told);
  const inAddress =
    url.searchParams.get('title') ?? decoded(url.pathname.replace(/^.*?\/wiki\//, ''));
  return (name ?? inAddress).replaceAll('_', ' ').trim();
}

function jsonText(text: string): string | undefined {
  try {
    return String(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag);
  return (found?.[1] ?? found?.[2] ?? found?.[3])?.replaceAll('&amp;', '&');
}
