import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/core/change.ts';
import {
  allowable,
  checkGuards,
  defaultGuards,
  type GuardLimits,
  refusesSide,
  type WeighedPlan,
} from '../../../src/core/plan/guards.ts';
import type { GuardResult } from '../../../src/core/plan/plan.ts';
import type { RecordSet } from '../../../src/core/record.ts';

const numRuns = Number(process.env['WIKISYNC_RUNS'] ?? 10_000);
const nothing: ReadonlySet<string> = new Set();

function setOf(...keys: readonly string[]): RecordSet {
  const records = keys.map((key) => ({
    key,
    values: new Map(),
    unread: nothing,
    place: { source: 'x' },
  }));
  return { records, quarantined: nothing, unidentified: 0 };
}

function keys(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `R${index}`);
}

function steps(kind: Change['kind'], count: number): readonly Change[] {
  return keys(count).map((key) => ({ kind, key, fields: [] }));
}

/** A plan between two sides of so many records, which both sides have agreed on. */
function plan(count: number, about: Partial<WeighedPlan> = {}): WeighedPlan {
  const side = { changes: [], set: setOf(...keys(count)) };
  const known = new Set(keys(count));
  const text = { before: '', after: '' };
  const rest = { held: nothing, recordOwner: 'shared', known, text } as const;
  return { page: side, data: side, ...rest, ...about };
}

function weigh(
  weighed: WeighedPlan,
  guards: Partial<GuardLimits> = {},
  allowed: readonly string[] = [],
): readonly GuardResult[] {
  return checkGuards(weighed, { ...defaultGuards, ...guards }, new Set(allowed));
}

/** Which guards trip, and where. */
function tripped(results: readonly GuardResult[]): readonly string[] {
  return results.filter((result) => result.tripped).map(({ guard, side }) => `${guard} ${side}`);
}

function changing(side: 'page' | 'data', kind: Change['kind'], count: number, of: number) {
  const changes = steps(kind, count);
  return plan(of, { known: nothing, [side]: { changes, set: setOf(...keys(of)) } });
}

describe('checkGuards, on changes', () => {
  it.each([
    // kind, count, of, whether it trips
    ['delete', 3, 8, false],
    ['delete', 4, 8, true],
    ['delete', 3, 3, false],
    ['delete', 4, 4, true],
    ['delete', 3, 13, false],
    ['delete', 4, 13, true],
    ['delete', 4, 14, false],
    ['update', 9, 9, false],
    ['update', 3, 10, false],
    ['update', 4, 10, true],
    ['create', 30, 9, false],
    ['create', 5, 10, false],
    ['create', 6, 10, true],
    ['create', 30, 0, false],
    ['move', 10, 10, false],
    ['rename', 10, 10, false],
  ] as const)('lets %s of %i among %i trip: %s', (kind, count, of, trips) => {
    for (const side of ['page', 'data'] as const) {
      const results = weigh(changing(side, kind, count, of));

      expect(tripped(results)).toEqual(trips ? [`${kind} ${side}`] : []);
    }
  });

  it('says the numbers, the limit as it is there, and the option', () => {
    expect(weigh(changing('data', 'delete', 4, 8))).toEqual([
      {
        side: 'data',
        guard: 'delete',
        unit: 'records',
        count: 4,
        of: 8,
        limit: '3 (30% of at least 10)',
        tripped: true,
        allow: '--allow delete',
      },
    ]);
  });

  it('reports what does not trip, and nothing of what does not happen', () => {
    expect(weigh(changing('page', 'update', 1, 10))).toMatchObject([
      { guard: 'update', count: 1, of: 10, limit: '30%', tripped: false },
    ]);
    expect(weigh(changing('page', 'move', 1, 10))).toEqual([]);
    expect(weigh(plan(10))).toEqual([]);
  });

  it('takes the stricter one of a share and a number', () => {
    const limits = { delete: { share: 30, number: 5 } };

    expect(tripped(weigh(changing('page', 'delete', 5, 100), { limits }))).toEqual([]);
    expect(tripped(weigh(changing('page', 'delete', 6, 100), { limits }))).toEqual(['delete page']);
    expect(tripped(weigh(changing('page', 'delete', 4, 10), { limits }))).toEqual(['delete page']);
  });
});

