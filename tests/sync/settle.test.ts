import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { baseRecord, fieldBase } from '../../src/core/reconcile/base.ts';
import type { Snapshot } from '../../src/state/snapshot.ts';
import { openStateStore } from '../../src/state/store.ts';
import type { ListingJob } from '../../src/sync/job.ts';
import { fileHash, settledSnapshot } from '../../src/sync/settle.ts';

/** What both sides agree on, with this size of the only record. */
function snapshotWith(size: string): Snapshot {
  const record = baseRecord([['size', { kind: 'known', value: size }]]);
  const base = { records: new Map([['A', record]]), unmet: new Set<string>() };
  return { listing: 'items', wiki: 'lab', page: 'List', signatures: new Map(), base };
}

describe('a pull that was cut off', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wikisync-settle-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['before it wrote', 'old', { kind: 'known', value: '1' }, 'not-done'],
    ['after it wrote', 'new', { kind: 'known', value: '2' }, 'done'],
    ['and then edited over', 'newer', { kind: 'disputed' }, 'unclear'],
  ])('%s is settled by what the data file says', async (_when, text, base, result) => {
    const path = join(folder, 'items.yaml');
    const state = openStateStore(folder);
    await state.saveSnapshot(snapshotWith('1'));
    const hashes = { baseHash: fileHash('old'), textHash: fileHash('new') };
    await state.beginIntent(
      { kind: 'data', id: 'i', listing: 'items', time: 0, file: 'items.yaml', ...hashes },
      snapshotWith('2'),
    );
    writeFileSync(path, text);
    const job: Partial<ListingJob> = {
      name: 'items',
      state,
      log: () => undefined,
      now: () => 1,
    };
    const data = { path, shownPath: 'items.yaml' } as ListingJob['data'];

    const snapshot = await settledSnapshot({ ...job, data } as ListingJob, { mayWrite: true });

    expect(fieldBase(snapshot?.base.records.get('A'), 'size')).toEqual(base);
    expect(await state.loadSnapshot('items')).toEqual(snapshot);
    expect(await state.openIntent('items')).toBeUndefined();
    expect(readFileSync(join(folder, 'journal.jsonl'), 'utf8')).toContain(`"result":"${result}"`);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});
