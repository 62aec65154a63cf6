/** From the address of a page, as a browser shows it, to its wiki's API. */
import { SyncError } from '../errors.ts';
import { attributesOf, linksIn } from './html-links.ts';

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

/** Redirects that are followed. */
const mostHops = 5;

/**
 * Reads the page as a reader's browser would, without any cookie or secret, and finds the links that
 * MediaWiki puts into each. Another host than the one that was named is never taken.
 *
 * @throws {SyncError} usage: the address is none, or is not https; page-unusable: nothing there says
 * where the API is, or it leads elsewhere; wiki-unavailable
 */
export async function findApi(address: string, options: FindOptions): Promise<FoundPage> {
  const { html, at } = await fetchPage(pageAddress(address), options);
  const links = linksIn(html).map(attributesOf);
  const script = editUri(links, at) ?? besideEditLink(links, at);
  if (script === undefined) {
    throw new SyncError('page-unusable', `'${address}' does not say where its wiki's API is.`, {
      hint: 'Name the API with --api https://…/api.php, and the page by its title.',
    });
  }
  const api = ofSameHost(script, at);
  return { api: pageAddress(api.href).href, title: titleOf(html, links, at) };
}

/** The title that an address names, as MediaWiki's own addresses do: `?title=`, or behind a path. */
export function pageInAddress(address: string): string {
  const url = pageAddress(address);
  const title = url.searchParams.get('title');
  const [, behind = url.pathname.slice(1)] =
    /^.*?\/(?:wiki|index\.php)\/(.+)$/.exec(url.pathname) ?? [];
  return spaced(title ?? decoded(behind));
}

type Links = readonly Readonly<Record<string, string>>[];

/** `rel=EditURI` leads to a description of the API, whose address is the API's own. */
function editUri(links: Links, at: URL): URL | undefined {
  const link = links.find(({ rel }) => rel?.toLowerCase() === 'edituri');
  return resolved(link?.['href'], at);
}

/** Some skins leave EditURI out: api.php stands beside the index.php that edits the page. */
function besideEditLink(links: Links, at: URL): URL | undefined {
  const url = resolved(editLink(links), at);
  if (url === undefined || !url.pathname.endsWith('/index.php')) return undefined;
  url.pathname = url.pathname.replace(/index\.php$/, 'api.php');
  return url;
}

function editLink(links: Links): string | undefined {
  const link = links.find(
    ({ rel, type }) =>
      rel?.toLowerCase() === 'edit' || type?.toLowerCase() === 'application/x-wiki',
  );
  return link?.['href'];
}

function resolved(href: string | undefined, at: URL): URL | undefined {
  return href !== undefined && URL.canParse(href, at.href) ? new URL(href, at.href) : undefined;
}

/** A wiki that does not know that it has https calls itself http. */
function ofSameHost(script: URL, at: URL): URL {
  const api = new URL(script.href);
  api.search = '';
  api.hash = '';
  if (api.protocol === 'http:' && at.protocol === 'https:' && api.hostname === at.hostname) {
    api.protocol = 'https:';
    if (at.port !== '') api.port = at.port;
  }
  if (isSameSite(api, at)) return api;
  throw new SyncError(
    'page-unusable',
    `'${at.host}' says that its API is on another host: '${api.href}'.`,
    { hint: `If that is right, add --api ${api.href} and name the page by its title.` },
  );
}

/** The same host, or its form for phones or with www. */
function isSameSite(one: URL, other: URL): boolean {
  const plain = ({ host }: URL): string => host.replace(/^www\.|(?<=^|\.)m\./g, '');
  return plain(one) === plain(other);
}

function pageAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isLoopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url?.hostname ?? '');
  const isPlain = url?.username === '' && url.password === '';
  if (
    url !== undefined &&
    isPlain &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback))
  )
    return url;
  throw new SyncError(
    'usage',
    `'${shown(url, address)}' is no address of a page that can be asked safely.`,
    {
      hint: 'Give its address with https:// and without a password, or its title and --api.',
    },
  );
}

/** Without a password that may stand in it. */
function shown(url: URL | undefined, address: string): string {
  return url === undefined ? address : `${url.protocol}//${url.host}${url.pathname}${url.search}`;
}

async function fetchPage(
  first: URL,
  options: FindOptions,
): Promise<{ readonly html: string; readonly at: URL }> {
  const signal = AbortSignal.timeout(options.deadline ?? 30_000);
  let at = first;
  for (let hop = 0; hop <= mostHops; hop += 1) {
    const response = await fetchOnce(at, { agent: options.agent, signal });
    const next = response.status >= 300 && response.status < 400 ? response.location : undefined;
    // A page that is not there yet, or is forbidden, still is of a wiki.
    if (next === undefined) return { html: response.html, at };
    at = followed(at, next);
  }
  throw new SyncError('page-unusable', `'${first.href}' is redirected again and again.`, {
    hint: 'Give the address that a browser shows in the end.',
  });
}

/** @throws {SyncError} page-unusable: it leads to another host, or to where anybody can listen */
function followed(at: URL, location: string): URL {
  const next = resolved(location, at);
  const isSafe = next?.protocol === 'https:' || next?.protocol === at.protocol;
  if (next !== undefined && isSafe && isSameSite(next, at)) return next;
  throw new SyncError('page-unusable', `'${at.href}' leads to '${next?.href ?? location}'.`, {
    hint: 'It is another host, or not https: if it is the page that you mean, give that address.',
  });
}

async function fetchOnce(
  url: URL,
  { agent, signal }: { readonly agent: string; readonly signal: AbortSignal },
): Promise<{
  readonly status: number;
  readonly location: string | undefined;
  readonly html: string;
}> {
  try {
    const response = await fetch(url, {
      headers: { 'user-agent': agent, accept: 'text/html' },
      redirect: 'manual',
      signal,
    });
    const html = (await response.text()).slice(0, longest);
    const location = response.headers.get('location') ?? undefined;
    return { status: response.status, location, html };
  } catch {
    throw new SyncError('wiki-unavailable', `'${url.href}' cannot be reached.`, {
      hint: 'Look whether it opens in a browser, and try again.',
    });
  }
}

/** As MediaWiki tells its own scripts; else as the link to edit it, or the address, has it. */
function titleOf(html: string, links: Links, url: URL): string {
  const told = jsonText(/"wgPageName"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(html)?.[1]);
  const isSpecial = /"wgNamespaceNumber"\s*:\s*-\d/.test(html);
  if (told !== undefined && !isSpecial) return spaced(told);
  const edited = resolved(editLink(links), url)?.searchParams.get('title');
  return spaced(edited ?? pageInAddress(url.href));
}

function spaced(title: string): string {
  return title.replaceAll('_', ' ').trim();
}

function jsonText(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
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
