import { describe, expect, it } from 'vitest';
import { SyncError } from '../../../src/errors.ts';
import type { Snapshot } from '../../../src/state/snapshot.ts';
import {
  examineState,
  examineStateFolder,
  judgeOpenIntent,
  judgeSnapshot,
} from '../../../src/sync/doctor/judge-state.ts';
import { workplace } from '../../support/command-line.ts';

const listing = { name: 'l', wiki: 'w', page: 'List' };
const snapshot: Snapshot = {
  listing: 'l',
  wiki: 'w',
  page: 'List',
  signatures: new Map(),
  base: { records: new Map(), unmet: new Set() },
};

describe('judgeSnapshot', () => {
  it.each([
    [undefined, 'snapshot-none', 'ok'],
    [snapshot, 'snapshot-there', 'ok'],
    [{ ...snapshot, page: 'Other' }, 'snapshot-of-other-page', 'warning'],
    [{ ...snapshot, wiki: 'other' }, 'snapshot-of-other-page', 'warning'],
  ])('judges %j as %s', (found, code, level) => {
    expect(judgeSnapshot(found, listing)).toMatchObject({ code, level });
  });
});

describe('judgeOpenIntent', () => {
  const written = { id: '1', listing: 'l', time: 0, textHash: '' };

  it('tells of a write that a run left open', () => {
    const page = { ...written, kind: 'page' as const, wiki: 'w', title: 'List', summary: '' };
    const data = { ...written, kind: 'data' as const, file: 'list.yaml' };

    expect(judgeOpenIntent({ intent: page, pending: undefined })).toMatchObject([
      { level: 'warning', seen: "An earlier run was cut off while it saved the page 'List'." },
    ]);
    expect(judgeOpenIntent({ intent: data, pending: undefined })).toMatchObject([
      { level: 'warning', seen: "An earlier run was cut off while it saved 'list.yaml'." },
    ]);
    expect(judgeOpenIntent(undefined)).toEqual([]);
  });
});

describe('examineState', () => {
  it('takes what cannot be read for a problem, one by one', async () => {
    const unreadable = new SyncError('file-unreadable', 'Not JSON.', { hint: 'Restore it.' });
    const damaged = new SyncError('state-damaged', 'Damaged.');
    const state = {
      loadSnapshot: () => Promise.reject(unreadable),
      openIntent: () => Promise.reject(damaged),
    };

    expect(await examineState(state, listing)).toMatchObject([
      { code: 'file-unreadable', level: 'problem', seen: 'Not JSON.', advice: 'Restore it.' },
      { code: 'state-damaged', level: 'problem', seen: 'Damaged.' },
    ]);
  });
});

describe('examineStateFolder', () => {
  it('takes a folder for writable that can be made', async () => {
    const { folder } = workplace();

    const [finding] = await examineStateFolder(`${folder}/a/b`, 'a/b');

    expect(finding).toMatchObject({ code: 'state-writable', level: 'ok' });
  });

  it.each(['state', 'state/below'])('finds a file in the way of %s', async (path) => {
    const place = workplace();
    place.write('state', 'a file');

    const [finding] = await examineStateFolder(`${place.folder}/${path}`, path);

    expect(finding).toMatchObject({ code: 'state-unwritable', level: 'problem' });
    expect(finding?.seen).toContain(path);
  });
});
