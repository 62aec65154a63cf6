/**
 * What a data format reads and writes, before the fields' types have their say.
 *
 * It stands in core because both the data formats and the plan speak of it.
 */
import type { Checked, Diagnostic, Place } from './diagnostic.ts';
import type { FieldValue } from './value.ts';

/** One record as a data file holds it: names and plain values in the file's order. */
export interface DataRecord {
  readonly values: ReadonlyMap<string, FieldValue>;
  /** Where the record begins. */
  readonly place: Place;
  /** Where each value stands. */
  readonly places: ReadonlyMap<string, Place>;
}

/** A data file's records in its order. */
export interface DataFile {
  readonly records: readonly DataRecord[];
}

/** One step of a change to a data file. `record` and `after` count the *original* records from 0. */
export type DataChange =
  | {
      readonly kind: 'set';
      readonly record: number;
      readonly field: string;
      readonly value: FieldValue;
    }
  | { readonly kind: 'unset'; readonly record: number; readonly field: string }
  | {
      readonly kind: 'insert';
      /** The original record that it follows; -1 for the front. Equal ones keep their order. */
      readonly after: number;
      /** In the order in which they shall stand. */
      readonly values: ReadonlyMap<string, FieldValue>;
    }
  | { readonly kind: 'remove'; readonly record: number };

/** A kind of data file: text in, text out. To add one, see CONTRIBUTING. */
export interface DataFormat {
  readonly name: string;
  /** With their dot: `.yaml`. */
  readonly extensions: readonly string[];
  /** Whether a value is one string whatever its type, as in a table: the type's text form. */
  readonly isFlat?: boolean;
  /** The text of a file without records, for a first pull. */
  readonly emptyText: (fieldOrder: readonly string[]) => string;
  /**
   * Reads a file's text.
   *
   * @param source the file's path as the user knows it, for places
   */
  readonly parse: (text: string, source: string) => Checked<DataFile>;
  /** What is worth a look in a file that can be read, for `check`. */
  readonly lint: (text: string, source: string) => readonly Diagnostic[];
  /**
   * Applies changes to a file's text; what they do not touch stays as it is, byte for byte.
   *
   * @param fieldOrder where a value that is added to a record goes: after the nearest of its
   * predecessors in this list that the record has
   */
  readonly edit: (
    text: string,
    changes: readonly DataChange[],
    fieldOrder: readonly string[],
  ) => string;
}
