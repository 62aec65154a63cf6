import { describe, expect, it } from 'vitest';
import { type Consequence, rows } from '../../src/wiki/error-codes.ts';
import { refusal, verdictOf } from '../../src/wiki/wiki-error.ts';

function verdict(...codes: string[]) {
  return verdictOf({ kind: 'api', errors: codes.map((code) => ({ code, text: 'Words.' })) }, 'lab');
}

describe('verdictOf', () => {
  it.each([
    ['editconflict', 'edit-conflict'],
    ['protectedpage', 'not-allowed'],
    ['protectednamespace-interface', 'not-allowed'],
    ['customjsprotected', 'not-allowed'],
    ['blocked', 'stopped'],
    ['abusefilter-warning', 'edit-refused'],
    ['missingtitle', 'page-missing'],
    ['badtoken', 'login-refused'],
    ['readonly', 'wiki-unavailable'],
    ['internal_api_error_DBQueryError', 'wiki-unavailable'],
    ['never-seen', 'wiki-answer'],
    ['', 'wiki-answer'],
  ])('takes %s for %s', (code, ours) => {
    expect(verdict(code).error).toMatchObject({ code: ours, detail: code });
  });

  it('heeds the worst of several errors', () => {
    expect(verdict('maxlag', 'blocked', 'never-seen').error.code).toBe('stopped');
    expect(verdict('protectedpage', 'internal_api_error_X').edit).toBe('probe');
  });

  it('knows one meaning for each code', () => {
    const codes = rows.flatMap((row) => row.codes);

    expect(new Set(codes).size).toBe(codes.length);
  });

  it.each(['blocked', 'protectedpage', 'permissiondenied', 'abusefilter-warning', 'editconflict'])(
    'lets nothing be tried again after %s',
    (code) => {
      const { edit, ...rest } = verdict(code);

      expect(rest).toMatchObject({ retryAfter: undefined, renew: false });
      expect(['halt', 'skip', 'replan']).toContain(edit);
    },
  );

  it.each([
    ['what the wiki asks for', { retryAfter: 90 }, {}, 90_000],
    ['the lag', {}, { lag: 20.5 }, 20_500],
    ['a minute at most for the lag', {}, { lag: 900 }, 60_000],
    ['five seconds at least', {}, {}, 5000],
  ])('waits for replicas: %s', (_, more, error, milliseconds) => {
    const errors = [{ code: 'maxlag', text: 'Wait.', ...error }];

    expect(verdictOf({ kind: 'api', errors, ...more }, 'lab').retryAfter).toBe(milliseconds);
  });

  it.each([
    [500, 'wiki-unavailable', 1000],
    [503, 'wiki-unavailable', 1000],
    [429, 'wiki-unavailable', 5000],
    [301, 'wiki-answer', undefined],
    [403, 'wiki-answer', undefined],
    [404, 'wiki-answer', undefined],
  ])('is not sure of an edit after HTTP status %d', (status, code, retryAfter) => {
    const { error, ...rest } = verdictOf({ kind: 'http', status }, 'lab');

    expect(error.code).toBe(code);
    expect(rest).toEqual({ retryAfter, renew: false, edit: 'probe' });
  });

  it('says in one sentence what happened on which wiki', () => {
    expect(verdict('blocked').error.message).toBe("Wiki 'lab' has blocked the account: Words.");
    expect(verdictOf({ kind: 'http', status: 503 }, 'lab').error.message).toBe(
      "Wiki 'lab' answered with HTTP status 503.",
    );
  });
});

/** From the measurements: which answer to an edit means what. */
const consequences: Readonly<Record<Consequence, readonly string[]>> = {
  resend: ['maxlag', 'readonly', 'ratelimited', 'concurrency-limit', 'badmd5', 'missingparam'],
  probe: ['internal_api_error_DBQueryError', 'internal_api_error_ReadOnlyError'],
  replan: ['editconflict', 'edit-conflict', 'edit-already-exists', 'articleexists'],
  skip: [
    'missingtitle',
    'nosuchpageid',
    'pagedeleted',
    'edit-gone-missing',
    'protectedpage',
    'cascadeprotected',
    'protectedtitle',
    'protectednamespace',
    'protectednamespace-interface',
    'customcssprotected',
    'customjsprotected',
    'customjsonprotected',
    'cantedit',
    'abusefilter-warning',
    'abusefilter-disallowed',
    'abusefilter-blocked-domains-attempted',
    'spamblacklist',
    'spamdetected',
    'titleblacklist-forbidden',
    'contenttoobig',
    'http-contenttoolarge',
    'hookaborted',
    'edit-hook-aborted',
    'no-direct-editing',
    'contentmodel-mismatch',
    'cantchangecontentmodel',
    'invalid-json-data',
    'badcontentformat',
    'never-seen-before',
  ],
  halt: [
    'blocked',
    'autoblocked',
    'systemblocked',
    'globalblocking-blockedtext-user',
    'assertnameduserfailed',
    'assertbotfailed',
    'assertanonfailed',
    'botpasswords-needs-reset',
    'botpasswords-locked',
    'botpasswords-disabled',
    'mwoauth-invalid-authorization',
    'rest-token-expired',
    'permissiondenied',
    'noedit',
    'writeapidenied',
    'noapiwrite',
    'confirmemail',
    'badtags',
    'tags-apply-not-allowed-one',
    'tags-apply-no-permission',
    'tags-apply-blocked',
    'tempuseracquirefailed',
    'badvalue',
    'unrecognizedvalue',
    'mustpostparams',
    'mustbeposted',
    'badinteger',
    'nosuchsection',
    'sectionsnotsupported',
    'sectionreplacefailed',
    'emptynewsection',
    'unknownerror',
    'unknownerror-nocode',
    'promised-nonwrite-api',
    'moduledisabled',
    'botsnotsupported',
  ],
};

describe('the table', () => {
  it.each(
    Object.entries(consequences).flatMap(([edit, codes]) => codes.map((code) => ({ code, edit }))),
  )('answers $code to an edit with: $edit', ({ code, edit }) => {
    expect(verdict(code).edit).toBe(edit);
  });

  it.each(rows)('says in words what $codes means, and what to do', ({ says, hint }) => {
    expect(says).toMatch(/^[a-z].*[^.]$/);
    expect(hint).toMatch(/^[A-Z].*\.$/);
  });

  it('leaves a page alone, not the wiki, where a block is of some pages', () => {
    const errors = [{ code: 'blocked', text: 'No.', partial: true }];
    const { edit, error } = verdictOf({ kind: 'api', errors }, 'lab');

    expect({ edit, code: error.code }).toEqual({ edit: 'skip', code: 'not-allowed' });
  });

  it.each([
    ['ECONNREFUSED', false, 'resend'],
    ['ENOTFOUND', false, 'resend'],
    ['ECONNRESET', true, 'probe'],
    ['ETIMEDOUT', true, 'probe'],
    ['ERR_CANCELED', true, 'probe'],
    ['NEVER_SEEN', true, 'probe'],
  ])('answers %s to an edit, sent or not (%j), with: %s', (code, sent, edit) => {
    expect(verdictOf({ kind: 'network', code, sent }, 'lab').edit).toBe(edit);
  });
});

describe('refusal', () => {
  it('takes any reason that the wiki has beforehand for a refusal', () => {
    expect(refusal([{ code: 'never-seen', text: 'No.' }], 'lab').code).toBe('not-allowed');
  });
});
