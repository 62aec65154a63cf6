/** A run that wrote a side more than once, as if it had written it once. */
import type { Change, FieldChange } from '../change.ts';
import { fieldStep, kindOf } from '../reconcile/merge-record.ts';
import { recordKey } from '../record.ts';
import { fieldChange, type RecordSchema } from '../schema.ts';
import { sameValue } from '../value.ts';

/** What both lists of changes, one after the other, come to. */
export function composeChanges(
  first: readonly Change[],
  second: readonly Change[],
  schema: RecordSchema,
): readonly Change[] {
  const all: Change[] = [...first];
  for (const change of second) {
    const at = all.findIndex((earlier) => keyAfter(earlier, schema) === change.key);
    const earlier = all[at];
    if (earlier === undefined) all.push(change);
    else all.splice(at, 1, ...together(earlier, change, schema));
  }
  return all;
}

/** The key that a change leaves its record with; a deleted one may come again with its own. */
export function keyAfter({ key, kind, fields }: Change, schema: RecordSchema): string {
  if (kind === 'create' || kind === 'delete') return key;
  const renamed = fieldChange(fields, schema.key)?.after;
  return typeof renamed === 'string' ? recordKey(renamed) : key;
}

/** The change that takes this one back, as its side stands after it. */
export function inverse(change: Change, schema: RecordSchema): Change {
  const fields = change.fields.map(({ field, before, after }) => fieldStep(field, after, before));
  if (change.kind === 'create') return { kind: 'delete', key: change.key, fields };
  if (change.kind === 'delete') return { kind: 'create', key: change.key, fields };
  return { kind: change.kind, key: keyAfter(change, schema), fields };
}

function together(one: Change, other: Change, schema: RecordSchema): readonly Change[] {
  const fields = joined(one.fields, other.fields);
  if (one.kind === 'create') {
    if (other.kind === 'delete') return [];
    const key = keyAfter(other, schema);
    return [{ kind: 'create', key, fields: fields.filter(({ after }) => after !== undefined) }];
  }
  if (other.kind === 'delete') {
    const had = fields.filter(({ before }) => before !== undefined);
    return [{ kind: 'delete', key: one.key, fields: had }];
  }
  const changed = fields.filter(({ before, after }) => !sameValue(before, after));
  if (changed.length === 0) return [];
  return [{ kind: kindOf(one.key, changed, schema), key: one.key, fields: changed }];
}

function joined(
  one: readonly FieldChange[],
  other: readonly FieldChange[],
): readonly FieldChange[] {
  const names = [...new Set([...one, ...other].map(({ field }) => field))];
  return names.map((name) => {
    const [earlier, later] = [fieldChange(one, name), fieldChange(other, name)];
    const from = earlier === undefined ? later : earlier;
    const to = later === undefined ? earlier : later;
    return fieldStep(name, from?.before, to?.after);
  });
}
