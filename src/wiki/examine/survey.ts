/** The questions to a wiki: all that can be asked in one is asked in one. */
import type { QueryAnswer } from '../answers.ts';
import { merged } from '../page-query.ts';
import type { Params } from '../session.ts';
import { type Asked, type Asker, errorCodes } from './asker.ts';
import type { FiltersSeen } from './seen.ts';

/** In whose name a question is asked. */
export type Asking =
  | { readonly kind: 'nobody'; readonly wantsLoginToken: boolean }
  /** `name` is `undefined` until the wiki has told it. */
  | { readonly kind: 'account'; readonly name: string | undefined };

/** Titles of one question: as many as MediaWiki takes, in an address that every server takes. */
const maxTitles = 50;
const maxTitlesLength = 4000;

/** Newest entries of the abuse filter's log. */
const maxHits = 10;

/** Asks for the pages and their templates, the wiki's settings, and the account where there is one. */
export function survey(asker: Asker, titles: readonly string[], asking: Asking): Promise<Asked> {
  return inBatches(asker, titles, surveyParams(asking));
}

/** What an account was told. */
export interface ToldAccount {
  readonly asked: Asked;
  readonly filters: FiltersSeen;
}

/** The survey in the name of an account, with what the abuse filters noted of it where it may see that. */
export function surveyAs(
  asker: Asker,
  titles: readonly string[],
  name: string,
): Promise<ToldAccount> {
  return withLog(asker, titles, { name, params: surveyParams({ kind: 'account', name }) });
}

/** Asks what the account is and may do, and the same of the filters. */
export function askAbout(
  asker: Asker,
  titles: readonly string[],
  name: string,
): Promise<ToldAccount> {
  const params = { prop: 'info', meta: 'userinfo', ...accountParams(name) };
  return withLog(asker, titles, { name, params });
}

/** Asks what the abuse filters noted of the account. */
export async function askFilters(asker: Asker, name: string): Promise<FiltersSeen> {
  const asked = await asker.ask({ ...logParams(name), assert: 'user', assertuser: name });
  return filtersOf(asked);
}

function surveyParams(asking: Asking): Params {
  return {
    prop: ['revisions', 'info', 'redirects'],
    rvprop: ['ids', 'timestamp', 'content', 'slotsha1'],
    rvslots: 'main',
    inprop: 'protection',
    rdprop: 'title',
    rdnamespace: '10',
    rdlimit: 'max',
    siprop: ['general', 'namespaces', 'namespacealiases', 'extensiontags'],
    curtimestamp: true,
    ...(asking.kind === 'account'
      ? { meta: ['siteinfo', 'userinfo'], ...accountParams(asking.name) }
      : asking.wantsLoginToken
        ? { meta: ['siteinfo', 'tokens'], type: 'login' }
        : { meta: 'siteinfo' }),
  };
}

/** One module that refuses takes the whole question with it: then it is asked without the log. */
async function withLog(
  asker: Asker,
  titles: readonly string[],
  { name, params }: { readonly name: string; readonly params: Params },
): Promise<ToldAccount> {
  const asked = await inBatches(asker, titles, { ...params, ...logParams(name) });
  if (!isLogRefused(asked)) return { asked, filters: filtersOf(asked) };
  return { asked: await inBatches(asker, titles, params), filters: { kind: 'unreadable' } };
}

function accountParams(name: string | undefined): Params {
  return {
    intestactions: 'edit',
    intestactionsdetail: 'full',
    uiprop: ['blockinfo', 'hasmsg', 'rights', 'groups', 'ratelimits'],
    assert: 'user',
    assertuser: name,
  };
}

/** A wiki without the extension passes over a list that it does not know. */
function logParams(name: string): Params {
  return {
    list: 'abuselog',
    afluser: name,
    afllimit: maxHits,
    aflprop: ['filter', 'title', 'result', 'timestamp'],
  };
}

function isLogRefused(asked: Asked): boolean {
  return errorCodes(asked).includes('permissiondenied');
}

function filtersOf(asked: Asked): FiltersSeen {
  if (asked.kind === 'failed') return { kind: 'unreadable' };
  const hits = asked.answer.query.abuselog;
  return hits === undefined ? { kind: 'none' } : { kind: 'log', hits };
}

/** The first batch brings what is not about pages, too. */
async function inBatches(asker: Asker, titles: readonly string[], params: Params): Promise<Asked> {
  const [first, ...others] = batches(titles);
  const asked = await asker.ask({ ...params, titles: first });
  if (asked.kind === 'failed') return asked;
  let whole: QueryAnswer = asked.answer;
  for (const batch of others) {
    const { meta: _, siprop: __, list: ___, ...ofPages } = params;
    const next = await asker.ask({ ...ofPages, titles: batch });
    if (next.kind === 'failed') return next;
    whole = merged(whole, next.answer);
  }
  return { kind: 'answer', answer: whole };
}

function batches(titles: readonly string[]): readonly (readonly string[])[] {
  const all: string[][] = [];
  let length = 0;
  for (const title of new Set(titles)) {
    const last = all.at(-1);
    const more = encodeURIComponent(title).length + 3;
    if (last === undefined || last.length === maxTitles || length + more > maxTitlesLength) {
      all.push([title]);
      length = more;
    } else {
      last.push(title);
      length += more;
    }
  }
  return all;
}
