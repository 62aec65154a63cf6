/** What holds for every merge, whatever the records are. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/core/change.ts';
import { type Base, baseOfRecords } from '../../../src/core/reconcile/base.ts';
import { reconcile } from '../../../src/core/reconcile/reconcile.ts';
import type { RecordSet } from '../../../src/core/record.ts';
import { fieldNames, type Owner, type RecordSchema } from '../../../src/core/schema.ts';
import {
  anySchema,
  anySet,
  applied,
  editedFrom,
  fields,
  run,
  setOf,
  sharedSchema,
  synced,
  type Triple,
} from '../../support/record-sets.ts';

const numRuns = Number(process.env['WIKISYNC_RUNS'] ?? 10_000);

const names = fieldNames(sharedSchema);
const agreed = (set: RecordSet): Base => baseOfRecords(set, names);
const contentOf = (set: RecordSet) =>
  set.records
    .map(({ key, values }) => [key, [...values].sort(([a], [b]) => (a < b ? -1 : 1))])
    .sort();

/** A base with a side that came from it. */
const edited = anySet.chain((base) => fc.tuple(fc.constant(base), editedFrom(base)));

/** A base, or none, with two sides that mostly came from it. */
const triples: fc.Arbitrary<Triple> = anySet.chain((base) =>
  fc.record({
    base: fc.oneof(
      { weight: 4, arbitrary: fc.constant(agreed(base)) },
      { weight: 1, arbitrary: fc.constant(undefined) },
    ),
    data: fc.oneof({ weight: 4, arbitrary: editedFrom(base) }, { weight: 1, arbitrary: anySet }),
    wiki: fc.oneof({ weight: 4, arbitrary: editedFrom(base) }, { weight: 1, arbitrary: anySet }),
  }),
);

const bySide = (changes: readonly Change[]) =>
  changes.map((change) => JSON.stringify(change)).sort();
const conflictsOf = (triple: Triple, schema: RecordSchema) =>
  reconcile(triple, schema)
    .conflicts.map(({ key, field }) => `${key}: ${field}`)
    .sort();

describe('merging records', () => {
  it('takes the side that changed: merge(b, b, x) = merge(b, x, b) = x', () => {
    fc.assert(
      fc.property(edited, ([base, side]) => {
        for (const sides of [
          { data: base, wiki: side },
          { data: side, wiki: base },
        ]) {
          const { after, merge } = synced({ base: agreed(base), ...sides }, sharedSchema);

          expect(merge.conflicts).toEqual([]);
          expect(contentOf(after.data)).toEqual(contentOf(side));
          expect(contentOf(after.wiki)).toEqual(contentOf(side));
        }
      }),
      { numRuns },
    );
  });

  it('finds nothing to do where both sides are the same: merge(b, x, x) = x', () => {
    fc.assert(
      fc.property(anySet, anySet, anySchema, (base, side, schema) => {
        const merge = reconcile({ base: agreed(base), data: side, wiki: side }, schema);

        expect([merge.toPage, merge.toData, merge.conflicts]).toEqual([[], [], []]);
      }),
      { numRuns },
    );
  });

  it('is the same seen from the other side', () => {
    fc.assert(
      fc.property(triples, anySchema, (triple, schema) => {
        const { base, data, wiki } = triple;
        const there = reconcile(triple, schema);
        const back = reconcile({ base, data: wiki, wiki: data }, mirrored(schema));

        expect(bySide(back.toPage)).toEqual(bySide(there.toData));
        expect(bySide(back.toData)).toEqual(bySide(there.toPage));
        expect(conflictsOf({ base, data: wiki, wiki: data }, mirrored(schema))).toEqual(
          conflictsOf(triple, schema),
        );
      }),
      { numRuns },
    );
  });

  it('keeps every value that a side has changed, or tells of it', () => {
    fc.assert(
      fc.property(triples, (triple) => {
        const { after, merge } = synced(triple, sharedSchema);

        for (const side of ['data', 'wiki'] as const) {
          for (const lost of lostOf(triple, side, after[side])) {
            const isTold = merge.conflicts.some(
              ({ key, field }) => lost.keys.includes(key) && (field ?? lost.field) === lost.field,
            );
            expect({ lost, isTold }).toEqual({ lost, isTold: true });
          }
        }
      }),
      { numRuns },
    );
  });

  it('does not depend on the order of records', () => {
    fc.assert(
      fc.property(
        triples.chain((triple) =>
          fc.tuple(fc.constant(triple), shuffled(triple.data), shuffled(triple.wiki)),
        ),
        anySchema,
        ([triple, data, wiki], schema) => {
          const one = reconcile(triple, schema);
          const other = reconcile({ base: triple.base, data, wiki }, schema);

          expect(bySide(other.toPage)).toEqual(bySide(one.toPage));
          expect(bySide(other.toData)).toEqual(bySide(one.toData));
          expect(other.conflicts.map(({ reason }) => reason).sort()).toEqual(
            one.conflicts.map(({ reason }) => reason).sort(),
          );
        },
      ),
      { numRuns },
    );
  });

  it('puts edits of different fields together, whoever came first', () => {
    const parts = fc.subarray(fields.slice());
    fc.assert(
      fc.property(edited, anySet, parts, ([base, one], other, ofOne) => {
        const data = overlaid(base, one, ofOne);
        const wiki = overlaid(
          base,
          other,
          fields.filter((field) => !ofOne.includes(field)),
        );
        const both = overlaid(
          data,
          wiki,
          fields.filter((field) => !ofOne.includes(field)),
        );
        const { after, merge } = synced({ base: agreed(base), data, wiki }, sharedSchema);

        expect(merge.conflicts).toEqual([]);
        expect(contentOf(after.data)).toEqual(contentOf(both));
        expect(contentOf(after.wiki)).toEqual(contentOf(both));
        const swapped = synced({ base: agreed(base), data: wiki, wiki: data }, sharedSchema);
        expect(contentOf(swapped.after.data)).toEqual(contentOf(both));
      }),
      { numRuns },
    );
  });

  it('has nothing to do the second time', () => {
    fc.assert(
      fc.property(triples, anySchema, (triple, schema) => {
        const { after } = synced(triple, schema);
        const second = reconcile(after, schema);

        expect([second.toPage, second.toData]).toEqual([[], []]);
        expect(conflictsOf(synced(after, schema).after, schema)).toEqual(
          conflictsOf(after, schema),
        );
      }),
      { numRuns },
    );
  });

  it('comes to rest within two quiet runs, whatever people and runs did before', () => {
    const step = fc.oneof(
      fc.constantFrom('push', 'pull', 'sync'),
      fc.record({ side: fc.constantFrom('data' as const, 'wiki' as const), seed: anySet }),
    );
    fc.assert(
      fc.property(triples, anySchema, fc.array(step, { maxLength: 5 }), (start, schema, steps) => {
        let now = start;
        for (const each of steps) {
          if (typeof each !== 'string') {
            now = { ...now, [each.side]: overlaid(now[each.side], each.seed, fields) };
          } else if (each === 'sync') now = synced(now, schema).after;
          else {
            now = run(now, schema, { page: each === 'push', data: each === 'pull' }).after;
          }
        }
        now = synced(synced(now, schema).after, schema).after;

        const { toPage, toData } = reconcile(now, schema);
        expect([toPage, toData]).toEqual([[], []]);
      }),
      { numRuns },
    );
  });
});

