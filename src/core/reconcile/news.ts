/** What a data file says that is likely to go to the page: told from it and the base alone. */
import type { RecordSet } from '../record.ts';
import { fieldNames, ownerOf, type RecordSchema } from '../schema.ts';
import { sameValue } from '../value.ts';
import { type Base, fieldBase } from './base.ts';

/** Whether it says something that both sides have not agreed on, and that is not the page's affair. */
export function hasNews(data: RecordSet, base: Base, schema: RecordSchema): boolean {
  const fields = fieldNames(schema).filter((field) => ownerOf(schema, field) !== 'wiki');
  const keys = new Set(data.records.map(({ key }) => key));
  const isOwn = schema.recordOwner !== 'wiki';
  if (isOwn && [...base.records.keys()].some((key) => !keys.has(key) && isHeeded(key))) return true;
  return data.records.some(({ key, values, unread }) => {
    if (!isHeeded(key)) return false;
    const agreed = base.records.get(key);
    if (agreed === undefined) return isOwn;
    return fields.some((field) => {
      const known = fieldBase(agreed, field);
      const isRead = known.kind === 'known' && !unread.has(field);
      return isRead && !sameValue(values.get(field), known.value);
    });
  });

  function isHeeded(key: string): boolean {
    return !data.quarantined.has(key) && !base.unmet.has(key);
  }
}
