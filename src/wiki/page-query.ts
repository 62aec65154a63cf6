/** The one query that brings all that reading a page needs. */
import { SyncError } from '../errors.ts';
import type { PageAnswer, QueryAnswer } from './answers.ts';
import type { BuildQuery, Connection } from './connection.ts';
import type { Params } from './session.ts';
import type { ReadRequest } from './wiki.ts';

/** What is asked for. */
export interface PageQuery extends Pick<ReadRequest, 'since'> {
  readonly pages: readonly string[];
  /** Those whose redirects are wanted. */
  readonly templates: readonly string[];
  readonly stop: string | undefined;
  /** Whether the wiki's settings are wanted too. */
  readonly site: boolean;
  /** Whose edits are listed; nobody's if absent. */
  readonly account: string | undefined;
}

/** Continuations of one query: more means that it never ends. */
export const maxParts = 20;

/** Pages, templates' redirects, the stop page, the account with its edits, and the settings. */
export function pageQuery(query: PageQuery): BuildQuery {
  const { pages, templates, stop, site, account, since } = query;
  return (loggedIn) => ({
    titles: [
      ...pages,
      ...templates.map((template) => `Template:${template}`),
      ...(stop === undefined ? [] : [stop]),
    ],
    prop: ['revisions', 'info', ...(templates.length === 0 ? [] : ['redirects'])],
    rvprop: ['ids', 'timestamp', 'content', 'slotsha1', 'user', 'comment'],
    rvslots: 'main',
    inprop: 'protection',
    ...templateParams(templates),
    meta: ['userinfo', 'siteinfo'],
    siprop: ['general', ...(site ? ['namespaces', 'namespacealiases', 'extensiontags'] : [])],
    ...permissionParams(loggedIn),
    ...(loggedIn ? { uiprop: [...permissionProps, 'rights'] } : {}),
    ...(account === undefined ? {} : ownEdits(account, since)),
    curtimestamp: true,
  });
}

/** Costs no request of its own, so that the newest point of sync is known with the page. */
function ownEdits(account: string, since: string | undefined): Params {
  return {
    list: 'usercontribs',
    ucuser: account,
    ucprop: ['ids', 'title', 'comment'],
    uclimit: 'max',
    ...(since === undefined ? {} : { ucend: since }),
  };
}

/** Asks which redirects lead to these; `prop` has redirects. */
export function templateParams(templates: readonly string[]): Params {
  return templates.length === 0 ? {} : { rdprop: 'title', rdnamespace: '10', rdlimit: 'max' };
}

/** Asks what the account may do, once there is one; `prop` and `meta` have info and userinfo. */
export function permissionParams(loggedIn: boolean): Params {
  if (!loggedIn) return {};
  return {
    intestactions: 'edit',
    intestactionsdetail: 'full',
    uiprop: permissionProps,
  };
}

const permissionProps = ['blockinfo', 'hasmsg', 'ratelimits'];

/**
 * Asks, and asks on until the answer is whole: a wiki leaves out what is too much for one answer.
 *
 * @throws {SyncError} as `Connection.query`
 */
export async function queryAll(connection: Connection, build: BuildQuery): Promise<QueryAnswer> {
  let whole = await connection.query(build);
  // A list that goes on is no part of the pages, and not gone on with.
  for (let part = 1; whole.continue !== undefined && whole.batchcomplete !== true; part += 1) {
    if (part === maxParts) throw incomplete('does not end');
    const from = whole.continue;
    const next = await connection.query((loggedIn) => ({ ...build(loggedIn), ...from }));
    whole = merged(whole, next);
  }
  if (whole.batchcomplete === true) return whole;
  throw incomplete('is not complete');
}

function incomplete(how: string): SyncError {
  return new SyncError('wiki-answer', `The wiki's answer ${how}.`, {
    hint: 'Run it again; if it stays so, something between here and the wiki cuts answers.',
  });
}

/** A title as the wiki writes it. */
export function canonical(title: string, { query }: QueryAnswer): string {
  const asked = title.normalize('NFC');
  const decoded = query.normalized.map((entry) =>
    entry.fromencoded === true ? { ...entry, from: decodeURIComponent(entry.from) } : entry,
  );
  const renamed = decoded.find(({ from }) => from.normalize('NFC') === asked);
  return renamed?.to ?? asked;
}

/** The answer about a page, by any spelling of its title; `undefined` for other wikis' pages. */
export function pageOf(title: string, answer: QueryAnswer): PageAnswer | undefined {
  const wanted = canonical(canonical(title, answer), answer);
  return answer.query.pages.find((page) => page.title === wanted);
}

/** Two parts of one answer, or the answers about two sets of pages, put together. */
export function merged(whole: QueryAnswer, next: QueryAnswer): QueryAnswer {
  const known = new Set(whole.query.pages.map(({ title }) => title));
  const pages = whole.query.pages.map((page) => {
    const more = next.query.pages.find(({ title }) => title === page.title);
    return {
      ...page,
      ...more,
      revisions: [...(page.revisions ?? []), ...(more?.revisions ?? [])],
      redirects: [...(page.redirects ?? []), ...(more?.redirects ?? [])],
    };
  });
  return {
    ...whole,
    batchcomplete: next.batchcomplete,
    continue: next.continue,
    query: {
      ...whole.query,
      pages: [...pages, ...next.query.pages.filter(({ title }) => !known.has(title))],
      normalized: [...whole.query.normalized, ...next.query.normalized],
      redirects: [...whole.query.redirects, ...next.query.redirects],
      usercontribs: together(whole.query.usercontribs, next.query.usercontribs),
    },
  };
}

function together<T>(
  one: readonly T[] | undefined,
  other: readonly T[] | undefined,
): T[] | undefined {
  return one === undefined && other === undefined ? undefined : [...(one ?? []), ...(other ?? [])];
}
