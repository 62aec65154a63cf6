/** What holds for every merge, whatever the records are. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change, Conflict } from '../../../src/core/change.ts';
import { type Base, baseOfRecords } from '../../../src/core/reconcile/base.ts';
import { type Reconciliation, reconcile } from '../../../src/core/reconcile/reconcile.ts';
import type { RecordSet } from '../../../src/core/record.ts';
import { fieldNames, type Owner, ownerOf, type RecordSchema } from '../../../src/core/schema.ts';
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
  triples,
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

const bySide = (changes: readonly Change[]) =>
  changes.map((change) => JSON.stringify(change)).sort();
const conflictsOf = (triple: Triple, schema: RecordSchema) =>
  reconcile(triple, schema)
    .conflicts.map(({ key, field }) => `${key}: ${field}`)
    .sort();

const inKeyOrder = (conflicts: readonly Conflict[]) =>
  conflicts.toSorted((a, b) => (`${a.key}: ${a.field}` < `${b.key}: ${b.field}` ? -1 : 1));

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
      fc.property(triples, anySchema, (triple, schema) => {
        const { after, merge } = run(triple, schema, { page: true, data: true });

        for (const side of ['data', 'wiki'] as const) {
          for (const lost of lostOf(triple, schema, { side, after: after[side] })) {
            expect({ lost, isTold: isTold(lost, merge, schema) }).toEqual({ lost, isTold: true });
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

  it('has nothing to do the second time, and the same conflicts', () => {
    fc.assert(
      fc.property(triples, anySchema, (triple, schema) => {
        const { after, merge } = synced(triple, schema);
        const second = reconcile(after, schema);

        expect([second.toPage, second.toData]).toEqual([[], []]);
        // A record that was renamed meanwhile has the conflict under its new key.
        const known = second.conflicts.map((conflict) => ({
          ...conflict,
          key: merge.renamed.get(conflict.key) ?? conflict.key,
        }));
        expect(inKeyOrder(known)).toEqual(inKeyOrder(merge.conflicts));
        expect(conflictsOf(synced(after, schema).after, schema)).toEqual(
          conflictsOf(after, schema),
        );
      }),
      { numRuns },
    );
  });

  it('is the same whether both sides are written at once or one after the other', () => {
    fc.assert(
      fc.property(triples, anySchema, fc.boolean(), (triple, schema, isPageFirst) => {
        const { renamed, diagnostics } = reconcile(triple, schema);
        // What is written may tell which record was renamed.
        fc.pre(renamed.size === 0);
        fc.pre(!diagnostics.some(({ code }) => code === 'rename-suggested'));
        const atOnce = synced(triple, schema).after;
        const one = run(triple, schema, { page: isPageFirst, data: !isPageFirst }).after;
        const then = run(one, schema, { page: !isPageFirst, data: isPageFirst }).after;
        const apart = synced(then, schema).after;

        expect(contentOf(apart.data)).toEqual(contentOf(atOnce.data));
        expect(contentOf(apart.wiki)).toEqual(contentOf(atOnce.wiki));
        expect(conflictsOf(apart, schema)).toEqual(conflictsOf(atOnce, schema));
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
    ...(schema.section === undefined
      ? {}
      : { section: { ...schema.section, owner: otherSide[schema.section.owner] } }),
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
  const records = set.records.map((record) => {
    const found = other.records.find(({ key }) => key === record.key);
    if (found === undefined) return record;
    const values = new Map(record.values);
    for (const name of names) {
      if (record.unread.has(name)) continue;
      const value = found.values.get(name);
      if (value === undefined) values.delete(name);
      else values.set(name, value);
    }
    return { ...record, values };
  });
  return { ...set, records };
}

/** A value that is gone from the side that had it. */
interface Lost {
  readonly side: 'data' | 'wiki';
  readonly field: string;
  readonly value: unknown;
  /** All names of its record. */
  readonly keys: readonly string[];
}

/** The values that a side had, that are not what both agreed on, and that it has no longer. */
function lostOf(
  triple: Triple,
  schema: RecordSchema,
  { side, after }: { readonly side: 'data' | 'wiki'; readonly after: RecordSet },
): readonly Lost[] {
  const { renamed } = reconcile(triple, schema);
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

/** By a conflict; or, if it belongs to the other side, as overruled or with a record that goes. */
function isTold({ side, field, keys }: Lost, merge: Reconciliation, schema: RecordSchema): boolean {
  const isOpen = merge.conflicts.some(
    (conflict) => keys.includes(conflict.key) && (conflict.field ?? field) === field,
  );
  if (isOpen || ownerOf(schema, field) !== otherSide[side]) return isOpen;
  const changes = side === 'data' ? merge.toData : merge.toPage;
  return (
    changes.some(({ kind, key }) => kind === 'delete' && keys.includes(key)) ||
    merge.diagnostics.some(
      ({ code, record = '', field: of }) =>
        code === 'change-overruled' && of === field && keys.includes(record),
    )
  );
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
