/** Whether all that a call says has gone along to another page. */
import type { BaseRecord } from '../reconcile/base.ts';
import { fieldBase } from '../reconcile/base.ts';
import { fieldNames, placeFields, type RecordSchema } from '../schema.ts';
import { sameValue } from '../value.ts';
import type { TemplateCall } from '../wikitext/page.ts';
import type { PageEntry } from '../wikitext/page-records.ts';

/** A record that stands on two pages. */
export interface Doubled {
  /** Where it is to go. */
  readonly here: PageEntry;
  /** Where it is to stay. */
  readonly there: PageEntry;
  /** What was agreed on of it here. */
  readonly base: BaseRecord;
}

/**
 * Whether nothing is lost with the call that goes: each of its values is what was last agreed on, or
 * stands in the other call too, as does each argument that no field is for.
 */
export function isCarried(doubled: Doubled, schema: RecordSchema): boolean {
  const { here, there, base } = doubled;
  const places = placeFields(schema);
  const isKept = fieldNames(schema)
    .filter((field) => !places.includes(field))
    .every((field) => {
      if (here.unread.has(field))
        return rawValue(here, field, schema) === rawValue(there, field, schema);
      const value = here.values.get(field);
      const known = fieldBase(base, field);
      const isAgreed = known.kind === 'known' && sameValue(known.value, value);
      return isAgreed || sameValue(there.values.get(field), value);
    });
  const others = othersOf(there.call, schema);
  return isKept && othersOf(here.call, schema).every((other) => others.includes(other));
}

function rawValue(
  { call }: PageEntry,
  field: string,
  { fields }: RecordSchema,
): string | undefined {
  const parameter = fields.find(({ name }) => name === field)?.parameter;
  return call.arguments.findLast(({ name }) => name === parameter)?.value;
}

/** The arguments that no field is for. */
export function othersOf(
  call: Pick<TemplateCall, 'arguments'>,
  { fields }: RecordSchema,
): readonly string[] {
  return call.arguments
    .filter(({ name }) => !fields.some(({ parameter }) => parameter === name))
    .map(({ name, value }) => `${name}=${value}`);
}
