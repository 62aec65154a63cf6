/**
 * The one table from the API's codes to what wikisync says and does.
 *
 * Codes are those of MediaWiki 1.39 to 1.45 and of the extensions that most wikis have. Their words
 * differ between releases and are only shown.
 * See https://www.mediawiki.org/wiki/API:Errors_and_warnings
 */
import type { SyncErrorCode } from '../errors.ts';

/**
 * What follows from a failed request.
 *
 * - `resend`: nothing was done; the same request may go again, later.
 * - `probe`: an edit may have been saved; it is looked for, and never sent again.
 * - `replan`: the page changed; the plan is made anew.
 * - `skip`: this page is left alone; others go on.
 * - `halt`: nothing more is saved on this wiki in this run.
 */
export type Consequence = 'resend' | 'probe' | 'replan' | 'skip' | 'halt';

/** What one or several of the API's codes mean. */
export interface Row {
  /** The API's codes; a star stands for any ending. */
  readonly codes: readonly string[];
  readonly code: SyncErrorCode;
  /** Continues "wiki 'xen' …". */
  readonly says: string;
  readonly hint: string;
  /** For an edit. */
  readonly edit: Consequence;
  /** Seconds before a request that may go again does so; a read never goes again without. */
  readonly wait?: number;
  /** The login was lost: it is renewed once, and then the request goes again. */
  readonly renew?: true;
}

const later = 'Nothing was saved; run it again later.';
const human = 'People or their filter said no: wikisync does not try again.';
const rights = 'Nothing was saved; ask an administrator of the wiki, or check the grants.';
const defect = 'Nothing was saved; please report it as a defect of wikisync, with the code.';
const credentials =
  'Check user name, password or token, and whether they are limited to other addresses.';

