import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundOf, grouped } from '../../../src/core/plan/limit.ts';

const numRuns = Number(process.env['WIKISYNC_RUNS'] ?? 10_000);
const none = Number.POSITIVE_INFINITY;
const raised = { below: 'raised', from: 10 } as const;
const ignored = { below: 'ignored', from: 10 } as const;

describe('boundOf', () => {
  it.each([
    // limit, of, rule, most, text
    [{ share: 30 }, 8, raised, 3, '3 (30% of at least 10)'],
    [{ share: 30 }, 0, raised, 3, '3 (30% of at least 10)'],
    [{ share: 30 }, 9, raised, 3, '3 (30% of at least 10)'],
    [{ share: 30 }, 10, raised, 3, '30%'],
    [{ share: 30 }, 13, raised, 3, '30%'],
    [{ share: 30 }, 14, raised, 4, '30%'],
    [{ share: 0 }, 8, raised, 0, '0 (0% of at least 10)'],
    [{ share: 100 }, 8, raised, 10, '10 (100% of at least 10)'],
    [{ share: 50 }, 1234, { below: 'raised', from: 4000 }, 2000, '2,000 (50% of at least 4,000)'],
    [{ share: 30 }, 9, ignored, none, '30% from 10 records on'],
    [{ share: 30 }, 10, ignored, 3, '30%'],
    [{ share: 30 }, 0, { below: 'ignored', from: 0 }, 0, '30%'],
    [{ number: 5 }, 8, raised, 5, '5'],
    [{ number: 0 }, 1000, ignored, 0, '0'],
    [{ number: 20_000 }, 8, raised, 20_000, '20,000'],
    [{ share: 30, number: 5 }, 20, raised, 5, '5'],
    [{ share: 30, number: 5 }, 10, raised, 3, '30%'],
    [{ share: 30, number: 5 }, 8, raised, 3, '3 (30% of at least 10)'],
    [{ share: 30, number: 3 }, 8, raised, 3, '3'],
    [{ share: 30, number: 5 }, 8, ignored, 5, '5'],
    [{}, 8, raised, none, 'none'],
  ] as const)(
    'lets of %j among %i, shares being %j, pass %d: %s',
    (limit, of, rule, most, text) => {
      expect(boundOf(limit, of, rule)).toEqual({ most, text });
    },
  );

  it('is never looser than a share or a number alone', () => {
    const rule = fc.record({ below: fc.constantFrom('ignored', 'raised'), from: fc.nat(50) });
    fc.assert(
      fc.property(fc.nat(100), fc.nat(50), fc.nat(100), rule, (share, number, of, shares) => {
        const { most } = boundOf({ share, number }, of, shares);

        expect(most).toBeLessThanOrEqual(boundOf({ share }, of, shares).most);
        expect(most).toBeLessThanOrEqual(boundOf({ number }, of, shares).most);
      }),
      { numRuns },
    );
  });
});

describe('grouped', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [5300, '5,300'],
    [2_097_152, '2,097,152'],
  ])('writes %i as %s', (count, text) => {
    expect(grouped(count)).toBe(text);
  });
});
