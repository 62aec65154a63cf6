/** What a look at a wiki, an account or a page found: told in order, right things included. */
import type { DiagnosticCode } from './diagnostic-code.ts';
import type { SyncErrorCode } from './error-code.ts';
import type { FindingCode } from './finding-code.ts';

/** A finding's own code, or that of a diagnostic or an error that it passes on. */
export type FoundCode = FindingCode | DiagnosticCode | SyncErrorCode;

/** One thing that was looked at. */
export interface Finding {
  /** Stable, in kebab-case: what scripts and documentation refer to. */
  readonly code: FoundCode;
  /** A `problem` keeps a listing from being synced, a `warning` asks for a look. */
  readonly level: 'ok' | 'warning' | 'problem';
  /** What was looked at, in a word or two. */
  readonly subject: string;
  /** What was seen: one sentence. */
  readonly seen: string;
  /** What to do about it: one or two sentences. */
  readonly advice?: string;
  /** A problem that goes by itself: to try again later is all that is to be done. */
  readonly passes?: true;
}

/** All is well with a subject. */
export function ok(subject: string, code: FoundCode, seen: string, advice?: string): Finding {
  return { code, level: 'ok', subject, seen, ...(advice === undefined ? {} : { advice }) };
}

/** Worth a look. */
export function warning(subject: string, code: FoundCode, seen: string, advice: string): Finding {
  return { code, level: 'warning', subject, seen, advice };
}

/** It keeps a listing from being synced. */
export function problem(subject: string, code: FoundCode, seen: string, advice: string): Finding {
  return { code, level: 'problem', subject, seen, advice };
}

/** So does this, for a while. */
export function passing(subject: string, code: FoundCode, seen: string, advice: string): Finding {
  return { code, level: 'problem', subject, seen, advice, passes: true };
}
