/** A plan: everything that a run would do, as one value that reports print and commands apply. */
import type { Change, Conflict } from '../change.ts';
import type { Diagnostic } from '../diagnostic.ts';

/** A side that a plan changes. */
export type Side = 'page' | 'data';

/** A limit on the size of a plan, as it turned out. */
export interface GuardResult {
  /** Where the changes are, or where a canary is missing. */
  readonly side: Side;
  /** What it limits; `empty` is what allows for a side that lost all its records. */
  readonly guard: Change['kind'] | 'recreate' | 'size' | 'canary' | 'empty';
  readonly unit: 'records' | 'bytes';
  /** How many are concerned; what is lost counts even if a conflict holds it. */
  readonly count: number;
  /**
   * Of how many: those that the side has now; for `recreate` those that both sides last agreed on,
   * for `canary` all canaries.
   */
  readonly of: number;
  /** What the limit comes to here: `30%`, `5`, `3 (30% of at least 10)`. */
  readonly limit: string;
  /** `size`: whether the page gets longer or shorter. */
  readonly direction?: 'more' | 'fewer';
  /** `canary`: the records that are not there, as the config has them. */
  readonly missing?: readonly string[];
  readonly tripped: boolean;
  /** The command-line option that allows it for this run only: `--allow delete`. */
  readonly allow: string;
}

/** Something that changes on the page around its records. */
export interface AroundChange {
  /**
   * `spot` is a derived text or list; `heading` one that comes back; `order` that records change
   * places; `prose` that what people wrote is replaced.
   */
  readonly what: 'spot' | 'heading' | 'order' | 'prose';
  /** The spot's name, or the heading's text; for the others a few words. */
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
}

/** The plan of one listing. Same inputs give the same plan, in the same order. */
export interface Plan {
  readonly listing: string;
  readonly wiki: string;
  /** The page's title. */
  readonly page: string;
  /** The revision that was read; `undefined` on a folder wiki. */
  readonly baseRevision?: number;
  /** The data file's path as the user knows it. */
  readonly dataFile: string;
  /** SHA-256, in hex, of what was planned from. */
  readonly digests: { readonly mapping: string; readonly data: string; readonly page: string };
  /** Changes to make on the page, in the page's order; created ones in the data file's. */
  readonly toPage: readonly Change[];
  /** Changes to make on the page around its records; absent if there are none. */
  readonly around?: readonly AroundChange[];
  /** Changes to make in the data file, in its order; created ones in the page's. */
  readonly toData: readonly Change[];
  readonly conflicts: readonly Conflict[];
  readonly guards: readonly GuardResult[];
  readonly diagnostics: readonly Diagnostic[];
}

/** How many changes a plan makes on the page. */
export function pageChanges({ toPage, around = [] }: Pick<Plan, 'toPage' | 'around'>): number {
  return toPage.length + around.length;
}
