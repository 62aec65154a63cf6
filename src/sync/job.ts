/** What one listing's commands work with. */
import type { DataFormat } from '../core/data-file.ts';
import type { GuardLimits } from '../core/plan/guards.ts';
import type { RecordSchema } from '../core/schema.ts';
import type { StateStore } from '../state/store.ts';
import type { Wiki } from '../wiki/wiki.ts';

/** One listing, wired to its wiki, its data file and the state folder. */
export interface ListingJob {
  readonly name: string;
  readonly wiki: Wiki;
  /** The page's title, as the config has it. */
  readonly page: string;
  readonly data: {
    readonly path: string;
    /** The path as the user knows it, for reports and places. */
    readonly shownPath: string;
    readonly format: DataFormat;
  };
  readonly schema: RecordSchema;
  readonly guards: GuardLimits;
  /** Guards that a person allows for this run. */
  readonly allowed: ReadonlySet<string>;
  /** What the edit's summary begins with. */
  readonly summary: string;
  readonly state: StateStore;
  readonly log: Log;
}

/** Where a run tells what it is doing: never on stdout. */
export type Log = (
  level: 'debug' | 'info' | 'warn',
  message: string,
  details?: Readonly<Record<string, string | number>>,
) => void;
