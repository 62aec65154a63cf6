/** What one listing's commands work with. */
import type { DataFormat } from '../core/data-file.ts';
import type { CheckSettings } from '../core/lint/settings.ts';
import type { Maker } from '../core/made/plan-made.ts';
import type { GuardLimits } from '../core/plan/guards.ts';
import type { NamedListing } from '../core/plan/page-layout.ts';
import type { RecordSchema } from '../core/schema.ts';
import { SyncError } from '../errors.ts';
import type { TrackedFile } from '../git/tracked-file.ts';
import type { StateStore } from '../state/store.ts';
import type { Wiki } from '../wiki/wiki.ts';
import type { SharedPages } from './other-pages.ts';
import type { RunInfo } from './run-id.ts';

/** One listing, wired to its wiki, its data file and the state folder. */
export interface ListingJob {
  /** Of a listing of several pages, the one's: `projects@2014`. */
  readonly name: string;
  readonly run: RunInfo;
  /** What pages are made of the listing's records, where this is not about the listing itself. */
  readonly maker?: MakerSetup;
  /** The jobs of all pages of the listing; absent if it has one. */
  readonly shared?: SharedPages;
  /** Whether the run comes back to this page once the listing's others are through. */
  readonly mayWait?: boolean;
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
  /** The file that says how the page is made, and what on it is derived. */
  readonly layout?: { readonly path: string; readonly shownPath: string };
  /** The other listings of the page, if there are some. */
  readonly neighbours?: readonly NamedListing[];
  /** SHA-256, in hex, of all settings that decide what a plan does, and where. */
  readonly configDigest: () => string;
  /** Of wikisync itself: another one may see something else in the same sides. */
  readonly version: string;
  readonly guards: GuardLimits;
  readonly check: CheckSettings;
  /** Guards that a person allows for this run. */
  readonly allowed: ReadonlySet<string>;
  /** Which side conflicts go to, if a person said so for this run. */
  readonly prefer?: 'data' | 'wiki';
  /** What the edit's summary begins with. */
  readonly summary: string;
  /** What the mark of a sync point says in words. */
  readonly marker: string;
  /** The data file as git sees it; `undefined` outside of a work tree. */
  readonly tracked: () => Promise<TrackedFile | undefined>;
  /** `Name <mail>` of people, by their names on the wiki. */
  readonly authors: ReadonlyMap<string, string>;
  readonly state: StateStore;
  /** How many milliseconds it may go without a good run, and whether this run is kept as one or as none. */
  readonly health?: { readonly maxAge?: number | undefined; readonly isKept: boolean };
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A name that nothing else has. */
  readonly newId: () => string;
  readonly hasWritten: () => boolean;
  /** Takes so many characters of what the log has room for of the run; `false` if it has none left. */
  readonly takeRoom: (characters: number) => boolean;
  /** Once it is aborted, what is under way is brought to its end, and nothing else is begun. */
  readonly stopping: AbortSignal;
}

/** How pages are made of a listing's records. */
export interface MakerSetup extends Maker {
  /** The listing's name in the config. */
  readonly listing: string;
  readonly layout: { readonly path: string; readonly shownPath: string };
  /** Titles of all listings of the wiki: no page is made under one of these. */
  readonly taken: readonly string[];
  /** Whether the run is over the listing too, before this. */
  readonly followsListing: boolean;
}

/** @throws {SyncError} interrupted, if the run is to stop */
export function refuseIfStopping({ stopping }: Pick<ListingJob, 'stopping'>): void {
  if (!stopping.aborted) return;
  throw new SyncError('interrupted', 'The run was stopped before this was written.', {
    hint: 'Nothing is half-done; run again.',
  });
}

/** Where a run tells what it is doing: never on stdout. */
export type Log = (
  level: 'debug' | 'info' | 'warn',
  message: string,
  details?: Readonly<Record<string, string | number>>,
) => void;
