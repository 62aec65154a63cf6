import { describe, expect, it } from 'vitest';
import { judgeEndpoint } from '../../../src/sync/doctor/judge-endpoint.ts';
import type { Failure } from '../../../src/wiki/session.ts';

const api = 'https://wiki.example.org/w/api.php';

function network(code: string): Failure {
  return { kind: 'network', code, sent: false };
}

describe('judgeEndpoint', () => {
  it.each<readonly [string, Failure, string, string]>([
    ['a host that is not there', network('ENOTFOUND'), 'endpoint-no-host', 'no host'],
    ['an expired certificate', network('CERT_HAS_EXPIRED'), 'endpoint-certificate', 'expired'],
    ['an early one', network('CERT_NOT_YET_VALID'), 'endpoint-certificate', 'not valid yet'],
    [
      "another host's",
      network('ERR_TLS_CERT_ALTNAME_INVALID'),
      'endpoint-certificate',
      'another host',
    ],
    [
      'a self-signed one',
      network('DEPTH_ZERO_SELF_SIGNED_CERT'),
      'endpoint-certificate',
      'signed by nobody',
    ],
    ['plain http behind https', network('EPROTO'), 'endpoint-not-https', 'TLS'],
    [
      'a page that is no api.php',
      { kind: 'garbled', reason: 'it is not JSON', page: 'Main Page' },
      'endpoint-not-api',
      "'Main Page'",
    ],
    [
      'a page that is not there',
      { kind: 'http', status: 404, page: 'Not Found' },
      'endpoint-not-api',
      "'Not Found'",
    ],
    ['nothing that is known', { kind: 'http', status: 404 }, 'endpoint-not-api', '404'],
    [
      'half an answer',
      { kind: 'garbled', reason: 'it is not JSON' },
      'endpoint-not-api',
      'it is not JSON',
    ],
    [
      'a redirect',
      { kind: 'http', status: 301, location: 'https://new.example/w/api.php' },
      'endpoint-redirect',
      'leads to https://new.example/w/api.php;',
    ],
    [
      'a redirect to a login page on the same host',
      { kind: 'http', status: 302, location: '/login' },
      'endpoint-redirect',
      'leads to https://wiki.example.org/login;',
    ],
    ['a redirect to nowhere', { kind: 'http', status: 302 }, 'endpoint-redirect', 'elsewhere'],
    [
      'a challenge',
      { kind: 'http', status: 403, page: 'Just a moment...', challenge: true },
      'endpoint-challenge',
      'proof that a person',
    ],
    [
      'a challenge that looks like an answer',
      { kind: 'garbled', reason: 'it is not JSON', page: 'x', challenge: true },
      'endpoint-challenge',
      'proof that a person',
    ],
    [
      'a server that turns it away',
      { kind: 'http', status: 403, page: '403 Forbidden' },
      'endpoint-forbidden',
      "403 and a web page ('403 Forbidden')",
    ],
    ['a proxy that wants a login', { kind: 'http', status: 407 }, 'endpoint-proxy', '407'],
    [
      'an API that refuses',
      { kind: 'api', errors: [{ code: 'noapiwrite', text: 'Editing is disabled.' }] },
      'endpoint-refuses',
      'noapiwrite: Editing is disabled.',
    ],
  ])('takes %s for a problem that somebody has to solve', (_what, failure, code, words) => {
    const finding = judgeEndpoint(failure, api);

    expect(finding).toMatchObject({ code, level: 'problem' });
    expect(finding.passes).toBeUndefined();
    expect(finding.seen).toContain(words);
  });

  it.each<readonly [string, Failure, string]>([
    ['nobody who listens', network('ECONNREFUSED'), 'Nothing listens'],
    ['a name server that is down', network('EAI_AGAIN'), 'cannot be reached (EAI_AGAIN)'],
    ['silence', network('ETIMEDOUT'), 'cannot be reached (ETIMEDOUT)'],
    ['an overloaded server', { kind: 'http', status: 503, page: '' }, '503'],
    ['too many requests', { kind: 'http', status: 429 }, '429'],
    [
      'a database that fails',
      { kind: 'api', errors: [{ code: 'internal_api_error_DBQueryError', text: '' }] },
      'DBQueryError',
    ],
  ])('takes %s for something that passes', (_what, failure, words) => {
    const finding = judgeEndpoint(failure, api);

    expect(finding).toMatchObject({ level: 'problem', passes: true });
    expect(finding.seen).toContain(words);
  });

  it('advises to write the new address of an api.php into the config, and no other', () => {
    const moved = (location: string) =>
      judgeEndpoint({ kind: 'http', status: 301, location }, api).advice;

    expect(moved('https://new.example/w/api.php')).toContain('write that address');
    expect(moved('https://new.example/login')).toContain('Special:Version');
  });
});
