/**
 * The one table from the API's codes to what wikisync says and does.
 *
 * Codes are those of MediaWiki 1.39 to 1.45 and of the extensions that most wikis have. Their words
 * differ between releases and are only shown.
 * See https://www.mediawiki.org/wiki/API:Errors_and_warnings
 */
import type { SyncErrorCode } from '../errors.ts';

/** What one or several of the API's codes mean. */
export interface Row {
  /** The API's codes; a star stands for any ending. */
  readonly codes: readonly string[];
  readonly code: SyncErrorCode;
  /** Continues "wiki 'xen' …". */
  readonly says: string;
  readonly hint?: string;
  /** Seconds before a read goes again. */
  readonly wait?: number;
  readonly renew?: true;
  /** An edit may have been saved all the same. */
  readonly unknown?: true;
}

const later = 'Nothing was saved; run it again later.';
const conflict = 'Nothing was saved; read the page again.';
const human = 'People or their filter said no: wikisync does not try again.';
const rights = 'Nothing was saved; ask an administrator of the wiki, or check the grants.';

/** Of several errors the one that stands first here counts. */
export const rows: readonly Row[] = [
  {
    codes: ['internal_api_error_*', 'unknownerror*'],
    code: 'wiki-unavailable',
    says: 'failed inside',
    wait: 2,
    unknown: true,
  },
  {
    codes: ['blocked', 'autoblocked', 'systemblocked', 'globalblocking-*'],
    code: 'stopped',
    says: 'has blocked the account',
    hint: 'Nothing was saved; talk to the people who blocked it.',
  },
  {
    codes: ['assertuserfailed', 'badtoken', 'readapidenied', 'mustbeloggedin', 'sessionlost'],
    code: 'login-refused',
    says: 'does not take the session for logged in',
    hint: 'Check the credentials: wikis that are read after logging in need them for reading too.',
    renew: true,
  },
  {
    codes: ['assertnameduserfailed', 'assertbotfailed', 'assertanonfailed'],
    code: 'login-refused',
    says: 'takes the session for another account',
  },
  {
    codes: ['mwoauth-*', 'rest-*', 'botpasswords-*', 'login-throttled', 'wrongpassword'],
    code: 'login-refused',
    says: 'refuses the credentials',
    hint: 'Check user name, password or token, and whether they are limited to other addresses.',
  },
  {
    codes: ['abusefilter-*', 'spamblacklist', 'spamdetected', 'titleblacklist-*', 'hookaborted'],
    code: 'edit-refused',
    says: 'has a filter that refuses the text',
    hint: human,
  },
  {
    codes: ['edit-hook-aborted', 'spamprotected', 'urlblacklist'],
    code: 'edit-refused',
    says: 'has a filter that refuses the text',
    hint: human,
  },
  {
    codes: ['contenttoobig', 'http-contenttoolarge', 'badmd5', 'badtags', 'tags-apply-*'],
    code: 'edit-refused',
    says: 'does not accept the text',
  },
  {
    codes: ['protectedpage', 'cascadeprotected', 'protectedtitle', 'protectednamespace*'],
    code: 'not-allowed',
    says: 'has protected the page',
    hint: rights,
  },
  {
    codes: ['permissiondenied', 'cantcreate', 'noedit', 'writeapidenied', 'noapiwrite', 'cantedit'],
    code: 'not-allowed',
    says: 'does not let the account edit the page',
    hint: rights,
  },
  {
    codes: ['session-page-restricted', 'confirmemail', 'custom*protected', 'noedit-anon'],
    code: 'not-allowed',
    says: 'does not let the account edit the page',
    hint: rights,
  },
  {
    codes: ['editconflict', 'edit-conflict', 'edit-already-exists', 'articleexists'],
    code: 'edit-conflict',
    says: 'has a newer revision of the page',
    hint: conflict,
  },
  {
    codes: ['missingtitle', 'nosuchpageid', 'pagedeleted', 'edit-gone-missing'],
    code: 'page-missing',
    says: 'has no such page any more',
    hint: 'Nothing was saved: a page is never created anew; ask who deleted or moved it.',
  },
  {
    codes: ['invalidtitle', 'pagecannotexist', 'contentmodel-mismatch', 'no-direct-editing'],
    code: 'page-unusable',
    says: 'cannot have such a page',
  },
  {
    codes: ['readonly'],
    code: 'wiki-unavailable',
    says: 'is read-only for now',
    hint: later,
    wait: 60,
  },
  {
    codes: ['ratelimited', 'concurrency-limit'],
    code: 'wiki-unavailable',
    says: 'limits how often the account may ask',
    hint: later,
    wait: 30,
  },
  {
    codes: ['maxlag'],
    code: 'wiki-unavailable',
    says: 'is too busy',
    hint: later,
    wait: 5,
  },
];

/** A code that no row knows: no edit was saved, and nothing is tried again. */
export const otherCode = {
  code: 'wiki-answer',
  says: 'refused the request',
} as const;
