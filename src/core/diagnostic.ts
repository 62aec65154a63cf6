/** Wrong input as data: collected, shown together, and never thrown. */
import type { DiagnosticCode } from './diagnostic-code.ts';

/** Where in an input something stands. */
export interface Place {
  /** A file's path as the user knows it, or a page as `wiki:Title`. */
  readonly source: string;
  /** Counted from 1; `undefined` where the whole source is meant. */
  readonly line?: number;
  /** In UTF-16 code units, counted from 1. */
  readonly column?: number;
}

/**
 * How much something matters: an `error` ends the run with code 1, a `warning` asks for a look, a
 * `notice` is worth knowing.
 */
export type Severity = 'error' | 'warning' | 'notice';

/** Something wrong with an input, or worth knowing about it. */
export interface Diagnostic {
  /** Stable, in kebab-case: what scripts and documentation refer to. */
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** One sentence: what is wrong, with the value in quotes. */
  readonly message: string;
  /** One sentence: what to do about it. */
  readonly hint?: string;
  readonly place?: Place;
  /** The record's key, where it concerns one. */
  readonly record?: string;
  /** The field's name, where it concerns one. */
  readonly field?: string;
}

/** A value read from outside, with what was found wrong; no value where nothing could be read. */
export interface Checked<T> {
  readonly value?: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether any of the diagnostics is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}

/**
 * Turns a text's offsets, in UTF-16 code units from 0, into places: its lines are found once.
 */
export function placesIn(source: string, text: string): (offset: number) => Place {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { source, line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

/** A place as compilers print it: `source:line:column`. */
export function placeText(place: Place): string {
  return [place.source, place.line, place.column].filter((part) => part !== undefined).join(':');
}
