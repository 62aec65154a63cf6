import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SyncError } from '../../src/errors.ts';
import { failureFrom } from '../support/failure.ts';
import type { Fault } from '../support/fake-mediawiki/edge.ts';
import { type Bench, botsText, html, json, list, startBench } from './bench.ts';

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(() => bench.lab.close());

describe('savePage, when the answer does not come', () => {
  const afterwards: readonly [string, Fault][] = [
    ['the connection breaks', { kind: 'lose-answer' }],
    ['half of it comes', { kind: 'cut-answer' }],
    ['a gateway gives up', { kind: 'answer', after: true, answer: { status: 504 } }],
    ['the wiki fails after saving', { kind: 'answer', after: true, answer: { status: 500 } }],
    ['a proxy shows a page', { kind: 'answer', after: true, answer: html }],
    ['it is empty', { kind: 'answer', after: true, answer: { headers: json, body: '' } }],
    ['it is null', { kind: 'answer', after: true, answer: { headers: json, body: 'null' } }],
    ['it is a list', { kind: 'answer', after: true, answer: { headers: json, body: '[]' } }],
    ['it has no result', { kind: 'answer', after: true, answer: { headers: json, body: '{}' } }],
    [
      "it is somebody else's",
      {
        kind: 'answer',
        after: true,
        answer: {
          headers: json,
          body: '{"edit":{"result":"Success","newrevid":1},"requestid":"other"}',
        },
      },
    ],
    [
      'it leads elsewhere',
      {
        kind: 'answer',
        after: true,
        answer: { status: 307, headers: { Location: 'http://127.0.0.1:9/' } },
      },
    ],
    ['it never ends', { kind: 'hang' }],
  ];

  it.each(afterwards)('finds the revision that was saved: %s', async (_, fault) => {
    const { save } = await bench.read({ deadlines: { get: 5000, post: 300 } });
    bench.lab.edge.fail('edit', fault);

    const saved = await save();

    expect(saved.text).toBe(botsText);
    expect(bench.edits()).toBe(1);
    expect(bench.lab.store.history('List')).toHaveLength(2);
  });

  const before: readonly [string, Fault][] = [
    ['the connection breaks', { kind: 'reset-before' }],
    ['the wiki is overloaded', { kind: 'answer', answer: { status: 503 } }],
    ['it is asked too often', { kind: 'answer', answer: { status: 429 } }],
    ['a proxy shows a page', { kind: 'answer', answer: html }],
    ['the server forbids it', { kind: 'answer', answer: { status: 403 } }],
  ];

  it.each(before)(
    'takes it for lost once it cannot come any more, and sends nothing again: %s',
    async (_, fault) => {
      const { save } = await bench.read();
      bench.lab.edge.fail('edit', fault);

      const error = await failureFrom(save());

      expect(error.code).toBe('edit-lost');
      expect(bench.edits()).toBe(1);
      expect(bench.lab.store.latest('List')?.text).toBe(list);
      expect(bench.lab.waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThanOrEqual(150_000);
    },
  );

  it('finds an edit that the wiki saves only later', async () => {
    const { save } = await bench.read();
    bench.lab.edge.fail('edit', { kind: 'reset-before' });
    let looks = 0;
    bench.lab.edge.onRequest = (params) => {
      looks += params.has('rvendid') ? 1 : 0;
      if (looks !== 4) return;
      bench.lab.edge.onRequest = () => undefined;
      bench.lab.store.put('List', { user: 'SyncBot', text: botsText, comment: 'set a date' });
    };

    expect((await save()).text).toBe(botsText);
  });

  it('looks no longer than it must, however slow each look is', async () => {
    let now = 0;
    const { save } = await bench.read({ now: () => now });
    bench.lab.edge.fail('edit', { kind: 'reset-before' });
    bench.lab.edge.onRequest = (params) => {
      if (params.has('rvendid')) now += 100_000;
    };

    expect((await failureFrom(save())).code).toBe('edit-lost');
    expect(bench.lab.edge.requests.filter((params) => params.has('rvendid'))).toHaveLength(3);
  });

  it('does not take the edit of another account for its own', async () => {
    const { save } = await bench.read();
    bench.lab.edge.fail('edit', { kind: 'reset-before' });
    bench.lab.edge.onRequest = (params) => {
      if (params.get('action') !== 'edit') return;
      bench.lab.store.put('List', { user: 'Human', text: botsText, comment: 'set a date' });
    };

    expect((await failureFrom(save())).code).toBe('edit-lost');
  });

  it('is open if the page went meanwhile', async () => {
    const { save } = await bench.read();
    bench.lab.edge.fail('edit', { kind: 'reset-before' });
    bench.lab.edge.onRequest = (params) => {
      if (params.get('action') === 'edit') bench.lab.store.delete('List');
    };

    expect((await failureFrom(save())).code).toBe('outcome-unknown');
  });

  it('is open if a newer revision hides who made it', async () => {
    const { save } = await bench.read();
    bench.lab.edge.fail('edit', { kind: 'reset-before' });
    bench.lab.edge.onRequest = (params) => {
      if (params.get('action') !== 'edit') return;
      bench.lab.store.put('List', { user: 'Human', text: 'x' }).hidden = true;
    };

    expect((await failureFrom(save())).code).toBe('outcome-unknown');
  });

  it('is open if the run is stopped while it looks', async () => {
    const { save } = await bench.read({
      wait: async () => {
        throw new SyncError('interrupted', 'stopped');
      },
    });
    bench.lab.edge.fail('edit', { kind: 'reset-before' });

    expect((await failureFrom(save())).code).toBe('outcome-unknown');
  });

  it('is open if the revision that was saved cannot be read back', async () => {
    const { save } = await bench.read();
    bench.lab.store.staleReads = 100;

    const error = await failureFrom(save());

    expect(error.code).toBe('outcome-unknown');
    expect(error.message).toContain('revision 2 was saved');
  });

  it('says that the wiki stored another text', async () => {
    const { store, edge } = bench.lab;
    const { save } = await bench.read();
    edge.onRequest = (params) => {
      const saved = store.latest('List');
      if (!params.has('revids') || saved === undefined) return;
      store.revisions.set(saved.id, { ...saved, text: 'something else' });
    };

    expect((await failureFrom(save())).code).toBe('page-changed');
    expect(bench.edits()).toBe(1);
  });

  describe('compares the text with what was sent', () => {
    const readBacks = () =>
      bench.lab.edge.requests
        .filter((params) => params.has('revids'))
        .map((params) => params.get('rvprop')?.split('|').at(-1));

    it('by its hash alone', async () => {
      const { save } = await bench.read();

      expect((await save()).text).toBe(botsText);
      expect(readBacks()).toEqual(['slotsha1']);
    });

    it('whole, where the wiki has merged it', async () => {
      await bench.lab.put('List', 'one\n\ntwo\n\nthree');
      const { save } = await bench.read();
      bench.lab.edge.onRequest = (params) => {
        if (params.get('action') !== 'edit') return;
        bench.lab.store.put('List', { user: 'Human', text: 'ONE\n\ntwo\n\nthree' });
      };

      expect((await save('one\n\ntwo\n\nTHREE')).text).toBe('ONE\n\ntwo\n\nTHREE');
      expect(readBacks()).toEqual(['slotsha1', 'content']);
    });
  });

  it('waits for a replica that has not got the revision yet', async () => {
    const { save } = await bench.read();
    bench.lab.store.staleReads = 2;

    expect((await save()).text).toBe(botsText);
  });
});
