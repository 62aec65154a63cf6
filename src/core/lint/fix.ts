/** What `--fix` would do about a finding. */
import type { FieldValue } from '../value.ts';

/** One step; each is about a field that belongs to the data file. */
export type Fix =
  /** Gives the field this value on that side. */
  | {
      readonly kind: 'value';
      readonly side: 'page' | 'data';
      readonly record: string;
      readonly field: string;
      readonly value: FieldValue;
    }
  /** Gives an argument of the record's call the name that was meant. */
  | {
      readonly kind: 'argument-name';
      readonly record: string;
      readonly from: string;
      readonly field: string;
    };
