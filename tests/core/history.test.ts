import { describe, expect, it } from 'vitest';
import { commonBase } from '../../src/core/history/common-base.ts';
import {
  effectiveVersions,
  historyOf,
  type PageVersion,
  stepsOf,
} from '../../src/core/history/page-history.ts';
import { deletedByPerson, revertsIn, takenBack } from '../../src/core/history/reverts.ts';
import { fieldBase } from '../../src/core/reconcile/base.ts';
import { setOf } from '../support/record-sets.ts';

type Values = Readonly<Record<string, string>>;

const set = (...records: readonly Values[]) =>
  setOf(records.map((values) => new Map(Object.entries(values))));

/** Who saved what. */
type By = readonly [user: string, ...records: Values[]];

/** Versions by people, and by the bot where that is the name. */
function versions(...all: readonly By[]) {
  return all.map(
    ([user, ...records], index): PageVersion => ({
      info: {
        revision: index + 1,
        time: `2026-01-01T00:0${index}:00Z`,
        user,
        isOwn: user === 'Bot',
        link: undefined,
      },
      textHash: JSON.stringify(records),
      records: set(...records),
    }),
  );
}

const a = (size: string): Values => ({ title: 'A', size });

describe('takenBack', () => {
  const of = (all: readonly By[]) =>
    takenBack(historyOf(versions(...all), true), { key: 'A', field: 'size' }, 'bot')?.revision;

  it.each([
    [
      'a revert',
      [
        ['P', a('1')],
        ['Bot', a('bot')],
        ['Q', a('1')],
      ],
      3,
    ],
    [
      'a revert after other edits',
      [
        ['P', a('1')],
        ['Bot', a('bot')],
        ['R', a('bot')],
        ['Q', a('1')],
      ],
      4,
    ],
    [
      'another value',
      [
        ['P', a('1')],
        ['Bot', a('bot')],
        ['Q', a('2')],
      ],
      undefined,
    ],
    [
      'a revert that was reverted',
      [
        ['P', a('1')],
        ['Bot', a('bot')],
        ['Q', a('1')],
        ['R', a('bot')],
      ],
      undefined,
    ],
    [
      'a revert, and then another value',
      [
        ['P', a('1')],
        ['Bot', a('bot')],
        ['Q', a('1')],
        ['R', a('2')],
      ],
      3,
    ],
    [
      'an older value of the account',
      [
        ['Bot', a('bot')],
        ['Bot', a('2')],
        ['Q', a('bot')],
      ],
      undefined,
    ],
    [
      'nobody',
      [
        ['P', a('1')],
        ['Bot', a('bot')],
      ],
      undefined,
    ],
    [
      'people among themselves',
      [
        ['P', a('1')],
        ['Q', a('bot')],
        ['R', a('1')],
      ],
      undefined,
    ],
  ] satisfies readonly (readonly [string, readonly By[], number | undefined])[])(
    'knows %s',
    (_what, all, revision) => {
      expect(of(all)).toBe(revision);
    },
  );
});

describe('deletedByPerson and revertsIn', () => {
  it('know a record of the account that went', () => {
    const history = historyOf(versions(['P'], ['Bot', a('1')], ['Q']), true);

    expect(deletedByPerson(history, 'A', 0)?.revision).toBe(3);
    expect(deletedByPerson(history, 'A', 2)).toBeUndefined();
    expect(deletedByPerson(history, 'A', -1)?.revision).toBe(3);
    expect(revertsIn(history)).toMatchObject([{ key: 'A', by: { revision: 3 } }]);
  });

  it('leave people their own records', () => {
    const history = historyOf(versions(['P'], ['R', a('1')], ['Q']), true);

    expect(deletedByPerson(history, 'A', 0)).toBeUndefined();
    expect(revertsIn(history)).toEqual([]);
  });
});

describe('effectiveVersions', () => {
  it('leaves out what was taken back whole, however often', () => {
    const all = versions(
      ['P', a('1')],
      ['V'],
      ['V', a('x')],
      ['G', a('1')],
      ['Q', a('2')],
      ['V'],
      ['G', a('2')],
    );

    expect(effectiveVersions(all).map(({ info }) => info.revision)).toEqual([1, 5]);
    const history = historyOf(effectiveVersions(all), true);
    expect(stepsOf(history, { key: 'A', field: 'size' }).at(-1)?.by.user).toBe('Q');
  });
});

describe('commonBase', () => {
  const page = (...sizes: readonly string[]) =>
    sizes.map((size, index) => ({
      revision: index + 1,
      records: set({ title: 'A', size, other: 'o' }),
    }));
  const file = (...sizes: readonly string[]) =>
    sizes.map((size) => set({ title: 'A', size, other: 'o' }));
  const found = (...of: Parameters<typeof commonBase>) => {
    const common = commonBase(...of);
    const record = common?.base.records.get('A');
    return common && { revision: common.revision, size: fieldBase(record, 'size') };
  };
  const fields = ['title', 'size', 'other'];

  it('is where both were last the same', () => {
    expect(found(page('1', '2', '3'), file('1', '2', '4'), fields)).toEqual({
      revision: 2,
      size: { kind: 'known', value: '2' },
    });
  });

  it('disputes what either side may have taken back', () => {
    const disputed = { revision: 2, size: { kind: 'disputed' } };

    expect(found(page('1', '2', '1'), file('1', '2'), fields)).toEqual(disputed);
    expect(found(page('1', '2'), file('1', '2', '1'), fields)).toMatchObject({
      size: { kind: 'disputed' },
    });
    expect(
      fieldBase(
        commonBase(page('1', '2'), file('1', '2', '1'), fields)?.base.records.get('A'),
        'other',
      ),
    ).toEqual({ kind: 'known', value: 'o' });
  });

  it('is not where the page came back alone to what both once were', () => {
    expect(found(page('1', '2', '2', '3', '2'), file('1', '2', '4'), fields)).toEqual({
      revision: 3,
      size: { kind: 'known', value: '2' },
    });
    expect(found(page('1', '2', '3', '2'), file('1', '2', '3', '2', '4'), fields)?.revision).toBe(
      4,
    );
  });

  it('is none where they never were the same, nor where both were empty', () => {
    expect(found(page('1'), file('2'), fields)).toBeUndefined();
    expect(found([{ revision: 1, records: set() }], [set()], fields)).toBeUndefined();
  });
});
