/** What a state keeps, wherever it is kept: the same tests for a folder and for a database. */
import { beforeEach, expect, it } from 'vitest';
import type { GoodRun } from '../../src/state/good-run.ts';
import type { DataIntent, Outcome } from '../../src/state/journal.ts';
import type { PeopleRecord } from '../../src/state/people.ts';
import type { LoggedRun } from '../../src/state/run-log.ts';
import type { RunLimits } from '../../src/state/run-rotation.ts';
import type { Snapshot } from '../../src/state/snapshot.ts';
import type { StateStore } from '../../src/state/store.ts';
import { failureFrom } from './failure.ts';

/** A state to test. */
export interface StateUnderTest {
  /** The state as another program would open it. */
  readonly open: (limits?: Partial<RunLimits>) => StateStore;
  /** Puts a text in the place of one that is kept. */
  readonly damage: (kind: string, name: string, text: string) => Promise<void>;
  /** Keeps others from what names stand for; gives what gives it back. */
  readonly lock: (names: readonly string[]) => Promise<() => Promise<void>>;
}

/** What is agreed on in these tests. */
export const snapshot: Snapshot = {
  listing: 'list',
  wiki: 'w',
  page: 'P\u0000 “ü” 🎈',
  revision: 3,
  signatures: new Map([['title', 's']]),
  base: {
    records: new Map([
      [
        'A',
        {
          values: new Map([['title', 'A\u0000\ud800']]),
          unknown: new Set(['size']),
          disputed: new Set(['note']),
        },
      ],
    ]),
    unmet: new Set(['B']),
  },
};

const people: PeopleRecord = {
  listing: 'list',
  wiki: 'w',
  page: 'P',
  reverts: [
    {
      key: 'A',
      by: { revision: 4, time: '2026-01-02T03:04:05Z', user: 'U', isOwn: false, link: undefined },
    },
  ],
  acknowledged: [],
  held: [{ key: 'A', field: 'title' }],
};

const good: GoodRun = {
  ...{ listing: 'list', wiki: 'w', page: 'P' },
  ...{ run: '20260102-030405-abcd', command: 'sync', time: 7 },
};

/** A data file that is about to be written. */
export function intent(id: string, listing = 'list'): DataIntent {
  return { kind: 'data', id, listing, time: Date.now(), file: 'a.yaml', textHash: 'h' };
}

/** That it was. */
export function outcome(id: string, listing = 'list'): Outcome {
  return { kind: 'outcome', id, listing, time: 2, result: 'done' };
}

function logged(run: string, listing = 'list'): LoggedRun {
  return {
    ...{ run, command: 'sync', time: 1, listing, wiki: 'w', page: 'P', dataFile: 'a.yaml' },
    ...{ writes: [], report: { diagnostics: [] } },
  };
}

const day = 86_400_000;
const today = Date.UTC(2027, 0, 31);

/** The name of a run that began so many days ago. */
function runOf(days: number): string {
  return `${(today - days * day).toString(36).padStart(8, '0')}-00000${days % 10}`;
}

