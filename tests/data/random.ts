/** Random changes to data files, with the values that break writers. */
import fc from 'fast-check';
import type { DataChange, DataRecord } from '../../src/core/data-file.ts';
import type { FieldValue } from '../../src/core/value.ts';

/** How often a property is tried. */
export const runs = Number(process.env['WIKISYNC_RUNS'] ?? 10_000);

/** The fields' order in these tests. */
export const fieldOrder = ['title', 'inserted', 'contacts', 'difficulty', 'skills', 'description'];

const names = [...fieldOrder, 'gsoc', 'null', 'a: b', '#', 'with "quotes"', '- x', 'été', '12'];

const pieces = [
  ...['yes', '~', 'null', 'true', '12:30', '1e3', '0x1', '2014-01-20', '1_000', '.inf', '-', '<<'],
  ...[': ', ' #', '#', '- ', '? ', '! ', '& ', '*', '%', '@', '`', '|', '>', '{', '}', '[', ']'],
  ...[',', ';', '\t', "'", '"', "''", '""', '\\', '\\n', ' ', '  ', '\n', '\n\n', '\n ', ' \n'],
  ...['=1+1', '---', '...', '<!-- -->', "''bold''", '[[Link|text]]', '{{t|a=b}}', 'http://x.y/z'],
  ...['é', '日本語', '😀', '\u00a0', '\u2028', '\u0085', '\ufeff', '\u200b', 'word', 'two words'],
];

const text = fc.oneof(
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map(joined) },
  { weight: 1, arbitrary: fc.constantFrom(...pieces).map(storable) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }).map(storable),
  },
);

const scalar: fc.Arbitrary<FieldValue> = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.integer() },
  { weight: 1, arbitrary: fc.constantFrom(1.5, -0.25, 1e21, 1e-7) },
);

const list: fc.Arbitrary<FieldValue> = fc.array(
  fc.oneof(
    scalar,
    fc
      .tuple(fc.constantFrom('Mentor', 'a: b', '1'), text)
      .map(([name, value]) => ({ [name]: value })),
    fc.array(text, { maxLength: 2 }),
    fc.record({ Mentor: text, Student: fc.array(text, { maxLength: 2 }) }),
  ),
  { maxLength: 4 },
);

const mapping = fc.dictionary(fc.constantFrom('Mentor', 'b c', 'x'), fc.oneof(text, list), {
  maxKeys: 2,
  noNullPrototype: true,
});

/** Any value, or one that fits into a cell. */
function anyValue(isFlat: boolean): fc.Arbitrary<FieldValue> {
  return isFlat ? scalar : fc.oneof({ weight: 3, arbitrary: scalar }, list, mapping);
}

/** What is to happen to each record, and the records before it; the last one's is ignored. */
export interface RandomChange {
  readonly kind: 'keep' | 'remove' | 'change';
  readonly fields: ReadonlyMap<string, FieldValue | undefined>;
  readonly inserted: readonly ReadonlyMap<string, FieldValue>[];
}

/** Random changes for at most this many records. */
export function randomChanges(isFlat: boolean, most = 8): fc.Arbitrary<readonly RandomChange[]> {
  const name = fc.constantFrom(...names);
  const values = anyValue(isFlat);
  const fields = fc
    .array(fc.tuple(name, fc.option(values, { nil: undefined })), { maxLength: 3 })
    .map((entries) => new Map(entries));
  const record = fc
    .tuple(text, fc.array(fc.tuple(name, values), { maxLength: 3 }))
    .map(([title, entries]) => new Map<string, FieldValue>([['title', title], ...entries]));
  const change = fc.record({
    kind: fc.constantFrom('keep' as const, 'keep' as const, 'remove' as const, 'change' as const),
    fields,
    inserted: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(record, { maxLength: 2 }) },
    ),
  });
  return fc.array(change, { minLength: most, maxLength: most });
}

/** The changes for a file with these records. */
export function changesFor(
  records: readonly DataRecord[],
  random: readonly RandomChange[],
): readonly DataChange[] {
  const changes = random
    .slice(0, records.length + 1)
    .flatMap((change, index) => [
      ...change.inserted.map(
        (values): DataChange => ({ kind: 'insert', after: index - 1, values }),
      ),
      ...(index < records.length ? recordChanges(change, index) : []),
    ]);
  return changes;
}

/** What the file must hold after them, found in the plainest way. */
export function expectedValues(
  records: readonly DataRecord[],
  random: readonly RandomChange[],
): readonly ReadonlyMap<string, FieldValue>[] {
  return random.slice(0, records.length + 1).flatMap(({ kind, fields, inserted }, index) => {
    const record = records[index];
    if (record === undefined || kind === 'remove') return inserted;
    if (kind === 'keep') return [...inserted, record.values];
    const values = new Map(record.values);
    for (const [name, value] of fields) {
      if (value === undefined) values.delete(name);
      else values.set(name, value);
    }
    return [...inserted, values];
  });
}

function recordChanges(change: RandomChange, record: number): readonly DataChange[] {
  if (change.kind === 'keep') return [];
  if (change.kind === 'remove') return [{ kind: 'remove', record }];
  return [...change.fields].map(([field, value]) =>
    value === undefined ? { kind: 'unset', record, field } : { kind: 'set', record, field, value },
  );
}

function joined(parts: readonly string[]): string {
  return storable(parts.join(''));
}

/** Texts that no data file may hold are another test's. */
function storable(value: string): string {
  return value.normalize('NFC').replaceAll(/[^\P{Cc}\t\n\u0080-\u009f]|[\p{Cs}\ufffe\uffff]/gu, '');
}
