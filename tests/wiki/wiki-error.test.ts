import { describe, expect, it } from 'vitest';
import { rows } from '../../src/wiki/error-codes.ts';
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
    expect(verdict('protectedpage', 'internal_api_error_X').refused).toBe(false);
  });

  it('knows one meaning for each code', () => {
    const codes = rows.flatMap((row) => row.codes);

    expect(new Set(codes).size).toBe(codes.length);
  });

  it.each(['blocked', 'protectedpage', 'permissiondenied', 'abusefilter-warning', 'editconflict'])(
    'lets nothing be tried again after %s',
    (code) => {
      expect(verdict(code)).toMatchObject({ retryAfter: undefined, renew: false, refused: true });
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
    [429, 'wiki-unavailable', 1000],
    [301, 'wiki-answer', undefined],
    [403, 'wiki-answer', undefined],
    [404, 'wiki-answer', undefined],
  ])('is not sure of an edit after HTTP status %d', (status, code, retryAfter) => {
    const { error, ...rest } = verdictOf({ kind: 'http', status }, 'lab');

    expect(error.code).toBe(code);
    expect(rest).toEqual({ retryAfter, renew: false, refused: false });
  });

  it('says in one sentence what happened on which wiki', () => {
    expect(verdict('blocked').error.message).toBe("Wiki 'lab' has blocked the account: Words.");
    expect(verdictOf({ kind: 'http', status: 503 }, 'lab').error.message).toBe(
      "Wiki 'lab' answered with HTTP status 503.",
    );
  });
});

describe('refusal', () => {
  it('takes any reason that the wiki has beforehand for a refusal', () => {
    expect(refusal([{ code: 'never-seen', text: 'No.' }], 'lab').code).toBe('not-allowed');
  });
});
