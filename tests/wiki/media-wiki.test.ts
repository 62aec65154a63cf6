import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bearer } from '../support/canaries.ts';
import { failureFrom } from '../support/failure.ts';
import { startEdge } from '../support/fake-mediawiki/edge.ts';
import { forwardTo } from '../support/fake-mediawiki/forward.ts';
import { type Bench, botsText, json, list, startBench, token } from './bench.ts';

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(() => bench.lab.close());

describe('a proxy', () => {
  it('is not taken from the environment', async () => {
    process.env['http_proxy'] = 'http://127.0.0.1:9/';

    try {
      expect((await bench.read()).revision.text).toBe(list);
    } finally {
      delete process.env['http_proxy'];
    }
  });

  it('is used if the config names it', async () => {
    const proxy = await startEdge(forwardTo(bench.lab.edge.api));
    const [host] = proxy.api.split('/api.php');

    const { revision } = await bench.read({ proxy: `${host?.replace('//', '//me:secret@')}` });

    expect(revision.text).toBe(list);
    expect(proxy.requests).toHaveLength(1);
    await proxy.close();
  });

  it('that cannot be reached does not show its password', async () => {
    const error = await failureFrom(bench.read({ proxy: `http://me:${bearer}@127.0.0.1:9/` }));

    expect(error.code).toBe('wiki-unavailable');
  });
});

describe('openMediaWiki', () => {
  it.each(['http://wiki.example.org/api.php', 'ftp://localhost/', 'not an address'])(
    'refuses the address %s',
    (api) => {
      expect(() => bench.lab.openWith({ api })).toThrow(expect.objectContaining({ code: 'usage' }));
    },
  );

  it('refuses to be anonymous to the people of a wiki', () => {
    expect(() => bench.lab.openWith({ contact: ' ' })).toThrow(
      expect.objectContaining({ code: 'usage' }),
    );
  });

  it('stays below what the wiki allows the account', async () => {
    const account = bench.lab.store.accounts.get('SyncBot');
    if (account !== undefined) account.editLimit = { hits: 1, seconds: 60 };
    const { wiki, save } = await bench.read({ now: () => 0 });
    const first = await save();

    await wiki.savePage({ base: first, text: list, summary: 'back' });

    expect(bench.lab.waits).toEqual([60_000]);
  });

  it('rests as long as it is told between two edits', async () => {
    const { wiki, save } = await bench.read({ now: () => 0, editGap: 10_000 });
    const first = await save();

    await wiki.savePage({ base: first, text: list, summary: 'back' });

    expect(bench.lab.waits).toEqual([10_000]);
  });

  it('sends no more than its budget, however bad the way is', async () => {
    bench.lab.edge.fail('query', { kind: 'reset-before' }, 1000);
    const wiki = bench.lab.open();
    const read = () => wiki.readPage({ page: 'List', template: 'project' });

    const errors = [await failureFrom(read()), await failureFrom(read())];

    expect(errors.map(({ code }) => code)).toEqual(['wiki-unavailable', 'wiki-unavailable']);
    expect(errors[1]?.message).toContain('5 requests in a row have failed');
    expect(bench.lab.edge.requests).toHaveLength(5);
  });

  it('keeps what it needs to find out what became of an edit', async () => {
    const { save } = await bench.read();
    bench.lab.edge.fail('edit', { kind: 'lose-answer' });
    bench.lab.edge.onRequest = (params) => {
      if (params.get('action') === 'edit') {
        bench.lab.edge.fail('query', { kind: 'answer', answer: { status: 503 } }, 8);
      }
    };

    expect((await save()).text).toBe(botsText);
    expect(bench.lab.edge.requests.length).toBeLessThanOrEqual(15);
  });

  it('asks no longer than it may', async () => {
    let now = 0;
    const { wiki } = await bench.read({ now: () => now, runSeconds: 60 });
    now = 61_000;

    const error = await failureFrom(wiki.readPage({ page: 'List', template: 'project' }));

    expect(error.code).toBe('wiki-unavailable');
    expect(error.message).toContain('more than 60 seconds');
  });

  it('saves nothing more on a wiki that has blocked the account', async () => {
    const { wiki, save } = await bench.read({ credentials: token });
    await bench.lab.put('Other', list);
    const other = await wiki.readPage({ page: 'Other', template: 'project' });
    await bench.lab.block('enough');
    bench.lab.edge.fail('edit', {
      kind: 'answer',
      answer: { headers: json, body: '{"errors":[{"code":"blocked","text":"Enough."}]}' },
    });
    await failureFrom(save());

    const error = await failureFrom(
      wiki.savePage({ base: other.revision, text: botsText, summary: 's' }),
    );

    expect(error.code).toBe('stopped');
    expect(error.message).toContain('Nothing more is saved on this wiki in this run');
    expect(bench.edits()).toBe(1);
  });

  it('saves nothing more once a filter has refused two edits', async () => {
    const { wiki, save } = await bench.read({ credentials: token });
    await failureFrom(save('FILTERED'));
    await failureFrom(save('FILTERED again'));

    const error = await failureFrom(save());

    expect(error.detail).toBe('abusefilter-disallowed');
    expect(bench.edits()).toBe(2);
    await wiki.readPage({ page: 'List', template: 'project' });
  });
});

describe('readTemplateData', () => {
  const described = '<templatedata>{ "params": { "Title": {} } }</templatedata>';

  it('asks nothing of a wiki that is known not to have the extension', async () => {
    bench.lab.store.hasTemplateData = false;
    await bench.lab.put('Template:Project', described);
    const { wiki } = await bench.read();
    bench.lab.edge.requests.length = 0;

    expect(await wiki.readTemplateData('Project')).toBeUndefined();
    expect(bench.lab.edge.requests).toHaveLength(0);
  });

  it('takes a wiki that does not know the question for one without it', async () => {
    bench.lab.store.hasTemplateData = false;

    expect(await bench.lab.open().readTemplateData('Project')).toBeUndefined();
  });

  it('refuses an answer that it does not understand', async () => {
    const { wiki } = await bench.read();
    const body = '{"requestid":"{requestid}","pages":{"1":{"params":7}}}';
    bench.lab.edge.fail('templatedata', { kind: 'answer', answer: { headers: json, body } });

    expect((await failureFrom(wiki.readTemplateData('Project'))).code).toBe('wiki-answer');
  });
});
