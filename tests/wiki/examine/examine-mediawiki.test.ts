import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examineMediaWiki } from '../../../src/wiki/examine/examine-mediawiki.ts';
import type { MediaWikiOptions } from '../../../src/wiki/media-wiki.ts';
import { bearer, canary } from '../../support/canaries.ts';
import { failureFrom } from '../../support/failure.ts';
import { botOptions, type FakeLab, fakeLab } from '../../support/fake-mediawiki/lab.ts';

let lab: FakeLab;

const list = '{{project|Title=A}}';
const none = { kind: 'none' as const };
const token = { kind: 'token' as const, token: { reveal: () => bearer } };
const wrongToken = { kind: 'token' as const, token: { reveal: () => 'another' } };
const wrongPassword = {
  kind: 'password' as const,
  username: 'SyncBot@lab',
  password: { reveal: () => 'wrong' },
};
/** The fake's own time, so that both clocks agree. */
const noon = Date.parse('2026-01-01T00:00:00Z');

beforeEach(async () => {
  lab = await fakeLab();
  await lab.put('List', list);
  await lab.put('Template:Project', 'x');
});

afterEach(() => lab.close());

function look(options: Partial<MediaWikiOptions> = {}, pages: readonly string[] = ['List']) {
  const whole = { ...botOptions(lab.edge.api, 'SyncBot@lab', canary, lab.waits), now: () => noon };
  const listings = pages.map((page) => ({ page, template: 'project' }));
  return examineMediaWiki({ ...whole, ...options }, { listings });
}

const actions = () => lab.edge.requests.map((params) => params.get('action'));

function bot() {
  const account = lab.store.accounts.get('SyncBot');
  if (account === undefined) throw new Error('no bot');
  return account;
}