/** The tests. */
export function testState(make: () => Promise<StateUnderTest>): void {
  let state: StateUnderTest;
  let store: StateStore;

  beforeEach(async () => {
    state = await make();
    store = state.open();
  });

  it('has nothing of a listing that was never run', async () => {
    expect(await store.loadSnapshot('list')).toBeUndefined();
    expect(await store.loadPeople('list')).toBeUndefined();
    expect(await store.loadHistory('list')).toBeUndefined();
    expect(await store.loadGoodRun('list')).toBeUndefined();
    expect(await store.openIntent('list')).toBeUndefined();
    expect((await store.loadMadePages('made')).size).toBe(0);
    expect((await store.outcomes()).size).toBe(0);
    expect(await store.runParts()).toEqual([]);
    expect(await store.loadRun({ run: 'r', listing: 'list' })).toBeUndefined();
  });

  it('gives everything back to another program, as it was last kept', async () => {
    const history = { listing: 'list', wiki: 'w', pageId: 1, revisions: [] };
    await store.saveSnapshot({ ...snapshot, revision: 2 });
    await store.saveSnapshot(snapshot);
    await store.savePeople(people);
    await store.saveHistory(history);
    await store.saveGoodRun(good);
    await store.saveMadePages('made', new Map([['T', 'one']]));
    await store.saveMadePages('made', new Map([['T', 'two']]));

    const other = state.open();

    expect(await other.loadSnapshot('list')).toEqual(snapshot);
    expect(await other.loadPeople('list')).toEqual(people);
    expect(await other.loadHistory('list')).toEqual(history);
    expect(await other.loadGoodRun('list')).toEqual(good);
    expect(await other.loadMadePages('made')).toEqual(new Map([['T', 'two']]));
    expect(await other.loadSnapshot('other')).toBeUndefined();
  });

  it('never takes a damaged snapshot for none', async () => {
    await store.saveSnapshot(snapshot);
    await state.damage('snapshots', 'list', '{"version":1}');

    const error = await failureFrom(store.loadSnapshot('list'));

    expect(error.code).toBe('file-unreadable');
    expect(error.message).toContain('snapshots/list');
  });

  it('does without a history or a good run that is damaged', async () => {
    await store.saveHistory({ listing: 'list', wiki: 'w', pageId: 1, revisions: [] });
    await store.saveGoodRun(good);
    await state.damage('history', 'list', '{');
    await state.damage('good', 'list', '{');

    expect(await store.loadHistory('list')).toBeUndefined();
    expect(await store.loadGoodRun('list')).toBeUndefined();
  });

  it('knows a write that has no outcome, and what would be agreed on with it', async () => {
    const begun = intent('one');
    await store.beginIntent(begun, snapshot);

    const open = await state.open().openIntent('list');

    expect(open).toEqual({
      intent: { ...begun, time: expect.any(Number) },
      pending: { ...snapshot, intent: 'one' },
    });
    expect(Math.abs((open?.intent.time ?? 0) - begun.time)).toBeLessThan(5000);
    expect(await store.openIntent('other')).toBeUndefined();
    expect(await store.outcomes()).toEqual(new Map([['one', undefined]]));
  });

  it('has nothing open once the outcome is written down, and knows it from then on', async () => {
    await store.beginIntent(intent('one'), snapshot);
    await store.endIntent(outcome('one'));
    await store.beginIntent(intent('two'), snapshot);

    const other = state.open();

    expect((await other.openIntent('list'))?.intent.id).toBe('two');
    expect(await other.outcomes()).toEqual(
      new Map([
        ['one', outcome('one')],
        ['two', undefined],
      ]),
    );
  });

  it('keeps what is open when it is tidied', async () => {
    await store.beginIntent(intent('one'), snapshot);

    await state.open().tidy(Date.now());

    expect((await store.openIntent('list'))?.pending).toEqual({ ...snapshot, intent: 'one' });
  });

  it('lists the parts of runs, newest run first, and gives them back', async () => {
    await store.saveRun(logged('20260102-030405-abcd', 'b'));
    await store.saveRun(logged('20260102-030405-abcd', 'a'));
    await store.saveRun(logged('20260103-030405-abcd', 'a'));
    await store.saveRun({ ...logged('20260103-030405-abcd', 'a'), command: 'push' });

    expect(await state.open().runParts()).toEqual([
      { run: '20260103-030405-abcd', listing: 'a' },
      { run: '20260102-030405-abcd', listing: 'a' },
      { run: '20260102-030405-abcd', listing: 'b' },
    ]);
    expect(await store.loadRun({ run: '20260103-030405-abcd', listing: 'a' })).toMatchObject({
      command: 'push',
      listing: 'a',
    });
  });

  it.each<[string, Partial<RunLimits>, readonly number[]]>([
    ['a number of runs', { runs: 2 }, [1, 2]],
    ['an age', { age: 2 * day }, [1, 2]],
    ['a size', { bytes: 1000 }, [1, 2]],
    ['less than a run has, which is the newest then', { runs: 1, bytes: 1, age: 1 }, [1]],
    ['what nobody limits', {}, [1, 2, 3, 400]],
  ])('keeps the run log down to %s, and what is kept is whole', async (_, limits, days) => {
    await logRuns(1, 2, 3, 400);

    await state.open(limits).tidy(today);

    expect(await store.runParts()).toEqual(
      days.flatMap((one) => ['a', 'b'].map((listing) => ({ run: runOf(one), listing }))),
    );
  });

  it('says what is gone of the run log, also when more goes later', async () => {
    await logRuns(1, 2, 3);
    expect(await store.rotatedRuns()).toBeUndefined();

    await state.open({ runs: 2 }).tidy(today);
    expect(await store.rotatedRuns()).toMatchObject({ upTo: runOf(3), runs: 1 });

    await logRuns(0);
    await Promise.all([1, 2].map(() => state.open({ runs: 2 }).tidy(today)));
    expect(await store.rotatedRuns()).toMatchObject({ upTo: runOf(2), runs: 2 });
  });

  /** Runs of so many days ago, each with a part for two listings. */
  async function logRuns(...days: readonly number[]): Promise<void> {
    for (const one of days) {
      for (const listing of ['a', 'b']) await store.saveRun(logged(runOf(one), listing));
    }
  }

  it('lets one run in at a time, and the next one once it is through', async () => {
    const release = await state.lock(["listing 'a'"]);

    expect((await failureFrom(state.lock(["listing 'a'"]))).code).toBe('state-locked');

    await release();
    await (await state.lock(["listing 'a'"]))();
  });
}
