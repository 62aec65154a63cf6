import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldBase } from '../../../src/core/reconcile/base.ts';
import { mergeField } from '../../../src/core/reconcile/merge-field.ts';
import type { Owner } from '../../../src/core/schema.ts';
import type { FieldValue } from '../../../src/core/value.ts';

const runs = Number(process.env['WIKISYNC_RUNS'] ?? 10_000);

function known(value: FieldValue | undefined): FieldBase {
  return { kind: 'known', value };
}

const unknown: FieldBase = { kind: 'unknown' };

describe('mergeField', () => {
  it.each([
    // base, data, wiki, kind
    ['a', 'a', 'a', 'same'],
    ['a', 'b', 'a', 'push'],
    ['a', 'a', 'b', 'pull'],
    ['a', 'b', 'b', 'same'],
    ['a', 'b', 'c', 'conflict'],
    ['a', undefined, 'a', 'push'],
    ['a', 'a', undefined, 'pull'],
    ['a', undefined, undefined, 'same'],
    ['a', 'b', undefined, 'conflict'],
    ['a', undefined, 'b', 'conflict'],
    [undefined, 'b', undefined, 'push'],
    [undefined, undefined, 'b', 'pull'],
    [undefined, 'b', 'c', 'conflict'],
    [undefined, '', undefined, 'push'],
  ])('merges a shared field: base %j, data %j, wiki %j is %s', (base, data, wiki, kind) => {
    expect(mergeField({ base: known(base), data, wiki }, 'shared').kind).toBe(kind);
  });

  it.each([
    // owner, base, data, wiki, kind, overruled
    ['data', 'a', 'b', 'a', 'push', false],
    ['data', 'a', 'a', 'b', 'push', true],
    ['data', 'a', 'b', 'c', 'push', true],
    ['data', 'a', undefined, 'b', 'push', true],
    ['wiki', 'a', 'a', 'b', 'pull', false],
    ['wiki', 'a', 'b', 'a', 'pull', true],
    ['wiki', 'a', 'b', 'c', 'pull', true],
  ] as const)(
    'gives a field of the %s its owner’s way: base %j, data %j, wiki %j is %s, overruled %j',
    (owner, base, data, wiki, kind, overruled) => {
      expect(mergeField({ base: known(base), data, wiki }, owner)).toEqual({ kind, overruled });
    },
  );

  it.each([
    ['shared', 'a', 'b', 'conflict'],
    ['data', 'a', 'b', 'push'],
    ['wiki', 'a', 'b', 'pull'],
    ['data', undefined, 'b', 'pull'],
    ['wiki', 'a', undefined, 'push'],
    ['shared', undefined, 'b', 'pull'],
    ['shared', 'a', undefined, 'push'],
    ['shared', 'a', 'a', 'same'],
  ] as const)(
    'at first contact of a field of owner %s: data %j and wiki %j is %s',
    (owner, data, wiki, kind) => {
      expect(mergeField({ base: unknown, data, wiki }, owner).kind).toBe(kind);
    },
  );

  it('compares values, not the order of a mapping’s names', () => {
    const data = { role: 'Mentor', name: 'A' };
    const wiki = { name: 'A', role: 'Mentor' };

    expect(mergeField({ base: unknown, data, wiki }, 'shared').kind).toBe('same');
  });

  const value = fc.option(fc.constantFrom('a', 'b', 'c', ''), { nil: undefined });
  const base = fc.oneof(value.map(known), fc.constant(unknown));
  const owner = fc.constantFrom<Owner>('data', 'wiki', 'shared');

  it('mirrors when the sides are swapped', () => {
    const mirror = {
      push: 'pull',
      pull: 'push',
      both: 'both',
      same: 'same',
      conflict: 'conflict',
    };
    const other = { data: 'wiki', wiki: 'data', shared: 'shared' } as const;
    fc.assert(
      fc.property(base, value, value, owner, (b, x, y, by) => {
        const there = mergeField({ base: b, data: x, wiki: y }, by).kind;
        const back = mergeField({ base: b, data: y, wiki: x }, other[by]).kind;
        expect(back).toBe(mirror[there]);
      }),
      { numRuns: runs },
    );
  });

  it('leaves the side that changed alone, where the other did not', () => {
    fc.assert(
      fc.property(value, value, (b, x) => {
        fc.pre(b !== x);
        expect(mergeField({ base: known(b), data: b, wiki: x }, 'shared').kind).toBe('pull');
        expect(mergeField({ base: known(b), data: x, wiki: b }, 'shared').kind).toBe('push');
        expect(mergeField({ base: known(b), data: x, wiki: x }, 'shared').kind).toBe('same');
      }),
      { numRuns: runs },
    );
  });
});
