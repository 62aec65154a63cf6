/** Who last changed each field of a listing, as data: every format renders this one value. */

import type { Diagnostic } from '../core/diagnostic.ts';
import type { BlameEntry } from '../core/history/blame.ts';

/** One listing's fields, and how far back was looked. */
export interface BlameReport {
  readonly listing: string;
  readonly wiki: string;
  readonly page: string;
  readonly dataFile: string;
  readonly entries: readonly BlameEntry[];
  /** Revisions of the page that were read; it may have older ones. */
  readonly revisions: number;
  readonly isWhole: boolean;
  /** What is wrong with the sides, where that is all there is to say. */
  readonly diagnostics: readonly Diagnostic[];
}