/** Of several errors the one that stands first here counts. */
export const rows: readonly Row[] = [
  {
    codes: ['internal_api_error_*'],
    code: 'wiki-unavailable',
    says: 'failed inside',
    hint: later,
    edit: 'probe',
    wait: 2,
  },
  {
    codes: [
      'blocked',
      'autoblocked',
      'systemblocked',
      'globalblocking-*',
      'wikimedia-globalblock*',
    ],
    code: 'stopped',
    says: 'has blocked the account',
    hint: 'Nothing was saved; talk to the people who blocked it.',
    edit: 'halt',
  },
  {
    codes: ['assertnameduserfailed', 'assertbotfailed', 'assertanonfailed'],
    code: 'login-refused',
    says: 'takes the session for another account, or for none with the rights of a bot',
    hint: 'Nothing was saved; check which account the credentials are for.',
    edit: 'halt',
  },
  {
    codes: ['assertuserfailed', 'badtoken', 'readapidenied', 'mustbeloggedin', 'sessionlost'],
    code: 'login-refused',
    says: 'does not take the session for logged in',
    hint: 'Check the credentials: wikis that are read after logging in need them for reading too.',
    edit: 'halt',
    renew: true,
  },
  {
    codes: ['mwoauth-*', 'rest-*', 'botpasswords-*', 'login-throttled', 'wrongpassword'],
    code: 'login-refused',
    says: 'refuses the credentials',
    hint: credentials,
    edit: 'halt',
  },
  {
    codes: ['tempuseracquirefailed', 'confirmemail', 'noedit-anon'],
    code: 'login-refused',
    says: 'does not let the account edit as it is',
    hint: rights,
    edit: 'halt',
  },
  {
    codes: ['abusefilter-*', 'spamblacklist', 'spamdetected', 'spamprotected', 'urlblacklist'],
    code: 'edit-refused',
    says: 'has a filter that refuses the text',
    hint: human,
    edit: 'skip',
  },
  {
    codes: ['titleblacklist-*', 'hookaborted', 'edit-hook-aborted', 'captcha'],
    code: 'edit-refused',
    says: 'has a check that refuses the edit',
    hint: human,
    edit: 'skip',
  },
  {
    codes: ['contenttoobig', 'http-contenttoolarge', 'invalid-json-data', 'edit-invalidredirect'],
    code: 'edit-refused',
    says: 'does not accept the text',
    hint: 'Nothing was saved; make the page shorter, or look at what it holds.',
    edit: 'skip',
  },
  {
    codes: ['protectedpage', 'cascadeprotected', 'protectedtitle', 'protectednamespace*'],
    code: 'not-allowed',
    says: 'has protected the page',
    hint: rights,
    edit: 'skip',
  },
  {
    codes: ['custom*protected', 'cantedit', 'cantcreate', 'session-page-restricted'],
    code: 'not-allowed',
    says: 'does not let the account edit this page',
    hint: rights,
    edit: 'skip',
  },
  {
    codes: ['permissiondenied', 'noedit', 'writeapidenied', 'noapiwrite', 'badaccess-*'],
    code: 'not-allowed',
    says: 'does not let the account edit',
    hint: rights,
    edit: 'halt',
  },
  {
    codes: ['badtags', 'tags-apply-*'],
    code: 'not-allowed',
    says: 'does not let the account set the tags of its edits',
    hint: rights,
    edit: 'halt',
  },
  {
    codes: ['editconflict', 'edit-conflict', 'edit-already-exists', 'articleexists'],
    code: 'edit-conflict',
    says: 'has a newer revision of the page',
    hint: 'Nothing was saved; read the page again.',
    edit: 'replan',
  },
  {
    codes: ['missingtitle', 'nosuchpageid', 'pagedeleted', 'edit-gone-missing', 'badrevids'],
    code: 'page-missing',
    says: 'has no such page any more',
    hint: 'Nothing was saved: a page is never created anew; ask who deleted or moved it.',
    edit: 'skip',
  },
  {
    codes: ['invalidtitle', 'pagecannotexist', 'contentmodel-mismatch', 'no-direct-editing'],
    code: 'page-unusable',
    says: 'cannot have such a page of wikitext',
    hint: 'Check the title in the config, and what kind of page it is.',
    edit: 'skip',
  },
  {
    codes: ['cantchangecontentmodel', 'badcontentformat', 'nosuchrevid'],
    code: 'page-unusable',
    says: 'cannot have such a page of wikitext',
    hint: 'Check the title in the config, and what kind of page it is.',
    edit: 'skip',
  },
  {
    codes: ['badmd5', 'missingparam'],
    code: 'wiki-unavailable',
    says: 'got the request damaged',
    hint: later,
    edit: 'resend',
    wait: 1,
  },
  {
    codes: ['readonly'],
    code: 'wiki-unavailable',
    says: 'is read-only for now',
    hint: later,
    edit: 'resend',
    wait: 60,
  },
  {
    codes: ['ratelimited', 'concurrency-limit'],
    code: 'wiki-unavailable',
    says: 'limits how often the account may ask',
    hint: later,
    edit: 'resend',
    wait: 30,
  },
  {
    codes: ['maxlag'],
    code: 'wiki-unavailable',
    says: 'is too busy',
    hint: later,
    edit: 'resend',
    wait: 5,
  },
  {
    codes: ['badvalue', 'unrecognizedvalue', 'mustpostparams', 'mustbeposted', 'badinteger*'],
    code: 'wiki-answer',
    says: 'does not understand the request',
    hint: defect,
    edit: 'halt',
  },
  {
    codes: ['nosuchsection', 'sectionsnotsupported', 'sectionreplacefailed', 'emptynewsection'],
    code: 'wiki-answer',
    says: 'does not understand the request',
    hint: defect,
    edit: 'halt',
  },
  {
    codes: ['unknownerror*', 'promised-nonwrite-api', 'moduledisabled', 'botsnotsupported'],
    code: 'wiki-answer',
    says: 'does not do what it was asked for',
    hint: 'Check that the address is that of the api.php of a MediaWiki that lets bots edit.',
    edit: 'halt',
  },
];

/** A code that no row knows: no edit was saved, nothing is tried again, and people are told. */
export const otherCode: Omit<Row, 'codes'> = {
  code: 'wiki-answer',
  says: 'refused the request with a code that wikisync does not know',
  hint: 'Nothing was saved; look the code up, or ask the people of the wiki what refuses it.',
  edit: 'skip',
};
