import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMediaWiki } from '../../src/wiki/media-wiki.ts';
import { canary } from '../support/canaries.ts';
import { expectNoSecrets, failureFrom } from '../support/failure.ts';
import { botOptions } from '../support/fake-mediawiki/lab.ts';

const origin = 'https://wiki.example.org';
const page = {
  batchcomplete: true,
  curtimestamp: '2026-01-01T00:00:00Z',
  query: {
    general: { generator: 'MediaWiki 1.45.0', case: 'first-letter' },
    namespaces: { 10: { id: 10, name: 'Template', canonical: 'Template', case: 'first-letter' } },
    namespacealiases: [],
    extensiontags: ['<pre>'],
    pages: [
      {
        pageid: 1,
        title: 'List',
        contentmodel: 'wikitext',
        lastrevid: 1,
        revisions: [
          {
            revid: 1,
            timestamp: '2026-01-01T00:00:00Z',
            slots: { main: { contentmodel: 'wikitext', content: 'text' } },
          },
        ],
      },
    ],
  },
};

let waits: number[] = [];

beforeEach(() => {
  waits = [];
  nock.disableNetConnect();
});

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
  nock.enableNetConnect();
});

function read() {
  return openMediaWiki(botOptions(`${origin}/w/api.php`, 'SyncBot@lab', canary, waits)).readPage({
    page: 'List',
    template: 'project',
  });
}

function asked() {
  return nock(origin).get('/w/api.php').query(true);
}

/** The answer that repeats the request's id, as MediaWiki does. */
function answerPage(headers: Record<string, string> = {}) {
  asked().reply(
    200,
    (uri) => ({ ...page, requestid: new URL(uri, origin).searchParams.get('requestid') }),
    headers,
  );
}

describe('the way to a wiki', () => {
  it('says who asks, and whom to write to', async () => {
    nock(origin, {
      reqheaders: { 'user-agent': 'wikisync/0.0.0 (https://example.org/bot) mwn/3.0.3' },
    })
      .get('/w/api.php')
      .query(true)
      .reply(200, (uri) => ({
        ...page,
        requestid: new URL(uri, origin).searchParams.get('requestid'),
      }));

    expect((await read()).revision.text).toBe('text');
  });

  it('keeps an answer whose cookie it must not keep', async () => {
    answerPage({ 'Set-Cookie': 'a=1; Domain=elsewhere.example' });

    expect((await read()).revision.text).toBe('text');
  });

  it('does not follow a redirect with the password, and says where to look', async () => {
    asked().reply(302, '', { Location: 'https://elsewhere.example/w/api.php' });

    const error = await failureFrom(read());

    expect(error).toMatchObject({ code: 'wiki-answer', detail: 'http-302' });
    expect(error.hint).toContain('Redirects are not followed');
  });

  it('takes a page in place of an answer for none', async () => {
    asked()
      .times(5)
      .reply(200, '<html><title>Sign in</title></html>', { 'Content-Type': 'text/html' });

    const error = await failureFrom(read());

    expect(error.code).toBe('wiki-answer');
    expect(error.hint).toContain('api.php');
  });

  it('comes back after as many seconds as Retry-After says', async () => {
    asked().reply(503, 'Busy', { 'Retry-After': '9' });
    answerPage();

    await read();

    expect(waits).toEqual([expect.closeTo(9500, -3)]);
    expect(waits[0]).toBeGreaterThanOrEqual(9000);
  });

  it("comes back at the time that Retry-After says, by the server's own clock", async () => {
    asked().reply(429, 'Slow down', {
      Date: 'Thu, 01 Jan 2015 00:00:00 GMT',
      'Retry-After': 'Thu, 01 Jan 2015 00:01:00 GMT',
    });
    answerPage();

    await read();

    expect(waits[0]).toBeGreaterThanOrEqual(60_000);
    expect(waits[0]).toBeLessThan(61_000);
  });

  it.each([
    ['ENOTFOUND', 'the network'],
    ['CERT_HAS_EXPIRED', 'certificate'],
  ])('explains %s', async (code, words) => {
    const times = code === 'CERT_HAS_EXPIRED' ? 1 : 5;
    asked()
      .times(times)
      .replyWithError(Object.assign(new Error('x'), { code }));

    const error = await failureFrom(read());

    expect(error).toMatchObject({ code: 'wiki-unavailable', detail: code });
    expect(error.hint).toContain(words);
  });

  it('refuses an answer that would fill the memory', async () => {
    asked()
      .times(5)
      .reply(200, 'x'.repeat(16 * 1024 * 1024 + 1));

    expect((await failureFrom(read())).code).toMatch(/^wiki-(answer|unavailable)$/);
  });

  it('shows no password when a login meets an overloaded wiki', async () => {
    asked().reply(200, (uri) => ({
      errors: [{ code: 'readapidenied', text: `log in, ${canary}` }],
      requestid: new URL(uri, origin).searchParams.get('requestid'),
    }));
    asked().reply(200, (uri) => ({
      batchcomplete: true,
      query: { tokens: { logintoken: 'canary-bearer-token+\\' } },
      requestid: new URL(uri, origin).searchParams.get('requestid'),
    }));
    nock(origin)
      .post('/w/api.php', /lgpassword=canary/)
      .reply(503, `echo ${canary}`);

    const error = await failureFrom(read());

    expect(error.code).toBe('wiki-unavailable');
    expectNoSecrets(error);
  });
});
