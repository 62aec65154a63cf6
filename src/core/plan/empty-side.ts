/** A side that had records and has none: an accident, until a person says otherwise. */
import type { Diagnostic } from '../diagnostic.ts';
import type { Base } from '../reconcile/base.ts';
import type { RecordSet } from '../record.ts';
import { isWithoutRecords } from './guards.ts';

/** The sides, and how to speak of them. */
export interface SidesToJudge {
  readonly base: Base | undefined;
  readonly page: JudgedSide;
  readonly data: JudgedSide;
}

interface JudgedSide {
  readonly set: RecordSet;
  readonly source: string;
  /** How many of its records went to, or come from, other pages of the listing. */
  readonly elsewhere: number;
}

/** An error if a side lost all its records; none on first contact. */
export function emptySide({ base, page, data }: SidesToJudge): Diagnostic | undefined {
  const known = base?.records.size ?? 0;
  if (known === 0) return undefined;
  const isEmpty = ({ set, elsewhere }: JudgedSide): boolean =>
    elsewhere === 0 && isWithoutRecords(set);
  const isPage = isEmpty(page);
  if (!isPage && !isEmpty(data)) return undefined;
  return {
    code: 'side-empty',
    severity: 'error',
    message: `The ${isPage ? 'page' : 'data file'} has no records, where both sides agreed on ${known} before.`,
    hint: isPage
      ? 'Was the page blanked, or its template renamed? If it is meant, allow it with --allow empty.'
      : 'Restore the data file; if it is meant, allow it with --allow empty.',
    place: { source: isPage ? page.source : data.source },
  };
}