const otherSide: Readonly<Record<Owner, Owner>> = { data: 'wiki', wiki: 'data', shared: 'shared' };

function mirrored(schema: RecordSchema): RecordSchema {
  return {
    ...schema,
    recordOwner: otherSide[schema.recordOwner],
    fields: schema.fields.map((field) => ({ ...field, owner: otherSide[field.owner] })),
  };
}

function shuffled(set: RecordSet): fc.Arbitrary<RecordSet> {
  const { records } = set;
  return fc
    .shuffledSubarray([...records], { minLength: records.length })
    .map((order) => ({ ...set, records: order }));
}

/** A set with the fields that another has for the same records. */
function overlaid(set: RecordSet, other: RecordSet, names: readonly string[]): RecordSet {
  return setOf(
    set.records.map(({ key, values }) => {
      const found = other.records.find((record) => record.key === key);
      if (found === undefined) return new Map(values);
      const now = new Map(values);
      for (const name of names) {
        const value = found.values.get(name);
        if (value === undefined) now.delete(name);
        else now.set(name, value);
      }
      return now;
    }),
  );
}

/** The values that a side had, that are not what both agreed on, and that it has no longer. */
function lostOf(triple: Triple, side: 'data' | 'wiki', after: RecordSet) {
  const { renamed } = reconcile(triple, sharedSchema);
  return triple[side].records.flatMap(({ key, values }) => {
    const keys = namesOf(key, renamed);
    const before = keys.map((name) => triple.base?.records.get(name)).find(Boolean);
    return [...values]
      .filter(([field, value]) => field !== 'title' && before?.values.get(field) !== value)
      .filter(([field, value]) => {
        const known = before?.values.get(field);
        return !isIn(after, keys, { field, value, known });
      })
      .map(([field, value]) => ({ side, field, value, keys }));
  });
}

/** All names that either side knows a record by. */
function namesOf(key: string, renamed: ReadonlyMap<string, string>): readonly string[] {
  const later = [...renamed].filter(([, from]) => from === key).map(([to]) => to);
  return [key, renamed.get(key) ?? key, ...later];
}

function isIn(
  set: RecordSet,
  keys: readonly string[],
  {
    field,
    ...values
  }: { readonly field: string; readonly value: unknown; readonly known: unknown },
): boolean {
  return set.records
    .filter(({ key }) => keys.includes(key))
    .some((record) => isKept(record.values.get(field), { field, ...values }));
}

/** A text is kept if each of its lines is that both did not have before. */
function isKept(
  now: unknown,
  {
    field,
    value,
    known,
  }: { readonly field: string; readonly value: unknown; readonly known: unknown },
): boolean {
  if (field !== 'text' || typeof now !== 'string') return now === value;
  const [lines, old] = [now.split('\n'), String(known).split('\n')];
  return String(value)
    .split('\n')
    .every((line) => old.includes(line) || lines.includes(line));
}

it('applies changes as they are meant', () => {
  const before = setOf([new Map([['title', 'A']])]);

  const after = applied(before, [
    { kind: 'rename', key: 'A', fields: [{ field: 'title', before: 'A', after: 'B' }] },
    { kind: 'create', key: 'A', fields: [{ field: 'title', after: 'A' }] },
  ]);

  expect(after.records.map(({ key }) => key)).toEqual(['B', 'A']);
});
