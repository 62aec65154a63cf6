/** Fixes that people took back. */
import type { Change } from '../change.ts';
import type { PageVersion } from '../history/page-history.ts';
import { type FieldValue, sameValue } from '../value.ts';

/** A field that a fix was made to, and the revision that took it back. */
export interface TakenBack {
  readonly key: string;
  readonly field: string;
  readonly revision: number;
}

/**
 * The fields that would get a value which the account gave them once, and which they have not any
 * more. What a field had before does not count: a fix is made of what could not be read.
 *
 * @param versions oldest first
 */
export function fixesTakenBack(
  changes: readonly Change[],
  versions: readonly PageVersion[],
): readonly TakenBack[] {
  return changes.flatMap(({ key, fields }) =>
    fields.flatMap(({ field, after }) => {
      const has = versions.map((version) => sameValue(valueIn(version, key, field), after));
      const made = versions.findLastIndex(
        ({ info }, index) => info.isOwn && has[index] === true && has[index - 1] === false,
      );
      if (made === -1) return [];
      const undone = versions.find((_, index) => index > made && has[index] === false);
      return undone === undefined ? [] : [{ key, field, revision: undone.info.revision }];
    }),
  );
}

function valueIn({ records }: PageVersion, key: string, field: string): FieldValue | undefined {
  return records?.records.find((record) => record.key === key)?.values.get(field);
}
