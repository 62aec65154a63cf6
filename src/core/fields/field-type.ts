/**
 * A field type is a lens between an argument's wikitext and a typed value, and between that value
 * and what a data file holds. Two laws hold for each, and are tested over the registry:
 * `write(read(text), text) = text` and `read(write(value, text)) = value`.
 *
 * A type sees the argument's text without the white space and comments at its ends, with `{{!}}`
 * outside of links and nested calls as `|`, and never an empty one: what is empty is the value ''
 * for all types alike. What could break out of the argument is not its affair either: the writer
 * escapes or refuses that.
 */
import type { FieldValue } from '../value.ts';

/** How one listing's field is set up, beyond its type. All of it comes from the config. */
export interface FieldOptions {
  /** `date`: patterns of `yyyy MM dd M d MMM MMMM`, tried in order. Default: `yyyy-MM-dd` alone. */
  readonly formats?: readonly string[];
  /** `choice` and `flag`: the value's name and the spellings that mean it; the first is written. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
  /** `list` and `people`: what stands between items where the page shows no habit. */
  readonly separator?: string;
}

/** What reading gave: a value, or why there is none. */
export type Reading =
  | {
      readonly kind: 'value';
      readonly value: FieldValue;
      /** Worth a look though it could be read, such as an ambiguous date: one sentence. */
      readonly doubt?: string;
    }
  /** One clause that completes "cannot be read: …", such as `'Hard' is none of low, high`. */
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Markup that a written value may bring to a page where there was none. */
export type Markup = 'link' | 'external-link' | 'any';

/** A kind of field. To add one, see CONTRIBUTING. */
export interface FieldType {
  /** As the config's `type` names it. */
  readonly name: string;
  /** One sentence for the reference. */
  readonly summary: string;
  /** The options that mean something to it; others are refused in the config. */
  readonly options: readonly (keyof FieldOptions)[];
  /** Kinds of markup that a value may introduce; `any` is all that stays within the argument. */
  readonly markup: readonly Markup[];
  /** Reads an argument's text. */
  readonly read: (text: string, options: FieldOptions) => Reading;
  /**
   * Writes a value as an argument's text.
   *
   * @param previousText the text that stands there now, whose style is kept where it has one (and
   * which is returned as it is if it reads as the value); `undefined` for a new argument
   */
  readonly write: (
    value: FieldValue,
    previousText: string | undefined,
    options: FieldOptions,
  ) => string;
  /**
   * Reads what a data file holds: a string from a format that knows strings only (YAML is read so,
   * and CSV), or a boolean, number, list or mapping.
   */
  readonly fromData: (data: FieldValue, options: FieldOptions) => Reading;
  /** What a data file shall hold for a value; never fails for a value that was read. */
  readonly toData: (value: FieldValue, options: FieldOptions) => FieldValue;
}

/** A reading that worked. */
export function readAs(value: FieldValue, doubt?: string): Reading {
  return doubt === undefined ? { kind: 'value', value } : { kind: 'value', value, doubt };
}

/** A reading that did not. */
export function unreadable(reason: string): Reading {
  return { kind: 'unreadable', reason };
}
