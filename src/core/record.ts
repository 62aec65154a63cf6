/** Records as both sides have them, once read. */
import type { Place } from './diagnostic.ts';
import type { FieldValue } from './value.ts';

/**
 * One entry of a listing. (Not `Record`: TypeScript has one.)
 *
 * Its values are keyed by field name. A field that is absent has no entry; one whose text its type
 * cannot read has none either, and is named in `unread`: it takes no part in merging.
 */
export interface ListingRecord {
  /** The key field's value in the form that identifies it: see `recordKey`. */
  readonly key: string;
  readonly values: ReadonlyMap<string, FieldValue>;
  /** Names of fields that are present but could not be read. */
  readonly unread: ReadonlySet<string>;
  readonly place: Place;
}

/** One side's records, in its order. */
export interface RecordSet {
  readonly records: readonly ListingRecord[];
  /**
   * Keys that take no part in this run, on either side: they stand twice, or their record cannot
   * be trusted.
   */
  readonly quarantined: ReadonlySet<string>;
  /** How many entries have no readable key: reported, and left alone. */
  readonly unidentified: number;
}

/**
 * The form in which keys are compared: NFC, white space runs and underscores as one space, as
 * MediaWiki treats titles; comments do not count.
 */
export function recordKey(text: string): string {
  return text
    .replace(/<!--[\s\S]*?-->/g, '')
    .normalize('NFC')
    .replace(/[\s_]+/gu, ' ')
    .trim();
}
