import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/core/change.ts';
import { baseOfRecords } from '../../../src/core/reconcile/base.ts';
import { type Decide, settleConflicts } from '../../../src/core/reconcile/decide.ts';
import { nextBase } from '../../../src/core/reconcile/next-base.ts';
import { reconcile } from '../../../src/core/reconcile/reconcile.ts';
import type { RecordSet } from '../../../src/core/record.ts';
import { fieldNames, type RecordSchema } from '../../../src/core/schema.ts';
import {
  anySchema,
  applied,
  setOf,
  sharedSchema,
  type Triple,
  triples,
} from '../../support/record-sets.ts';

const numRuns = Number(process.env['WIKISYNC_RUNS'] ?? 10_000);

type Values = Readonly<Record<string, string>>;

const set = (...records: readonly Values[]) =>
  setOf(records.map((values) => new Map(Object.entries({ part: 'one', ...values }))));

const a = { title: 'A', both: 'b', ours: 'o' };
const agreed = (...records: readonly Values[]) =>
  baseOfRecords(set(...records), fieldNames(sharedSchema));

function settled(triple: Triple, decide: Decide, schema: RecordSchema = sharedSchema) {
  const merge = reconcile(triple, schema);
  const { data, wiki } = triple;
  return settleConflicts(merge, decide, { schema, data, wiki, renamed: merge.renamed });
}

/** The sides after a run that writes both. */
function afterRun(triple: Triple, decide: Decide, schema: RecordSchema = sharedSchema): Triple {
  const { toPage, toData, renamed } = settled(triple, decide, schema);
  const data = applied(triple.data, toData);
  const wiki = applied(triple.wiki, toPage);
  return { base: nextBase({ base: triple.base, data, wiki, renamed }, schema), data, wiki };
}

const side = (records: RecordSet) =>
  records.records.map(({ values }) => [...values].sort(([x], [y]) => (x < y ? -1 : 1))).sort();

describe('a field in conflict', () => {
  const triple: Triple = {
    base: agreed(a),
    data: set({ ...a, both: 'd', ours: 'd' }),
    wiki: set({ ...a, both: 'w', theirs: 'w' }),
  };
  const step = (field: string, before: string | undefined, value: string) => ({
    field,
    ...(before === undefined ? {} : { before }),
    after: value,
  });
  const [ours, theirs] = [step('ours', 'o', 'd'), step('theirs', undefined, 'w')];

  it.each([
    ['data', [step('both', 'w', 'd'), ours], [theirs]],
    ['wiki', [ours], [step('both', 'd', 'w'), theirs]],
  ] as const)('takes the value of the %s, beside what changes anyway', (take, page, data) => {
    expect(settled(triple, () => ({ take }))).toMatchObject({
      toPage: [{ kind: 'update', key: 'A', fields: page }],
      toData: [{ kind: 'update', key: 'A', fields: data }],
      conflicts: [],
    });
  });

  it('takes a value that neither side has to both', () => {
    expect(settled(triple, () => ({ take: 'value', value: 'x' }))).toMatchObject({
      toPage: [{ fields: [step('both', 'w', 'x'), ours] }],
      toData: [{ fields: [step('both', 'd', 'x'), theirs] }],
      conflicts: [],
    });
  });

  it('takes an absent value too', () => {
    const { both: _both, ...without } = a;
    const gone = { ...triple, data: set(without) };

    expect(settled(gone, () => ({ take: 'data' })).toPage).toEqual([
      { kind: 'update', key: 'A', fields: [{ field: 'both', before: 'w' }] },
    ]);
  });

  it('moves a record whose section is decided', () => {
    const moved = {
      base: undefined,
      data: set({ ...a, part: 'two' }),
      wiki: set(a),
    };

    expect(settled(moved, () => ({ take: 'data' })).toPage).toEqual([
      { kind: 'move', key: 'A', fields: [{ field: 'part', before: 'one', after: 'two' }] },
    ]);
  });

  it('stays open where nothing is decided about it', () => {
    expect(settled(triple, () => undefined)).toEqual(reconcile(triple, sharedSchema));
  });
});

describe('a record that one side deleted and the other edited', () => {
  const edited = { ...a, both: 'new' };
  const cases = [
    ['data', 'data', [['create', 'A']], []],
    ['data', 'wiki', [], [['delete', 'A']]],
    ['wiki', 'wiki', [], [['create', 'A']]],
    ['wiki', 'data', [['delete', 'A']], []],
  ] as const;

  it.each(cases)('the %s has it, and the %s is taken', (has, take, page, data) => {
    const triple = {
      base: agreed(a),
      data: has === 'data' ? set(edited) : set(),
      wiki: has === 'wiki' ? set(edited) : set(),
    };
    const short = (changes: readonly Change[]) => changes.map(({ kind, key }) => [kind, key]);

    const { toPage, toData, conflicts } = settled(triple, () => ({ take }));

    expect([short(toPage), short(toData), conflicts]).toEqual([page, data, []]);
    const now = afterRun(triple, () => ({ take }));
    expect(side(now.data)).toEqual(side(now.wiki));
    expect(side(now.data)).toEqual(side(triple[take]));
  });

  it('has no other value: that leaves it open', () => {
    const triple = { base: agreed(a), data: set(edited), wiki: set() };

    expect(settled(triple, () => ({ take: 'value', value: 'x' }))).toEqual(
      reconcile(triple, sharedSchema),
    );
  });
});

describe('decisions', () => {
  const prefer = fc.constantFrom('data' as const, 'wiki' as const);

  it('are about conflicts alone: all else is done as without them', () => {
    fc.assert(
      fc.property(triples, anySchema, prefer, (triple, schema, take) => {
        const without = reconcile(triple, schema);
        const decided = settled(triple, () => ({ take }), schema);
        const about = new Set(without.conflicts.map(({ key, field }) => `${key}: ${field}`));

        for (const direction of ['toPage', 'toData'] as const) {
          const steps = stepsOf(decided[direction], without.renamed);
          expect(steps.filter(({ of }) => !about.has(of))).toEqual(
            stepsOf(without[direction], without.renamed),
          );
        }
        expect(decided.diagnostics).toEqual(without.diagnostics);
      }),
      { numRuns },
    );
  });

  it('settle all but what has to wait for a rename, once and for all', () => {
    fc.assert(
      fc.property(triples, anySchema, prefer, (triple, schema, take) => {
        const once = afterRun(triple, () => ({ take }), schema);
        const now = afterRun(once, () => ({ take }), schema);
        const rest = reconcile(now, schema);

        expect([rest.toPage, rest.toData, rest.conflicts]).toEqual([[], [], []]);
      }),
      { numRuns },
    );
  });

  it('write to the side that is not taken alone', () => {
    fc.assert(
      fc.property(triples, anySchema, prefer, (triple, schema, take) => {
        const without = reconcile(triple, schema);
        const decided = settled(triple, () => ({ take }), schema);

        const taken = take === 'data' ? 'toData' : 'toPage';
        expect(decided[taken]).toEqual(without[taken]);
      }),
      { numRuns },
    );
  });
});

/** Each field's step by itself; a record that comes or goes is one. */
function stepsOf(
  changes: readonly Change[],
  renamed: ReadonlyMap<string, string>,
): readonly { readonly of: string; readonly step: unknown }[] {
  return changes.flatMap(({ kind, key, fields }): { of: string; step: unknown }[] => {
    const known = renamed.get(key) ?? key;
    return kind === 'create' || kind === 'delete'
      ? [{ of: `${known}: undefined`, step: { kind, fields } }]
      : fields.map((step) => ({ of: `${known}: ${step.field}`, step }));
  });
}
