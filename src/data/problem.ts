import type { Diagnostic, Place } from '../core/diagnostic.ts';
import type { DiagnosticCode } from '../core/diagnostic-code.ts';

/** Something wrong with a data file, before its offset is turned into a place. */
export interface Problem {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly hint: string;
  /** In UTF-16 code units, counted from 0. */
  readonly offset: number;
  /** The field's name, where it concerns one. */
  readonly field?: string;
}

/** Problems as errors, in the order in which they stand in the file. */
export function errorsOf(
  problems: readonly Problem[],
  places: (offset: number) => Place,
): readonly Diagnostic[] {
  return problems
    .toSorted((a, b) => a.offset - b.offset)
    .map(({ offset, ...problem }) => ({ ...problem, severity: 'error', place: places(offset) }));
}
