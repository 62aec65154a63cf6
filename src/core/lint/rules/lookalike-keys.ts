import type { ListingRecord } from '../../record.ts';
import type { Finding, LintInput, LintRule } from '../rule.ts';

/**
 * Warns of each record whose key differs from an earlier one's, on either side, in nothing but case,
 * punctuation, spaces, or signs that are not seen.
 */
export const lookalikeKeys: LintRule = {
  code: 'key-lookalike',
  summary: 'A key differs from another in case, punctuation, spaces or unseen signs alone.',
  level: 'warning',
  find: ({ page, data }: LintInput) => {
    const seen = new Map<string, string>();
    const told = new Set<string>();
    const records = [...(page?.read.set.records ?? []), ...data.read.set.records];
    return records.flatMap((record) => {
      const folded = foldedKey(record.key);
      const known = seen.get(folded);
      if (known === undefined) seen.set(folded, record.key);
      if (known === undefined || known === record.key || told.has(record.key)) return [];
      told.add(record.key);
      return [lookalike(record, known)];
    });
  },
};

function foldedKey(key: string): string {
  return key
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Default_Ignorable_Code_Point}\p{P}\p{S}\s]+/gu, '');
}

function lookalike({ key, place }: ListingRecord, known: string): Finding {
  return {
    message: `The key '${key}' looks like '${known}', and is another record.`,
    hint: 'If they are the same, write the key as the other one; else give one of them another name.',
    place,
    record: key,
  };
}
