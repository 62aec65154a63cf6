import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bearer } from '../support/canaries.ts';
import { failureFrom } from '../support/failure.ts';
import { startEdge } from '../support/fake-mediawiki/edge.ts';
import { forwardTo } from '../support/fake-mediawiki/forward.ts';
import { type Bench, list, startBench } from './bench.ts';

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

  it('rests between two edits as long as the wiki wants', async () => {
    const account = bench.lab.store.accounts.get('SyncBot');
    if (account !== undefined) account.editLimit = { hits: 8, seconds: 60 };
    const { wiki, save } = await bench.read({ now: () => 0 });
    const first = await save();

    await wiki.savePage({ base: first, text: list, summary: 'back' });

    expect(bench.lab.waits).toEqual([7500]);
  });
});
