/** A plan: everything that a run would do, as one value that reports print and commands apply. */
import type { Diagnostic } from '../diagnostic.ts';
import type { FieldValue } from '../value.ts';

/** A side that a plan changes. */
export type Side = 'page' | 'data';

/** One field's step; an absent value is a field that is absent. */
export interface FieldChange {
  readonly field: string;
  readonly before?: FieldValue;
  readonly after?: FieldValue;
}

/** What happens to one record on one side. Its fields stand in the config's order. */
export interface Change {
  /**
   * `move` goes to another section and `rename` gives another key, whatever else changes with it;
   * `update` changes other fields only.
   */
  readonly kind: 'create' | 'update' | 'delete' | 'move' | 'rename';
  /** The record's key on that side before the change; for `create` its new one. */
  readonly key: string;
  readonly fields: readonly FieldChange[];
}

/** Both sides changed differently what they share: neither is touched until a person decides. */
export interface Conflict {
  readonly key: string;
  /** `undefined` if the record as a whole is meant: deleted on one side, edited on the other. */
  readonly field?: string;
  readonly base?: FieldValue;
  readonly data?: FieldValue;
  readonly wiki?: FieldValue;
  /** One sentence that says who did what. */
  readonly reason: string;
}

/** A limit on the size of a plan, as it turned out. */
export interface GuardResult {
  readonly side: Side;
  /** What it counts: the change's kind, or `empty` for a side that lost all its records. */
  readonly guard: Change['kind'] | 'empty';
  readonly count: number;
  /** How many records that side has now. */
  readonly of: number;
  /** As configured: `30%`, or a number. */
  readonly limit: string;
  readonly tripped: boolean;
  /** The command-line option that allows it for this run only: `--allow delete`. */
  readonly allow: string;
}

/** How many changes of each kind there are on one side. */
export type ChangeCounts = Readonly<Record<Change['kind'], number>>;

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
  /** Changes to make in the data file, in its order; created ones in the page's. */
  readonly toData: readonly Change[];
  readonly conflicts: readonly Conflict[];
  readonly guards: readonly GuardResult[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Counts a side's changes by kind. */
export function countChanges(changes: readonly Change[]): ChangeCounts {
  const counts = { create: 0, update: 0, delete: 0, move: 0, rename: 0 };
  for (const change of changes) counts[change.kind] += 1;
  return counts;
}
