import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DataIntent, Outcome } from '../../src/state/journal.ts';
import type { Snapshot } from '../../src/state/snapshot.ts';
import { openStateStore, type StateStore } from '../../src/state/store.ts';
import { failureFrom } from '../support/failure.ts';

let folder = '';
let store: StateStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wikisync-store-'));
  store = openStateStore(folder);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const snapshot: Snapshot = {
  listing: 'list',
  wiki: 'w',
  page: 'P',
  revision: 3,
  signatures: new Map([['title', 's']]),
  base: {
    records: new Map([
      [
        'A',
        {
          values: new Map([['title', 'A']]),
          unknown: new Set(['size']),
          disputed: new Set(['note']),
        },
      ],
    ]),
    unmet: new Set(['B']),
  },
};

function intent(id: string): DataIntent {
  return { kind: 'data', id, listing: 'list', time: 1, file: 'a.yaml', textHash: 'h' };
}

function outcome(id: string): Outcome {
  return { kind: 'outcome', id, listing: 'list', time: 2, result: 'done' };
}

describe('a state folder', () => {
  it('gives a snapshot back', async () => {
    await store.saveSnapshot(snapshot);

    expect(await store.loadSnapshot('list')).toEqual(snapshot);
    expect(await store.loadSnapshot('other')).toBeUndefined();
  });

  it('never takes a snapshot that it cannot read for none', async () => {
    await store.saveSnapshot(snapshot);
    writeFileSync(join(folder, 'snapshots/list.json'), '{"version":1}');

    const error = await failureFrom(store.loadSnapshot('list'));

    expect(error.code).toBe('file-unreadable');
    expect(error.message).toContain('listing');
  });

  it('knows a write that has no outcome, and what would be agreed on with it', async () => {
    await store.beginIntent(intent('one'), snapshot);

    expect(await openStateStore(folder).openIntent('list')).toEqual({
      intent: intent('one'),
      pending: { ...snapshot, intent: 'one' },
    });
    expect(await store.openIntent('other')).toBeUndefined();

    await store.endIntent(outcome('one'));
    expect(await store.openIntent('list')).toBeUndefined();
  });

  it('does not take the snapshot of an older write for that of this one', async () => {
    await store.beginIntent(intent('one'), snapshot);
    const pending = readFileSync(join(folder, 'pending/list.json'), 'utf8');
    await store.endIntent(outcome('one'));
    await store.beginIntent(intent('two'), snapshot);
    writeFileSync(join(folder, 'pending/list.json'), pending);

    expect(await store.openIntent('list')).toEqual({ intent: intent('two'), pending: undefined });
  });

  it('writes on after a line that a crash has cut', async () => {
    await store.beginIntent(intent('one'), snapshot);
    appendFileSync(join(folder, 'journal.jsonl'), '0123456789abcdef {"kind":"outc');

    await store.endIntent(outcome('one'));

    expect(await store.openIntent('list')).toBeUndefined();
    expect(readFileSync(join(folder, 'journal.jsonl'), 'utf8').split('\n')).toHaveLength(3);
  });

  it('writes on after a line that a crash has cut, which it has read before', async () => {
    await store.beginIntent(intent('one'), snapshot);
    appendFileSync(join(folder, 'journal.jsonl'), '0123456789abcdef {"kind":"outc');
    const next = openStateStore(folder);
    expect((await next.openIntent('list'))?.intent).toEqual(intent('one'));

    await next.endIntent(outcome('one'));

    expect(await openStateStore(folder).openIntent('list')).toBeUndefined();
  });

  it('writes whole lines where wikis are worked on side by side', async () => {
    // A crash has cut the last one.
    writeFileSync(join(folder, 'journal.jsonl'), '0123456789abcdef {"kind":');
    const names = Array.from({ length: 20 }, (_, index) => `list${index}`);
    const described = (listing: string) => ({ ...intent(`id-${listing}`), listing });
    await Promise.all(
      names.map((listing) => store.beginIntent(described(listing), { ...snapshot, listing })),
    );
    await Promise.all(
      names.slice(1).map((listing) => {
        const end = { kind: 'outcome', time: 2, result: 'done' } as const;
        return store.endIntent({ ...end, id: `id-${listing}`, listing });
      }),
    );

    const open = await Promise.all(
      names.map((listing) => openStateStore(folder).openIntent(listing)),
    );
    expect(open.map((one) => one?.intent.id)).toEqual([
      'id-list0',
      ...names.slice(1).map(() => undefined),
    ]);
    expect((await store.openIntent('list0'))?.intent.id).toBe('id-list0');
    expect(await store.openIntent('list1')).toBeUndefined();
  });

  it('sees what another program has written into the journal meanwhile', async () => {
    const other = openStateStore(folder);
    expect(await store.openIntent('list')).toBeUndefined();

    await other.beginIntent(
      { ...intent('one'), listing: 'list' },
      { ...snapshot, listing: 'list' },
    );

    expect((await store.openIntent('list'))?.intent.id).toBe('one');
    await store.endIntent({
      kind: 'outcome',
      id: 'one',
      listing: 'list',
      time: 2,
      result: 'done',
    });
    expect(await other.openIntent('list')).toBeUndefined();
  });

  it('refuses to go on with a journal that is damaged', async () => {
    await store.beginIntent(intent('one'), snapshot);
    const path = join(folder, 'journal.jsonl');
    writeFileSync(path, readFileSync(path, 'utf8').replace('a.yaml', 'b.yaml'));

    expect((await failureFrom(store.openIntent('list'))).code).toBe('state-damaged');
    expect((await failureFrom(store.beginIntent(intent('two'), snapshot))).code).toBe(
      'state-damaged',
    );
  });

  it('puts a long journal aside once nothing in it is open', async () => {
    const path = join(folder, 'journal.jsonl');
    const long = { ...intent('one'), file: 'x'.repeat(1_100_000) };
    await store.beginIntent(long, snapshot);
    await store.endIntent(outcome('one'));

    await store.beginIntent(intent('two'), snapshot);

    expect(readFileSync(path, 'utf8').length).toBeLessThan(1000);
    expect(readFileSync(join(folder, 'journal.old.jsonl'), 'utf8')).toContain('"one"');
    expect((await store.openIntent('list'))?.intent.id).toBe('two');
  });

  it('keeps what is open in sight when a long journal is put aside', async () => {
    await store.beginIntent(
      { ...intent('open'), listing: 'gone' },
      { ...snapshot, listing: 'gone' },
    );
    await store.beginIntent({ ...intent('one'), file: 'x'.repeat(1_100_000) }, snapshot);
    await store.endIntent(outcome('one'));

    await store.beginIntent(intent('two'), snapshot);
    expect((await store.openIntent('gone'))?.intent.id).toBe('open');
    await store.endIntent({ ...outcome('open'), listing: 'gone' });

    expect(readFileSync(join(folder, 'journal.jsonl'), 'utf8').length).toBeLessThan(1000);
    expect(await store.openIntent('gone')).toBeUndefined();
    expect([...(await store.outcomes())].map(([id, known]) => [id, known?.result])).toEqual([
      ['open', 'done'],
      ['one', 'done'],
      ['two', undefined],
    ]);
  });
});
