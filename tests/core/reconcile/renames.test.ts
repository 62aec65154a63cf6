import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/core/change.ts';
import { baseOfRecords } from '../../../src/core/reconcile/base.ts';
import { reconcile } from '../../../src/core/reconcile/reconcile.ts';
import { fieldNames, type RecordSchema } from '../../../src/core/schema.ts';
import { schemaOf, setOf, sharedSchema } from '../../support/record-sets.ts';

type Values = Readonly<Record<string, string>>;

const set = (...records: readonly Values[]) =>
  setOf(records.map((values) => new Map(Object.entries({ part: 'one', ...values }))));

/** What a data file with these records does, where both sides had the others. */
function merged(
  before: readonly Values[],
  data: readonly Values[],
  more: { readonly schema?: RecordSchema; readonly wiki?: readonly Values[] } = {},
) {
  const { schema = sharedSchema, wiki = before } = more;
  const base = baseOfRecords(set(...before), fieldNames(schema));
  const { toPage, diagnostics } = reconcile(
    { base, data: set(...data), wiki: set(...wiki) },
    schema,
  );
  return {
    changes: toPage.map(({ kind, key }: Change) => `${kind} ${key}`).sort(),
    suggested: diagnostics
      .filter(({ code }) => code === 'rename-suggested')
      .map(({ message }) => message),
  };
}

const a = { title: 'A', both: 'long and telling', ours: 'x', theirs: 'y' };
const b = { title: 'B', both: 'something else', ours: 'x', theirs: 'z' };

describe('a record whose key changed', () => {
  it('is renamed where the rest agrees, and one value is its own', () => {
    expect(merged([a, b], [{ ...a, title: 'New' }, b])).toEqual({
      changes: ['rename A'],
      suggested: [],
    });
  });

  it('is renamed with half of its fields changed, and not with more', () => {
    expect(merged([a, b], [{ ...a, title: 'New', ours: '1', theirs: '2' }, b]).changes).toEqual([
      'rename A',
    ]);
    expect(
      merged(
        [a, b],
        [{ title: 'New', both: 'long and telling', ours: '1', theirs: '2', part: 'two' }, b],
      ).changes,
    ).toEqual(['create New', 'delete A']);
  });

  it('is suggested, not renamed, where two could be meant', () => {
    const { changes, suggested } = merged(
      [a, b],
      [{ ...a, title: 'New' }, { ...a, title: 'Other' }, b],
    );

    expect(changes).toEqual(['create New', 'create Other', 'delete A']);
    expect(suggested).toHaveLength(2);
    expect(suggested[0]).toContain("'A' went and 'New' came");
  });

  it('is suggested where what agrees is what others have too', () => {
    const plain = { title: 'P', ours: 'x', theirs: 'y' };
    const like = { title: 'Q', ours: 'x', theirs: 'y' };

    expect(merged([plain, like], [{ ...plain, title: 'New' }, like])).toMatchObject({
      changes: ['create New', 'delete P'],
      suggested: [expect.stringContaining("'P' went and 'New' came")],
    });
  });

  it('is neither where nothing agrees', () => {
    const other = { title: 'New', both: '1', ours: '2', theirs: '3', part: 'two' };

    expect(merged([a, b], [other, b])).toEqual({
      changes: ['create New', 'delete A'],
      suggested: [],
    });
  });

  it('is not judged by what belongs to the other side', () => {
    const schema = schemaOf({ records: 'shared', both: 'wiki', ours: 'shared', theirs: 'shared' });
    const others = [
      { title: 'C', both: 'c', ours: 'x', theirs: 'y' },
      { title: 'D', both: 'd', ours: 'x', theirs: 'y' },
    ];

    expect(merged([a, ...others], [{ ...a, title: 'New' }, ...others], { schema })).toMatchObject({
      changes: ['create New', 'delete A'],
      suggested: [expect.any(String)],
    });
  });

  it('is none where the old one stays, or the new one is on the other side already', () => {
    expect(merged([a, b], [a, { ...a, title: 'New' }, b]).changes).toEqual(['create New']);
    const renamed = { ...a, title: 'New' };
    expect(merged([a, b], [renamed, b], { wiki: [renamed, b] })).toEqual({
      changes: [],
      suggested: [],
    });
  });
});

it('with a stable key a title is a field like others', () => {
  const schema: RecordSchema = { ...sharedSchema, key: 'title' };
  const before = [{ ...a, title: '17', both: 'Old name' }];

  expect(merged(before, [{ ...a, title: '17', both: 'New name' }], { schema })).toEqual({
    changes: ['update 17'],
    suggested: [],
  });
});
