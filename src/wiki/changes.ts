/** What is asked and told of a wiki's recent changes. */

/** Which pages are watched. */
export interface ChangesRequest {
  readonly titles: readonly string[];
  /** Where the last look ended; absent for the first. */
  readonly since: string | undefined;
}

/** What was changed since the last look: all at first, and where it cannot be told. */
export interface SeenChanges {
  readonly changed: readonly string[];
  /** Where the next look begins: the wiki's own affair. */
  readonly position: string;
}