describe('examineMediaWiki', () => {
  it('sees the wiki, the account and the page in three requests, and writes nothing', async () => {
    const seen = await look({ stop: 'User:Stop' });

    expect(actions()).toEqual(['query', 'login', 'query']);
    expect(seen).toMatchObject({
      failure: undefined,
      lag: undefined,
      isPrivate: false,
      login: { kind: 'done', account: 'SyncBot' },
      site: { generator: 'MediaWiki 1.45.0', name: 'FakeWiki', readOnly: undefined, ahead: 0 },
      account: { name: 'SyncBot', groups: ['*', 'user', 'bot'], block: undefined },
      filters: { kind: 'none' },
      stop: { title: 'User:Stop', exists: false, words: undefined },
    });
    expect(seen.pages).toMatchObject([
      { title: 'List', text: list, refusals: [], template: { exists: true, leadsTo: undefined } },
    ]);
  });

  it('asks nothing of an account where there is none', async () => {
    const seen = await look({ credentials: none });

    expect(actions()).toEqual(['query']);
    expect(seen.login).toEqual({ kind: 'none' });
    expect(seen.account).toBeUndefined();
    expect(seen.pages[0]).toMatchObject({ text: list, refusals: undefined });
  });

  it('needs one request with a token where the account may not see the filters', async () => {
    const seen = await look({ credentials: token });

    expect(actions()).toEqual(['query']);
    expect(seen).toMatchObject({
      login: { kind: 'done', account: 'SyncBot' },
      account: { name: 'SyncBot' },
      filters: { kind: 'unreadable' },
    });
    expect(seen.pages[0]).toMatchObject({ text: list, refusals: [] });
  });

  it('logs in first where only members may read', async () => {
    await lab.setPrivate();

    const seen = await look();

    expect(actions()).toEqual(['query', 'query', 'login', 'query']);
    expect(seen).toMatchObject({
      isPrivate: true,
      failure: undefined,
      account: { name: 'SyncBot' },
    });
    expect(seen.pages[0]?.text).toBe(list);
  });

  it('logs in at once where the config says that only members may read', async () => {
    await lab.setPrivate();

    const seen = await look({ private: true });
    const refused = await look({ private: true, credentials: wrongPassword });

    expect(actions()).toEqual(['query', 'login', 'query', 'query', 'login']);
    expect(seen.pages[0]?.text).toBe(list);
    expect(refused).toMatchObject({ login: { kind: 'refused' }, failure: undefined, pages: [] });
  });

  it('sees that it may not read without credentials', async () => {
    await lab.setPrivate();

    const seen = await look({ credentials: none });

    expect(actions()).toEqual(['query']);
    expect(seen).toMatchObject({ isPrivate: true, failure: undefined, site: undefined, pages: [] });
  });

  it('sees what everybody sees where the password is wrong, and tries it once', async () => {
    const seen = await look({ credentials: wrongPassword });

    expect(actions()).toEqual(['query', 'login']);
    expect(seen.login).toMatchObject({ kind: 'refused', error: { detail: 'wrongpassword' } });
    expect(seen.pages[0]).toMatchObject({ text: list, refusals: undefined });
  });

  it('sees what everybody sees where the token is refused', async () => {
    const seen = await look({ credentials: wrongToken });

    expect(actions()).toEqual(['query', 'query']);
    expect(seen.login).toMatchObject({
      kind: 'refused',
      error: { detail: 'mwoauth-invalid-authorization' },
    });
    expect(seen.pages[0]?.text).toBe(list);
  });

  it('does not wait for a wiki that lags, and asks on without its leave', async () => {
    lab.store.lag = 7;

    const seen = await look();

    expect(seen.lag).toContain('7 seconds');
    expect(seen.pages[0]?.text).toBe(list);
    expect(actions()).toEqual(['query', 'query', 'login', 'query']);
    expect(lab.waits).toEqual([]);
  });

  it('asks an unreachable wiki once, and sends it no password', async () => {
    lab.edge.fail('query', { kind: 'reset-before' }, 9);

    const seen = await look();

    expect(actions()).toEqual(['query']);
    expect(seen.failure).toMatchObject({ kind: 'network' });
    expect(seen.login).toEqual({ kind: 'untried' });
  });

  it('tells where it is led, and does not go there', async () => {
    const headers = { Location: 'https://other.example/w/api.php?action=query' };
    lab.edge.fail('query', { kind: 'answer', answer: { status: 301, headers } });

    const seen = await look();

    expect(actions()).toEqual(['query']);
    expect(seen.failure).toEqual({
      kind: 'http',
      status: 301,
      location: 'https://other.example/w/api.php',
    });
  });

  it('sees blocks, messages and limits of the account', async () => {
    await lab.block('too fast', ['List']);
    Object.assign(bot(), { newMessages: true, editLimit: { hits: 8, seconds: 60 } });

    const { account, pages } = await look();

    expect(account).toMatchObject({
      block: { by: 'Admin', reason: 'too fast', expiry: 'infinite', isPartial: true },
      hasMessages: true,
      editLimits: [{ hits: 8, seconds: 60 }],
    });
    expect(pages[0]?.refusals).toMatchObject([{ code: 'blocked' }]);
  });

  it('sees the hits of the account in the log of abuse filters', async () => {
    const hit = {
      user: 'SyncBot',
      filter: 'no such words',
      title: 'List',
      result: 'disallow',
      timestamp: '2026-01-01T00:00:00Z',
    };
    lab.store.filterHits = [hit, { ...hit, user: 'Human' }];
    bot().rights.push('abusefilter-log');

    const withPassword = await look();
    const withToken = await look({ credentials: token });

    for (const { filters } of [withPassword, withToken]) {
      expect(filters).toMatchObject({ kind: 'log', hits: [{ filter: 'no such words' }] });
    }
  });

  it('looks at the account all the same where the log is not for it', async () => {
    lab.store.filterHits = [];

    const seen = await look();

    expect(seen.filters).toEqual({ kind: 'unreadable' });
    expect(seen.account?.name).toBe('SyncBot');
    expect(actions()).toEqual(['query', 'login', 'query', 'query']);
  });

  it('asks for as many pages in one request as the wiki takes', async () => {
    const pages = Array.from({ length: 60 }, (_, index) => `Page ${index}`);
    for (const page of pages) await lab.put(page, `{{project|Title=${page}}}`);

    const seen = await look({}, pages);

    expect(seen.pages.map(({ text }) => text)).toEqual(
      pages.map((page) => `{{project|Title=${page}}}`),
    );
    expect(seen.pages.every(({ refusals }) => refusals?.length === 0)).toBe(true);
    expect(actions()).toEqual(['query', 'query', 'login', 'query', 'query']);
  });

  it('looks at a wiki without listings', async () => {
    const seen = await look({}, []);

    expect(seen).toMatchObject({ failure: undefined, account: { name: 'SyncBot' }, pages: [] });
  });

  it('puts together texts that come in several answers', async () => {
    await lab.put('Other', 'text');
    lab.store.contentsPerAnswer = 1;

    const seen = await look({ credentials: none }, ['List', 'Other']);

    expect(seen.pages.map(({ text }) => text)).toEqual([list, 'text']);
  });

  it('sees by how much the clocks differ', async () => {
    const seen = await look({ now: () => noon - 90_000 });

    expect(seen.site?.ahead).toBe(90_000);
  });

  it('sees where a moved page and a renamed template went', async () => {
    await lab.move('List', 'Elsewhere');
    await lab.put('Template:Project', '#REDIRECT [[Vorlage:Record]]');

    const { pages } = await look();

    expect(pages[0]).toMatchObject({
      trouble: { code: 'page-unusable' },
      leadsTo: 'Elsewhere',
      template: { exists: true, leadsTo: 'Vorlage:Record' },
    });
  });

  it('refuses to ask over http', async () => {
    const error = await failureFrom(look({ api: 'http://wiki.example.org/api.php' }));

    expect(error.code).toBe('usage');
  });
});
