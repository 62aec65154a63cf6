import { describe, expect, it } from 'vitest';
import type { DataChange, DataFormat } from '../../src/core/data-file.ts';
import { editData } from '../../src/data/edit-data.ts';
import { dataFormats, formatFor } from '../../src/data/formats.ts';
import { insert, lines, read, remove, set, unset } from './support.ts';

const order = ['title', 'inserted', 'difficulty', 'description'];

/** The same three records in each format. */
const samples: Readonly<Record<string, string>> = {
  YAML: lines(
    'records:',
    '  - title: A',
    '    difficulty: low',
    '  - title: B',
    '    difficulty: high',
    '  - title: C',
    "    difficulty: ''",
  ),
  JSON: lines(
    '{',
    '  "records": [',
    '    {',
    '      "title": "A",',
    '      "difficulty": "low"',
    '    },',
    '    {',
    '      "title": "B",',
    '      "difficulty": "high"',
    '    },',
    '    {',
    '      "title": "C",',
    '      "difficulty": ""',
    '    }',
    '  ]',
    '}',
  ),
  CSV: lines('title,difficulty', 'A,low', 'B,high', 'C,""'),
};

/** What is done, and how the records are then: their values, in the fields' order. */
const scenarios: readonly (readonly [string, readonly DataChange[], readonly object[]])[] = [
  [
    'sets a value',
    [set(1, 'difficulty', 'medium')],
    [
      { title: 'A', difficulty: 'low' },
      { title: 'B', difficulty: 'medium' },
      { title: 'C', difficulty: '' },
    ],
  ],
  [
    'empties a value, which is not to remove it',
    [set(0, 'difficulty', '')],
    [
      { title: 'A', difficulty: '' },
      { title: 'B', difficulty: 'high' },
      { title: 'C', difficulty: '' },
    ],
  ],
  [
    'removes a value',
    [unset(1, 'difficulty'), unset(2, 'difficulty')],
    [{ title: 'A', difficulty: 'low' }, { title: 'B' }, { title: 'C' }],
  ],
  [
    'adds a value',
    [set(0, 'inserted', '2014-01-20')],
    [
      { title: 'A', inserted: '2014-01-20', difficulty: 'low' },
      { title: 'B', difficulty: 'high' },
      { title: 'C', difficulty: '' },
    ],
  ],
  [
    'inserts records in front, between and behind',
    [
      insert(-1, { title: 'first' }),
      insert(0, { title: 'second', difficulty: 'low' }),
      insert(0, { title: 'third' }),
      insert(2, { title: 'last' }),
    ],
    [
      { title: 'first' },
      { title: 'A', difficulty: 'low' },
      { title: 'second', difficulty: 'low' },
      { title: 'third' },
      { title: 'B', difficulty: 'high' },
      { title: 'C', difficulty: '' },
      { title: 'last' },
    ],
  ],
  [
    'removes the first record',
    [remove(0)],
    [
      { title: 'B', difficulty: 'high' },
      { title: 'C', difficulty: '' },
    ],
  ],
  [
    'removes the last record',
    [remove(2)],
    [
      { title: 'A', difficulty: 'low' },
      { title: 'B', difficulty: 'high' },
    ],
  ],
  ['removes all records', [remove(0), remove(1), remove(2)], []],
  [
    'replaces all records',
    [remove(0), remove(1), insert(1, { title: 'X' }), remove(2)],
    [{ title: 'X' }],
  ],
  [
    'does everything at once, in any order',
    [
      remove(1),
      insert(2, { title: 'D' }),
      set(2, 'difficulty', 'a\nb'),
      unset(0, 'difficulty'),
      insert(-1, { title: 'Z' }),
      set(0, 'title', 'A: a'),
    ],
    [{ title: 'Z' }, { title: 'A: a' }, { title: 'C', difficulty: 'a\nb' }, { title: 'D' }],
  ],
  [
    'lets the last change to a field count',
    [set(0, 'difficulty', 'x'), unset(0, 'difficulty'), set(0, 'difficulty', 'y')],
    [
      { title: 'A', difficulty: 'y' },
      { title: 'B', difficulty: 'high' },
      { title: 'C', difficulty: '' },
    ],
  ],
];

/** The records as plain objects, absent values left out. */
function recordsIn(format: DataFormat, text: string): readonly object[] {
  return read(format, text).records.map(({ values }) => Object.fromEntries(values));
}

describe.each(dataFormats)('$name', (format) => {
  const sample = samples[format.name] ?? '';

  it('keeps every byte if there are no changes', () => {
    expect(format.edit(sample, [], order)).toBe(sample);
  });

  it('keeps every byte if the changes change nothing', () => {
    const changes = [set(0, 'title', 'A'), set(2, 'difficulty', ''), unset(0, 'description')];

    expect(format.edit(sample, changes, order)).toBe(sample);
  });

  it.each(scenarios)('%s', (_title, changes, records) => {
    const edited = editData(format, sample, changes, order, 'data');

    expect(recordsIn(format, edited)).toEqual(records);
  });

  it.each(scenarios)(
    '%s in a file with CRLF and a byte order mark, too',
    (_title, changes, records) => {
      const text = `\ufeff${sample.replaceAll('\n', '\r\n')}`;

      const edited = editData(format, text, changes, order, 'data');

      expect(recordsIn(format, edited)).toEqual(records);
      expect(edited).toBe(`\ufeff${format.edit(sample, changes, order).replaceAll('\n', '\r\n')}`);
    },
  );

  it.each(scenarios)('%s in a file without a final newline, too', (_title, changes, records) => {
    const edited = editData(format, sample.trimEnd(), changes, order, 'data');

    expect(recordsIn(format, edited)).toEqual(records);
    expect(edited.endsWith('\n')).toBe(false);
  });

  it('makes an empty file that it can read and fill', () => {
    const empty = format.emptyText(['title', 'difficulty']);

    const edited = editData(format, empty, [insert(-1, { title: 'A' })], order, 'data');

    expect(recordsIn(format, empty)).toEqual([]);
    expect(recordsIn(format, edited)).toEqual([{ title: 'A' }]);
  });

  it('says where records and values are', () => {
    const [first, second] = read(format, sample).records;

    expect(first?.place.source).toBe('data');
    expect(second?.place.line).toBeGreaterThan(first?.place.line ?? Number.POSITIVE_INFINITY);
    expect(second?.places.get('difficulty')?.line).toBeGreaterThanOrEqual(second?.place.line ?? 0);
  });

  it('refuses changes to records that are not there', () => {
    expect(() => format.edit(sample, [set(3, 'title', 'x')], order)).toThrow(RangeError);
    expect(() => format.edit(sample, [remove(-1)], order)).toThrow(RangeError);
    expect(() => format.edit(sample, [insert(-2, {})], order)).toThrow(RangeError);
  });

  it('refuses to edit what cannot be read', () => {
    expect(() => format.edit('', [insert(-1, { title: 'A' })], order)).toThrow(Error);
  });

  it('is found by its extensions', () => {
    for (const extension of format.extensions) {
      expect(formatFor(`some/data${extension}`)).toBe(format);
      expect(formatFor(`DATA${extension.toUpperCase()}`)).toBe(format);
    }
  });
});

describe('formatFor', () => {
  it.each(['data.txt', 'data', 'yaml', 'data.yaml.bak', ''])('knows no format for %j', (path) => {
    expect(formatFor(path)).toBeUndefined();
  });
});