describe('checkGuards, on records that one side lost and that a conflict holds', () => {
  const page = { changes: [], set: setOf(...keys(8).slice(4)) };

  it.each(['shared', 'wiki'] as const)(
    'counts them as deletes where the data file has them, owned by %s',
    (recordOwner) => {
      const data = { changes: steps('delete', 3), set: setOf(...keys(8)) };

      const without = weigh(plan(8, { page, data, recordOwner }));
      const held = weigh(plan(8, { page, data, recordOwner, held: new Set(['R3']) }));

      expect(without).toMatchObject([{ guard: 'delete', count: 3, tripped: false }]);
      expect(held).toMatchObject([{ guard: 'delete', side: 'data', count: 4, tripped: true }]);
    },
  );

  it('counts them as put back on the page where the data file owns records', () => {
    const data = { changes: [], set: setOf(...keys(8)) };
    const changes = steps('create', 3);

    const results = weigh(
      plan(8, {
        page: { ...page, changes },
        data,
        recordOwner: 'data',
        held: new Set(['R3']),
      }),
    );

    expect(tripped(results)).toEqual(['recreate page']);
    expect(results.at(-1)).toMatchObject({ count: 4, of: 8 });
  });

  it('counts them as put back in the data file where the wiki owns records', () => {
    const data = { changes: [], set: setOf(...keys(8).slice(4)) };
    const full = { changes: [], set: setOf(...keys(8)) };
    const held = new Set(keys(4));

    const results = weigh(plan(8, { page: full, data, recordOwner: 'wiki', held }));

    expect(tripped(results)).toEqual(['recreate data']);
  });

  it('does not count what was never on both sides', () => {
    const data = { changes: [], set: setOf(...keys(8)) };
    const held = new Set(keys(4));

    expect(weigh(plan(8, { page, data, held, known: new Set(['R7']) }))).toEqual([]);
  });
});

describe('checkGuards, on records that somebody took away', () => {
  /** The page has lost so many of the records, and they are put back. */
  function putBack(lost: number, of: number): WeighedPlan {
    const left = setOf(...keys(of).slice(lost));
    return plan(of, { page: { changes: steps('create', lost), set: left } });
  }

  it.each([
    // lost, of, whether it trips
    [3, 8, false],
    [4, 8, true],
    [3, 10, false],
    [4, 10, true],
    [6, 20, false],
    [7, 20, true],
    [11, 20, true],
  ])('lets %i of %i that are put back trip: %s', (lost, of, trips) => {
    expect(tripped(weigh(putBack(lost, of))).includes('recreate page')).toBe(trips);
  });

  it('counts those that both sides knew, of all that they knew', () => {
    const [result] = weigh(putBack(4, 8));

    expect(result).toMatchObject({ guard: 'create', count: 4, of: 4, tripped: false });
    expect(weigh(putBack(4, 8))[1]).toMatchObject({ guard: 'recreate', count: 4, of: 8 });
  });

  it('does not count records that are new', () => {
    const fresh = steps('create', 8).map((change) => ({ ...change, key: `new ${change.key}` }));

    expect(tripped(weigh(plan(8, { page: { changes: fresh, set: setOf() } })))).toEqual([]);
  });
});

