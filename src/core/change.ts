/** What happens to records: the steps that a plan is made of. */
import type { FieldValue } from './value.ts';

/** One field's step; an absent value is a field that is absent. */
export interface FieldChange {
  readonly field: string;
  readonly before?: FieldValue;
  readonly after?: FieldValue;
}

/** Who made a revision, and when. */
export interface RevisionInfo {
  readonly revision: number;
  /** ISO 8601, by the wiki's clock. */
  readonly time: string;
  /** `undefined` if that is hidden. */
  readonly user: string | undefined;
  /** Whether the account itself made it. */
  readonly isOwn: boolean;
  /** Where people see what it changed. */
  readonly link: string | undefined;
  /** Where people see who made it. */
  readonly userLink?: string;
}

/** Who made a commit of the data file, and when. */
export interface CommitInfo {
  /** `undefined` if it is not committed yet. */
  readonly commit: string | undefined;
  /** ISO 8601; `undefined` if it is not committed yet. */
  readonly time: string | undefined;
  readonly author: string | undefined;
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
  /** Whether it is a change of the page that a person took back before. */
  readonly isTakenBack?: true;
  /** Whether it is a change that a run made, and that an undo took back. */
  readonly isUndone?: true;
  /** Who last changed it on the wiki, as far as the page's history was read. */
  readonly wikiEdit?: RevisionInfo;
  /** Who last changed it in the data file, as far as git tells. */
  readonly dataEdit?: CommitInfo;
}

/** How many changes of each kind there are on one side. */
export type ChangeCounts = Readonly<Record<Change['kind'], number>>;

/** Counts a side's changes by kind. */
export function countChanges(changes: readonly Change[]): ChangeCounts {
  const counts = { create: 0, update: 0, delete: 0, move: 0, rename: 0 };
  for (const change of changes) counts[change.kind] += 1;
  return counts;
}
