import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DataChange, DataFile, DataFormat } from '../../src/core/data-file.ts';
import type { FieldValue } from '../../src/core/value.ts';
import { csv } from '../../src/data/csv.ts';
import { json } from '../../src/data/json.ts';
import { yaml } from '../../src/data/yaml.ts';
import {
  changesFor,
  expectedValues,
  fieldOrder,
  type RandomChange,
  randomChanges,
  runs,
} from './random.ts';
import { csvTexts, jsonTexts, yamlTexts } from './texts.ts';

const all = [
  ...Object.entries(yamlTexts).map(([style, text]) => ({ format: yaml, style, text })),
  ...Object.entries(jsonTexts).map(([style, text]) => ({ format: json, style, text })),
  ...Object.entries(csvTexts).map(([style, text]) => ({ format: csv, style, text })),
];

function read(format: DataFormat, text: string): DataFile {
  const { value, diagnostics } = format.parse(text, 'data');
  if (value === undefined) throw new Error(JSON.stringify(diagnostics));
  return value;
}

/** Records as comparable data: names sorted, and all scalars texts. */
function plain(records: readonly ReadonlyMap<string, FieldValue>[]): unknown {
  return records.map((values) => Object.fromEntries([...values].map(([n, v]) => [n, asText(v)])));
}

function asText(value: FieldValue): unknown {
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map(asText);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, asText(part)]));
}

/** Whether each record has lines of its own, and no other line has to change. */
function isLineWise(file: DataFile, text: string, random: readonly RandomChange[]): boolean {
  const lines = text.split('\n');
  const names = new Set(file.records.flatMap(({ values }) => [...values.keys()]));
  const written = random.flatMap(({ fields, inserted }) => [fields, ...inserted]);
  const isNewColumn = written.some((values) => [...values.keys()].some((name) => !names.has(name)));
  return (
    random.slice(0, file.records.length).some(({ kind }) => kind === 'keep') &&
    file.records.every(({ place: { line = 0, column = 0 } }) =>
      /^[\s-]*$/.test(lines[line - 1]?.slice(0, column - 1) ?? ''),
    ) &&
    !(isNewColumn && /^\ufeff?"?title\b/.test(text))
  );
}

/** Whether all lines are still there that no changed record has a part in, but for commas. */
function keepsLines(
  file: DataFile,
  { text, edited, random }: { text: string; edited: string; random: readonly RandomChange[] },
): boolean {
  const touched = new Set<number>();
  for (const [index, record] of file.records.entries()) {
    if (random[index]?.kind === 'keep') continue;
    const from = record.place.line ?? 0;
    const to = file.records[index + 1]?.place.line ?? from + text.length;
    for (let line = from - 1; line < to; line += 1) touched.add(line);
  }
  const kept = text.split('\n').filter((_, index) => !touched.has(index + 1));
  let position = 0;
  const lines = kept.map((line) => line.trimEnd().replace(/,$/, '')).filter((line) => line !== '');
  for (const line of edited.split('\n')) {
    if (line.trimEnd().replace(/,$/, '') === lines[position]) position += 1;
  }
  return position === lines.length;
}

describe('edit', () => {
  it.each(all)('gives what was meant and nothing else, in $format.name, $style', (sample) => {
    const { format, text } = sample;
    const file = read(format, text);
    const share = Math.ceil(runs / all.length);

    fc.assert(
      fc.property(randomChanges(format === csv), (random) => {
        const changes = changesFor(file.records, random);
        const edited = format.edit(text, changes, fieldOrder);

        const after = read(format, edited);
        const found = after.records.map(({ values }) => values);
        expect(plain(found)).toEqual(plain(expectedValues(file.records, random)));
        expect(edited).toSatisfy(
          () => !isLineWise(file, text, random) || keepsLines(file, { text, edited, random }),
        );
        expect(format.edit(edited, restated(after), fieldOrder)).toBe(edited);
      }),
      { numRuns: share },
    );
  });
});

/** Sets all values to what they are. */
function restated(file: DataFile): readonly DataChange[] {
  return file.records.flatMap(({ values }, record) =>
    [...values].map(([field, value]): DataChange => ({ kind: 'set', record, field, value })),
  );
}
