/** Versions of a page that were. */

/** The account's own edits of a page. */
export interface OwnEdits {
  readonly account: string;
  /** Newest first. */
  readonly edits: readonly OwnEdit[];
  /** Whether there are no more than these. */
  readonly isComplete: boolean;
}

/** One of the account's own edits. */
export interface OwnEdit {
  readonly revisionId: number;
  /** `undefined` if it is hidden. */
  readonly summary: string | undefined;
}

/** A version of a page, as the history has it. */
export interface PastRevision extends OwnEdit {
  /** The revision that it was made from; 0 for the page's first. */
  readonly parentId: number;
  readonly timestamp: string;
  /** Who made it; `undefined` if that is hidden. */
  readonly user: string | undefined;
  /** Whether the account itself made it. */
  readonly isOwn: boolean;
  /** What the wiki itself says about it, such as `mw-undo`. */
  readonly tags: readonly string[];
  /** `undefined` if it is hidden, or was not asked for. */
  readonly text: string | undefined;
}
