/** What the tests of data files have in common. */
import type { DataChange, DataFile, DataFormat } from '../../src/core/data-file.ts';
import type { FieldValue } from '../../src/core/value.ts';

/** Reads a file that is right. */
export function read(format: DataFormat, text: string): DataFile {
  const { value, diagnostics } = format.parse(text, 'data');
  if (value === undefined) throw new Error(JSON.stringify(diagnostics));
  return value;
}

/** Lines as one text, each with its line feed. */
export function lines(...texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}

/** Sets a value. */
export function set(record: number, field: string, value: FieldValue): DataChange {
  return { kind: 'set', record, field, value };
}

/** Takes a field out. */
export function unset(record: number, field: string): DataChange {
  return { kind: 'unset', record, field };
}

/** Puts a record in. */
export function insert(after: number, values: Readonly<Record<string, FieldValue>>): DataChange {
  return { kind: 'insert', after, values: new Map(Object.entries(values)) };
}

/** Takes a record out. */
export function remove(record: number): DataChange {
  return { kind: 'remove', record };
}
