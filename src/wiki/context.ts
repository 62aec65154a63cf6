/** What reading and saving on one MediaWiki share. */
import type { SyncError } from '../errors.ts';
import type { Connection } from './connection.ts';
import type { Halt } from './halt.ts';
import type { Pacing } from './pace.ts';

/** A wiki, its settings, and what is remembered of it while the program runs. */
export interface WikiContext {
  /** As the config calls it. */
  readonly name: string;
  /** Title of the page on which people stop the bot. */
  readonly stop: string | undefined;
  /** Whether edits are marked as a bot's, and as minor. */
  readonly bot: boolean;
  readonly minor: boolean;
  readonly connection: Connection;
  /** Allows the run so many requests more. */
  readonly grantRequests: (requests: number) => void;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Milliseconds after which an edit that was sent cannot come true any more. */
  readonly settleTime: number;
  /** Milliseconds, by our clock. */
  readonly now: () => number;
  readonly pace: Pacing;
  readonly halt: Halt;
  /** Templates on a page that ask others to leave it alone for now. */
  readonly holds: readonly string[];
  /** Whether a message on the account's talk page stops it. */
  readonly heedsMessages: boolean;
  /** What was seen when a revision was read, by revision id. */
  readonly reads: Map<number, SeenState>;
}

/** What a read showed that decides whether an edit may be sent. */
export interface SeenState {
  /** When the read was answered, by the wiki's clock: the edit's `starttimestamp`. */
  readonly wikiTime: string | undefined;
  /** When, in milliseconds, by our clock. */
  readonly time: number;
  /** The stop page's revision; 0 if there is none. */
  readonly stopRevision: number;
  /** Whether it was the account that read: else nothing is known of what it may do. */
  readonly isAccounts: boolean;
  /** Why no edit may be sent. */
  readonly obstacle: SyncError | undefined;
}