describe('checkGuards, on the page’s size', () => {
  function growing(before: number, after: number, set = setOf('A')): WeighedPlan {
    return plan(1, {
      page: { changes: [], set },
      text: { before: 'x'.repeat(before), after: 'x'.repeat(after) },
    });
  }

  it.each([
    // bytes before, bytes after, whether it trips
    [100, 2100, false],
    [100, 2101, true],
    [2001, 1, false],
    [2002, 1, true],
    [4000, 6000, false],
    [4000, 6001, true],
    [9100, 13_650, false],
    [9100, 13_651, true],
    [9100, 4550, false],
    [9100, 4549, true],
  ])('lets a page of %i bytes that gets %i trip: %s', (before, after, trips) => {
    expect(tripped(weigh(growing(before, after)))).toEqual(trips ? ['size page'] : []);
  });

  it('counts UTF-8 bytes, and says in which direction', () => {
    const text = { before: 'é'.repeat(4550), after: 'é'.repeat(7200) };

    expect(weigh({ ...growing(0, 0), text })).toEqual([
      {
        side: 'page',
        guard: 'size',
        unit: 'bytes',
        count: 5300,
        of: 9100,
        direction: 'more',
        limit: '50%',
        tripped: true,
        allow: '--allow size',
      },
    ]);
    expect(weigh(growing(500, 400))).toMatchObject([
      { direction: 'fewer', count: 100, limit: '2,000 (50% of at least 4,000)' },
    ]);
  });

  it('takes a number of bytes', () => {
    const limits = { size: { number: 100 } };

    expect(tripped(weigh(growing(9000, 9100), { limits }))).toEqual([]);
    expect(tripped(weigh(growing(9000, 9101), { limits }))).toEqual(['size page']);
  });

  it('lets a page without any record be filled, but not one with records that it cannot read', () => {
    const unreadable = { ...setOf(), unidentified: 1 };

    expect(weigh(growing(100, 90_000, setOf()))).toEqual([]);
    expect(tripped(weigh(growing(100, 90_000, unreadable)))).toEqual(['size page']);
  });
});

describe('checkGuards, on canaries', () => {
  const change = steps('update', 1);
  const both = setOf('Title A', 'B');

  function watched(page: RecordSet, data: RecordSet, known = ['Title A', 'B']): WeighedPlan {
    return plan(0, {
      page: { changes: change, set: page },
      data: { changes: [], set: data },
      known: new Set(known),
    });
  }

  it('trips where a record is missing, on either side, and names it', () => {
    const guards = { canary: ['Title_A', 'B'] };

    expect(tripped(weigh(watched(both, both), guards))).toEqual([]);
    expect(tripped(weigh(watched(setOf('B'), both), guards))).toEqual(['canary page']);
    expect(tripped(weigh(watched(setOf('B'), setOf('C')), guards))).toEqual([
      'canary page',
      'canary data',
    ]);
    expect(weigh(watched(both, setOf('B')), guards).at(-1)).toEqual({
      side: 'data',
      guard: 'canary',
      unit: 'records',
      count: 1,
      of: 2,
      missing: ['Title_A'],
      limit: '0',
      tripped: true,
      allow: '--allow canary',
    });
  });

  it('tells titles apart by case', () => {
    expect(tripped(weigh(watched(both, both), { canary: ['title A'] }))).toHaveLength(2);
  });

  it('says nothing where nothing would be changed', () => {
    const still = { changes: [], set: setOf() };

    expect(weigh(plan(8, { page: still, data: still }), { canary: ['A'] })).toEqual([]);
  });

  it('lets a data file without any record be filled, but no page, and not a second time', () => {
    const guards = { canary: ['B'] };

    expect(tripped(weigh(watched(both, setOf(), []), guards))).toEqual([]);
    expect(tripped(weigh(watched(setOf(), both, []), guards))).toEqual(['canary page']);
    expect(tripped(weigh(watched(both, setOf(), ['B']), guards))).toEqual(['canary data']);
    expect(tripped(weigh(watched(both, setOf('A'), []), guards))).toEqual(['canary data']);
  });
});

