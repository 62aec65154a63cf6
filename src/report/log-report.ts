/** The run log, as data: every format renders this one value. */
import type { ChangeCounts } from '../core/change.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Side } from '../core/plan/plan.ts';

/** What became of a write; `open` is not known yet, `unknown` never will be. */
export type WriteResult =
  | 'done'
  | 'merged'
  | 'changed'
  | 'not-done'
  | 'unclear'
  | 'open'
  | 'unknown';

/** One write of a run. */
export interface LogWrite {
  readonly side: Side;
  readonly counts: ChangeCounts;
  readonly result: WriteResult;
  /** The page's revision that it was made from. */
  readonly baseRevision?: number;
  /** The one that came of it, and where people see what it changed. */
  readonly revision?: number;
  readonly link?: string;
}

/** What one run did to one listing. */
export interface LogEntry {
  readonly run: string;
  readonly command: string;
  /** ISO 8601. */
  readonly time: string;
  readonly listing: string;
  readonly wiki: string;
  readonly page: string;
  readonly dataFile: string;
  readonly writes: readonly LogWrite[];
  /** Of the data file. */
  readonly commits: readonly string[];
  /** `cut-off`: it did not come to its end. */
  readonly outcome: 'done' | 'refused' | 'failed' | 'cut-off';
  /** Why it was refused or failed. */
  readonly reason?: string;
  /** The run that it took back, and the one that took it back. */
  readonly undoes?: string;
  readonly undoneBy?: string;
}

/** Runs, newest first. */
export interface LogReport {
  readonly entries: readonly LogEntry[];
  readonly diagnostics: readonly Diagnostic[];
}
