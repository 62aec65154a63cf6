/** How listings stand, as data: every format renders this one value. */
import type { ChangeCounts } from '../core/change.ts';
import type { Diagnostic } from '../core/diagnostic.ts';

/**
 * `outdated` is one side behind the other, and `diverged` each behind the other; `unchecked` says
 * that nobody knows, which is never the same as `ok`.
 */
export type StatusState =
  | 'ok'
  | 'outdated'
  | 'diverged'
  | 'conflicted'
  | 'never-synced'
  | 'unchecked';

/** One listing. */
export interface ListingStatus {
  readonly listing: string;
  readonly wiki: string;
  readonly page: string;
  readonly dataFile: string;
  readonly state: StatusState;
  /** Why it could not be checked, or would be refused. */
  readonly reason?: string;
  /** What is pending on each side. */
  readonly toPage: ChangeCounts;
  readonly toData: ChangeCounts;
  readonly conflicts: number;
  /** The last run that wrote something and came to its end. */
  readonly lastRun?: PastRun;
  /** The last run that brought a whole side in step, or found it so; absent if none is known. */
  readonly lastGood?: PastRun;
  /** Runs since then that went wrong; absent if none did. */
  readonly trouble?: { readonly runs: number; readonly reason: string };
}

/** When a run was, by this machine's clock. */
export interface PastRun {
  readonly run: string;
  readonly command: string;
  /** ISO 8601. */
  readonly time: string;
  readonly ageSeconds: number;
}

/** All that were asked for. */
export interface StatusReport {
  readonly listings: readonly ListingStatus[];
  readonly diagnostics: readonly Diagnostic[];
}
