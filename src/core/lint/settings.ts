/** What the config says of `check`. */
import type { Place } from '../diagnostic.ts';
import type { Level, LintOptions } from './rule.ts';

/** A finding that people know of, and why it stays. */
export interface Waiver {
  readonly rule: string;
  /** The record's key. */
  readonly record: string;
  /** All of the record's fields if absent. */
  readonly field?: string;
  readonly reason: string;
  /** The last day on which it holds, as ISO 8601; for good if absent. */
  readonly until?: string;
  /** Where the config has it. */
  readonly place: Place;
}

/** A listing's settings for `check`. */
export interface CheckSettings {
  /** By rule; those that are not there have their own. */
  readonly levels: ReadonlyMap<string, Level>;
  readonly options: LintOptions;
  readonly waivers: readonly Waiver[];
}

/** What holds if the config says nothing. */
export const defaultCheck: CheckSettings = { levels: new Map(), options: {}, waivers: [] };
