import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureFrom } from '../support/failure.ts';
import type { Fault } from '../support/fake-mediawiki/edge.ts';
import { type Bench, html, json, list, startBench, token } from './bench.ts';

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(() => bench.lab.close());

describe('readPage', () => {
  it('waits as long as the wiki asks, and reads on', async () => {
    bench.lab.edge.fail('query', {
      kind: 'answer',
      answer: { status: 503, headers: { 'Retry-After': '7' } },
    });

    await bench.read();

    expect(bench.lab.waits).toHaveLength(1);
    expect(bench.lab.waits[0]).toBeGreaterThanOrEqual(7000);
  });

  it.each<[string, Fault]>([
    ['a broken connection', { kind: 'reset-before' }],
    ['half an answer', { kind: 'cut-answer' }],
    ['a page', { kind: 'answer', answer: html }],
    ['an overloaded wiki', { kind: 'answer', answer: { status: 502 } }],
  ])('tries again after %s', async (_, fault) => {
    bench.lab.edge.fail('query', fault, 4);

    expect((await bench.read()).revision.text).toBe(list);
    expect(bench.actions()).toHaveLength(5);
  });

  it('gives up after five times', async () => {
    bench.lab.edge.fail('query', { kind: 'reset-before' }, 99);

    expect((await failureFrom(bench.read())).code).toBe('wiki-unavailable');
    expect(bench.actions()).toHaveLength(5);
  });

  it('waits for replicas that are behind, and gives up', async () => {
    bench.lab.store.lag = 30;

    expect(await failureFrom(bench.read())).toMatchObject({
      code: 'wiki-unavailable',
      detail: 'maxlag',
    });
    expect(bench.lab.waits.every((wait) => wait >= 30_000)).toBe(true);
  });

  it('does not wait for hours', async () => {
    bench.lab.edge.fail('query', {
      kind: 'answer',
      answer: { status: 429, headers: { 'Retry-After': '3600' } },
    });

    expect((await failureFrom(bench.read())).code).toBe('wiki-unavailable');
    expect(bench.lab.waits).toEqual([]);
  });

  it('puts together what comes in several answers', async () => {
    await bench.lab.put('Template:Project', 'x');
    await bench.lab.put('Template:Proj', '#REDIRECT [[Template:Project]]');
    await bench.lab.put('User:Stop', 'stop');
    bench.lab.store.contentsPerAnswer = 1;

    const { revision, site, stop } = await bench.read({ stop: 'User:Stop' });

    expect(revision.text).toBe(list);
    expect(site.templateRedirects).toEqual(['Proj']);
    expect(stop).toContain('stop');
    expect(bench.actions()).toHaveLength(3);
  });

  it.each([
    [
      'is hidden',
      () => {
        for (const each of bench.lab.store.history('List')) each.hidden = true;
      },
    ],
    [
      'is no wikitext',
      () => {
        for (const page of bench.lab.store.pages.values()) page.model = 'json';
      },
    ],
  ])('refuses a page whose text %s', async (_, change) => {
    change();

    expect((await failureFrom(bench.read())).code).toBe('page-unusable');
  });

  it.each(['Special:Version', 'wikipedia:List'])('refuses %s', async (page) => {
    const failure = bench.lab.open().readPage({ page, template: 'project' });

    expect((await failureFrom(failure)).code).toBe('page-unusable');
  });

  it('reads from a wiki that is too old to be edited safely', async () => {
    bench.lab.store.generator = 'MediaWiki 1.31.16';
    const { permission, save } = await bench.read();

    expect(permission.kind).toBe('refused');
    expect((await failureFrom(save())).code).toBe('not-allowed');
  });

  it('reports what people should know', async () => {
    const account = bench.lab.store.accounts.get('SyncBot');
    if (account !== undefined) Object.assign(account, { newMessages: true, rights: ['edit'] });
    await bench.lab.put('Template:Project', '#REDIRECT [[Template:Record]]');

    const { notices } = await bench.read({ credentials: token, messages: 'ignore' });

    expect(notices).toEqual([
      expect.stringContaining('new messages'),
      expect.stringContaining("no right to mark its edits as a bot's"),
      expect.stringContaining('itself a redirect'),
    ]);
  });

  it('stops for a message on the talk page of the account', async () => {
    const account = bench.lab.store.accounts.get('SyncBot');
    if (account !== undefined) account.newMessages = true;
    const { stop, save } = await bench.read({ credentials: token });

    expect(stop).toContain('new messages');
    expect((await failureFrom(save())).code).toBe('stopped');
    expect(bench.edits()).toBe(0);
  });

  it('stops for a message that it sees when it has logged in', async () => {
    const account = bench.lab.store.accounts.get('SyncBot');
    if (account !== undefined) account.newMessages = true;
    const { stop, save } = await bench.read();

    expect(stop).toBeUndefined();
    expect((await failureFrom(save())).message).toContain('new messages');
    expect(bench.edits()).toBe(0);
  });

  it.each(['{{in use}}', '{{In_use|for an hour}}', '{{Template:inuse}}', '{{Under construction}}'])(
    'leaves a page alone that somebody is at work on: %s',
    async (hold) => {
      await bench.lab.put('List', `${hold}\n${list}`);
      const { stop, save } = await bench.read();

      expect(stop).toContain('at work');
      expect((await failureFrom(save())).code).toBe('stopped');
    },
  );

  it.each(['<!-- {{in use}} -->', '<nowiki>{{in use}}</nowiki>', '{{in user}}', 'in use'])(
    'does not take %s for somebody at work',
    async (text) => {
      await bench.lab.put('List', `${text}\n${list}`);

      expect((await bench.read()).stop).toBeUndefined();
    },
  );

  it('knows the holds that the config names', async () => {
    await bench.lab.put('List', `{{Bitte warten}}\n${list}`);

    expect((await bench.read({ holds: ['bitte warten'] })).stop).toContain('Bitte warten');
    expect((await bench.read({ holds: [] })).stop).toBeUndefined();
  });

  it('asks once for what a wiki never changes', async () => {
    const { wiki, site } = await bench.read();

    const again = await wiki.readPage({ page: 'List', template: 'project' });

    expect(again.site).toEqual(site);
    expect(
      bench.lab.edge.requests.map((params) => params.get('siprop')?.includes('namespaces')),
    ).toEqual([true, false]);
  });

  it.each(['{"query":{"pages":{"1":{}}}}', '{"query":{"pages":[{"title":7}]}}'])(
    'does not guess at an answer of another shape: %s',
    async (shape) => {
      const body = shape.replace(/}$/, ',"requestid":"{requestid}"}');
      bench.lab.edge.fail('query', { kind: 'answer', answer: { headers: json, body } });

      const error = await failureFrom(bench.read());

      expect(error.code).toBe('wiki-answer');
      expect(error.message).toContain('query.pages');
    },
  );

  it('names the wiki that cannot be reached', async () => {
    const failure = bench.lab.openWith({ api: 'http://127.0.0.1:9/api.php' });

    const error = await failureFrom(failure.readPage({ page: 'List', template: 'x' }));

    expect(error).toMatchObject({ code: 'wiki-unavailable', detail: 'ECONNREFUSED' });
    expect(error.message).toContain("'lab'");
  });
});
