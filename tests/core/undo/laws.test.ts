import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fieldTypeNamed } from '../../../src/core/fields/field-types.ts';
import type { RecordSet } from '../../../src/core/record.ts';
import type { FieldSchema, RecordSchema } from '../../../src/core/schema.ts';
import { changesBetween } from '../../../src/core/undo/changes-between.ts';
import { composeChanges } from '../../../src/core/undo/compose.ts';
import { takeBack } from '../../../src/core/undo/take-back.ts';
import { isAsChanged } from '../../../src/core/undo/text-back.ts';

const numRuns = Number(process.env['WIKISYNC_RUNS'] ?? 10_000);

const fields = ['one', 'two', 'three'];

const field = (name: string): FieldSchema => ({
  name,
  parameter: name,
  type: fieldTypeNamed('text') ?? expect.fail(),
  options: {},
  owner: 'shared',
  required: false,
});

const schema: RecordSchema = {
  template: 'item',
  aliases: [],
  key: 'name',
  fields: [field('name'), ...fields.map(field)],
  recordOwner: 'shared',
};

type Values = Readonly<Record<string, Readonly<Record<string, string>>>>;

const setOf = (all: Values): RecordSet => ({
  records: Object.entries(all).map(([key, values]) => ({
    key,
    values: new Map([['name', key], ...Object.entries(values)]),
    unread: new Set(),
    place: { source: 'w:P' },
  })),
  quarantined: new Set(),
  unidentified: 0,
});

const none = setOf({});

/** Records as a run might find, make or leave them. */
const records: fc.Arbitrary<Values> = fc.dictionary(
  fc.constantFrom('A', 'B', 'C', 'D'),
  fc.dictionary(fc.constantFrom(...fields), fc.constantFrom('x', 'y', 'z'), {
    noNullPrototype: true,
  }),
  { noNullPrototype: true },
);

/** Of a listing that has one page. */
const inOnePlace = (wiki: RecordSet) => ({
  touched: new Set<string>(),
  moved: { wiki, incoming: new Map(), departures: [] },
  elsewhere: new Set<string>(),
});

const back = (before: RecordSet, after: RecordSet, now: RecordSet) =>
  takeBack({
    run: 'r',
    changes: { page: changesBetween(before, after, schema), data: [] },
    wiki: now,
    data: none,
    schema,
    ...inOnePlace(now),
  });

it('what nobody touched since is all taken back, and nothing is left', () => {
  fc.assert(
    fc.property(records, records, (before, after) => {
      const [old, left] = [setOf(before), setOf(after)];

      const { toPage, diagnostics } = back(old, left, left);

      expect(isAsChanged(left, toPage, old, schema)).toBe(true);
      expect(diagnostics).toEqual([]);
    }),
    { numRuns },
  );
});

it('an undo of the undo makes again exactly what was undone', () => {
  fc.assert(
    fc.property(records, records, (before, after) => {
      const [old, left] = [setOf(before), setOf(after)];
      const { toPage } = back(old, left, left);

      const again = takeBack({
        run: 'u',
        changes: { page: toPage, data: [] },
        wiki: old,
        data: none,
        schema,
        ...inOnePlace(old),
      });

      expect(isAsChanged(old, again.toPage, left, schema)).toBe(true);
    }),
    { numRuns },
  );
});

it('what people changed since is kept, and listed, and the rest of the run goes back', () => {
  fc.assert(
    fc.property(records, records, records, (before, after, edits) => {
      const now = mergedWith(after, edits);

      const { toPage, diagnostics } = back(setOf(before), setOf(after), setOf(now));

      for (const [key, values] of Object.entries(now)) {
        for (const name of fields) {
          const change = toPage.find((each) => each.key === key);
          const step = change?.fields.find((each) => each.field === name);
          const isTheirs = values[name] !== after[key]?.[name];
          if (!isTheirs || step === undefined) continue;
          expect({ key, name, step, diagnostics }).toBe('left alone');
        }
      }
      const untouched = Object.keys(now).filter((key) => same(now[key], after[key]));
      for (const key of untouched) {
        const change = toPage.find((each) => each.key === key);
        const isChanged = !same(before[key], after[key]);
        expect([key, change !== undefined]).toEqual([key, isChanged]);
      }
    }),
    { numRuns },
  );
});

it('two writes of a side are taken back as one', () => {
  fc.assert(
    fc.property(records, records, records, (before, between, after) => {
      const [old, middle, left] = [setOf(before), setOf(between), setOf(after)];
      const composed = composeChanges(
        changesBetween(old, middle, schema),
        changesBetween(middle, left, schema),
        schema,
      );

      expect(isAsChanged(old, composed, left, schema)).toBe(true);
    }),
    { numRuns },
  );
});

/** The records with edits of people, who add fields and records, and change values. */
function mergedWith(after: Values, edits: Values): Values {
  const all = Object.fromEntries(
    Object.entries(after).map(([key, values]) => [key, { ...values, ...edits[key] }]),
  );
  return { ...edits, ...all };
}

function same(
  one: Readonly<Record<string, string>> | undefined,
  other: Readonly<Record<string, string>> | undefined,
): boolean {
  if (one === undefined || other === undefined) return one === other;
  return fields.every((name) => one[name] === other[name]);
}