describe('checkGuards, laws', () => {
  const kind = fc.constantFrom('create', 'update', 'delete', 'move', 'rename');
  const change = fc
    .record({ kind, key: fc.constantFrom(...keys(40)) })
    .map((about): Change => ({ ...about, fields: [] }));
  const changes = fc.uniqueArray(change, { selector: ({ key }) => key, maxLength: 30 });
  const limit = fc.oneof(
    fc.record({ share: fc.nat(100) }),
    fc.record({ number: fc.nat(20) }),
    fc.record({ share: fc.nat(100), number: fc.nat(20) }),
  );
  const guards = fc.record({
    limits: fc.record(
      {
        create: limit,
        update: limit,
        delete: limit,
        move: limit,
        rename: limit,
        recreate: limit,
        size: limit,
      },
      { requiredKeys: [] },
    ),
    from: fc.nat(30),
    canary: fc.subarray([...keys(3), 'Nowhere']),
  }) as fc.Arbitrary<GuardLimits>;
  const set = fc.nat(40).map((count) => setOf(...keys(count)));
  const side = fc.record({ changes, set });
  const weighed = fc.record({
    page: side,
    data: side,
    held: fc.subarray([...keys(40)], { maxLength: 5 }).map((all) => new Set(all)),
    recordOwner: fc.constantFrom('data', 'wiki', 'shared'),
    known: fc.nat(40).map((count): ReadonlySet<string> => new Set(keys(count))),
    text: fc.record({ before: fc.string(), after: fc.string() }),
  });

  it('never trips less for more changes', () => {
    fc.assert(
      fc.property(weighed, guards, fc.boolean(), fc.nat(30), (more, limits, isPage, cut) => {
        const name = isPage ? 'page' : 'data';
        const fewer = {
          ...more,
          [name]: { ...more[name], changes: more[name].changes.slice(cut) },
        };

        const after = tripped(checkGuards(more, limits, nothing));

        expect(after).toEqual(
          expect.arrayContaining([...tripped(checkGuards(fewer, limits, nothing))]),
        );
      }),
      { numRuns },
    );
  });

  it('never trips what is allowed, and all else as before', () => {
    const allowed = fc.subarray([...allowable]);
    fc.assert(
      fc.property(weighed, guards, allowed, (all, limits, names) => {
        const before = checkGuards(all, limits, nothing);

        expect(checkGuards(all, limits, new Set(names))).toEqual(
          before.map((result) => ({
            ...result,
            tripped: result.tripped && !names.includes(result.guard),
          })),
        );
      }),
      { numRuns },
    );
  });

  it('names with each guard the option that allows it', () => {
    fc.assert(
      fc.property(weighed, guards, (all, limits) => {
        for (const { guard, allow, tripped } of checkGuards(all, limits, nothing)) {
          expect(allow).toBe(`--allow ${guard}`);
          expect(allowable).toContain(guard);
          expect(typeof tripped).toBe('boolean');
        }
      }),
      { numRuns },
    );
  });
});

describe('refusesSide', () => {
  const result = {
    unit: 'records',
    count: 9,
    of: 9,
    limit: '1',
    tripped: true,
    allow: '',
  } as const;

  it.each([
    // guard, side of the guard, refused sides
    ['update', 'page', ['page']],
    ['update', 'data', ['data']],
    ['create', 'data', ['data']],
    ['size', 'page', ['page']],
    ['recreate', 'page', ['page']],
    ['recreate', 'data', ['data']],
    ['delete', 'page', ['page']],
    ['delete', 'data', ['page', 'data']],
    ['canary', 'page', ['page', 'data']],
    ['canary', 'data', ['page', 'data']],
  ] as const)('lets %s of the %s refuse %j', (guard, side, refused) => {
    const sides = (['page', 'data'] as const).filter((written) =>
      refusesSide({ ...result, guard, side }, written),
    );

    expect(sides).toEqual(refused);
    expect(refusesSide({ ...result, guard, side, tripped: false }, 'page')).toBe(false);
  });
});
