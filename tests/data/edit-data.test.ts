import { describe, expect, it } from 'vitest';
import type { DataFormat } from '../../src/core/data-file.ts';
import { editData } from '../../src/data/edit-data.ts';
import { json } from '../../src/data/json.ts';
import { yaml } from '../../src/data/yaml.ts';
import { insert, lines, remove, set } from './support.ts';

const text = lines('records:', '  - title: A', '  - title: B');

/** YAML whose edits come out as something else. */
function broken(edit: (edited: string) => string): DataFormat {
  return { ...yaml, edit: (...input) => edit(yaml.edit(...input)) };
}

describe('editData', () => {
  it('gives the edited text', () => {
    expect(editData(yaml, text, [set(0, 'title', 'C')], [], 'data.yaml')).toBe(
      lines('records:', '  - title: C', '  - title: B'),
    );
  });

  it.each<readonly [string, (edited: string) => string]>([
    ['another value is different', (edited) => edited.replace('B', 'X')],
    ['the change is not made', (edited) => edited.replace('C', 'A')],
    ['a record is missing', (edited) => edited.replace('  - title: B\n', '')],
    ['a record is there twice', (edited) => `${edited}  - title: B\n`],
    ['a field is there that should not be', (edited) => `${edited}    difficulty: low\n`],
    ['the text cannot be read any more', (edited) => `${edited}]`],
  ])('throws if %s', (_what, edit) => {
    const run = () => editData(broken(edit), text, [set(0, 'title', 'C')], [], 'data.yaml');

    expect(run).toThrow(/data\.yaml/);
  });

  it('throws for a record that is both changed and removed', () => {
    expect(() => editData(yaml, text, [set(0, 'title', 'C'), remove(0)], [], 'd')).toThrow(Error);
  });

  it.each([
    ['a control character', 'a\u0007'],
    ['a carriage return', 'a\rb'],
    ['half a surrogate pair', '\ud800'],
    ['what is not NFC', 'e\u0301'],
  ])('throws for a value with %s, which no file may hold', (_what, value) => {
    for (const format of [yaml, json]) {
      const empty = format.emptyText([]);
      expect(() => editData(format, empty, [insert(-1, { title: value })], [], 'd')).toThrow(Error);
    }
  });

  it('throws for a name that no file may hold', () => {
    const values = new Map([['__proto__', 'x']]);

    expect(() => editData(yaml, text, [{ kind: 'insert', after: 0, values }], [], 'd')).toThrow(
      Error,
    );
  });
});
