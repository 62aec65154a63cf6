/** Makes a fix of a changed text, where that is safe. */
import { ownerOf, type RecordSchema } from '../schema.ts';
import { type FieldValue, isList } from '../value.ts';
import type { FieldText } from './field-texts.ts';
import type { Fix } from './fix.ts';

/**
 * The value with all of its texts changed. Nothing for a field that is not the data file's, for the
 * key, which other things go by, and for what the field's type cannot read.
 */
export function fixedText(
  { side, record, field }: FieldText,
  schema: RecordSchema,
  change: (text: string) => string,
): Fix | undefined {
  const before = record.values.get(field.name);
  if (before === undefined || field.name === schema.key) return undefined;
  if (ownerOf(schema, field.name) !== 'data') return undefined;
  const value = changed(before, change);
  const reading = field.type.fromData(field.type.toData(value, field.options), field.options);
  if (reading.kind === 'unreadable') return undefined;
  return { kind: 'value', side, record: record.key, field: field.name, value };
}

function changed(value: FieldValue, change: (text: string) => string): FieldValue {
  if (typeof value === 'string') return change(value);
  if (isList(value)) return value.map((part) => changed(part, change));
  if (typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, changed(part, change)]),
  );
}
