/** Keys that people take for the same, and that are not. */
import type { Diagnostic } from '../diagnostic.ts';
import type { ListingRecord, RecordSet } from '../record.ts';

/**
 * Warns of each record whose key differs from an earlier one's, on either side, in nothing but case,
 * punctuation, spaces, or signs that are not seen.
 */
export function lookalikeKeys(sides: readonly RecordSet[]): readonly Diagnostic[] {
  const seen = new Map<string, string>();
  const told = new Set<string>();
  return sides
    .flatMap(({ records }) => records)
    .flatMap((record) => {
      const folded = foldedKey(record.key);
      const known = seen.get(folded);
      if (known === undefined) seen.set(folded, record.key);
      if (known === undefined || known === record.key || told.has(record.key)) return [];
      told.add(record.key);
      return [lookalike(record, known)];
    });
}

function foldedKey(key: string): string {
  return key
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Default_Ignorable_Code_Point}\p{P}\p{S}\s]+/gu, '');
}

function lookalike({ key, place }: ListingRecord, known: string): Diagnostic {
  return {
    code: 'key-lookalike',
    severity: 'warning',
    message: `The key '${key}' looks like '${known}', and is another record.`,
    hint: 'If they are the same, write the key as the other one; else give one of them another name.',
    place,
    record: key,
  };
}
