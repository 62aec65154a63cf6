/** From a plan's changes to steps of a data file. */
import type { Change } from './change.ts';
import type { DataChange } from './data-file.ts';
import type { DataEntry } from './data-records.ts';
import { fieldNames, type RecordSchema } from './schema.ts';
import type { FieldValue } from './value.ts';

/** A data file that is to be changed. */
export interface DataContext {
  readonly schema: RecordSchema;
  /** By key; what is quarantined is not in it. */
  readonly entries: ReadonlyMap<string, DataEntry>;
  /** The page's keys in its order: a new record goes behind its predecessor there. */
  readonly pageOrder: readonly string[];
  /** The index of the record that one goes behind that has no predecessor; -1 for the very front. */
  readonly front: number;
  /** Whether the file's values are strings whatever their type. */
  readonly isFlat: boolean;
}

/** The steps that make the changes. */
export function dataChanges(
  changes: readonly Change[],
  context: DataContext,
): readonly DataChange[] {
  return changes.flatMap((change): readonly DataChange[] => {
    if (change.kind === 'create') return [insertion(change, context)];
    const record = context.entries.get(change.key)?.index;
    if (record === undefined) return [];
    if (change.kind === 'delete') return [{ kind: 'remove', record }];
    return change.fields.map(({ field, after }) =>
      after === undefined
        ? { kind: 'unset', record, field }
        : { kind: 'set', record, field, value: dataValue(field, after, context) },
    );
  });
}

function insertion(change: Change, context: DataContext): DataChange {
  const values = new Map<string, FieldValue>();
  for (const field of fieldNames(context.schema)) {
    const after = change.fields.find((candidate) => candidate.field === field)?.after;
    if (after !== undefined) values.set(field, dataValue(field, after, context));
  }
  return { kind: 'insert', after: predecessor(change.key, context), values };
}

/** The index of the nearest record before it on the page that the file has too. */
function predecessor(key: string, context: DataContext): number {
  const before = context.pageOrder.slice(0, context.pageOrder.indexOf(key));
  const nearest = before.findLast((other) => context.entries.has(other));
  const found = nearest === undefined ? undefined : context.entries.get(nearest);
  return found?.index ?? context.front;
}

function dataValue(name: string, value: FieldValue, context: DataContext): FieldValue {
  const field = context.schema.fields.find((candidate) => candidate.name === name);
  if (field === undefined) return context.isFlat ? value : asWritten(value);
  if (value === '') return value;
  if (context.isFlat)
    return (
      flatText(field.type.toData(value, field.options)) ??
      field.type.write(value, undefined, field.options)
    );
  return field.type.toData(value, field.options);
}

/** A year that names a page, or a section, is written as the number that it looks like. */
function asWritten(value: FieldValue): FieldValue {
  return typeof value === 'string' && String(Number(value)) === value ? Number(value) : value;
}

function flatText(data: FieldValue): string | undefined {
  return typeof data === 'object' ? undefined : String(data);
}
