/** On which page a record stands, by what its page and others take. */
import { describe, expect, it } from 'vitest';
import { pageFor } from '../../src/core/page-for.ts';
import type { TakenValues } from '../../src/core/schema.ts';

const pageOf = (value: string, takes?: Readonly<Record<string, Partial<TakenValues>>>) =>
  pageFor(value, {
    field: 'round',
    owner: 'shared',
    value: 'now',
    titles: new Map([
      ['now', 'Now'],
      ['2013', 'Of 2013'],
      ['old', 'Archive'],
    ]),
    ...(takes === undefined
      ? {}
      : {
          takes: new Map(
            Object.entries(takes).map(([page, taken]) => [page, { values: new Set(), ...taken }]),
          ),
        }),
  });

describe('the page of a value', () => {
  it('is its own where no page takes it', () => {
    expect([pageOf('2013'), pageOf('now'), pageOf('2012')]).toEqual(['2013', 'now', undefined]);
  });

  it('is the one that takes it, also from a page of its own', () => {
    const takes = { old: { values: new Set(['2012', '2013']) } };
    expect(['2011', '2012', '2013', 'old'].map((value) => pageOf(value, takes))).toEqual([
      undefined,
      'old',
      'old',
      'old',
    ]);
  });

  it('is told by ranges: from the first that is taken to before the first that is not', () => {
    const takes = { now: { from: '2014' }, old: { from: '9', before: '2014' } };
    expect(['8', '9', '10', '2013', '2014', '2015.5'].map((value) => pageOf(value, takes))).toEqual(
      [undefined, 'old', 'old', 'old', 'now', 'now'],
    );
  });

  it('takes texts by their letters, and never compares one with a number', () => {
    const takes = { old: { before: '2014-06' }, now: { from: '2014-06' } };
    expect(
      ['2014-05-31', '2014-06', '2014-06-01', '2013'].map((value) => pageOf(value, takes)),
    ).toEqual(['old', 'now', 'now', '2013']);
    expect(pageOf('later', { now: { from: '2014' }, old: { before: '2014' } })).toBeUndefined();
  });
});
