/** What a connection to a wiki is made of. */
import type { Budget } from './budget.ts';
import type { Credentials } from './credentials.ts';
import type { Turns } from './rest.ts';
import type { Session } from './session.ts';

/** What a connection is made of. */
export interface ConnectionOptions {
  /** As the config calls the wiki. */
  readonly wiki: string;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly turns: Turns;
  readonly credentials: Credentials;
  /** Whether even reading needs a login: then it is not tried without. */
  readonly isPrivate: boolean;
  /** Called once, when the first request is sent. */
  readonly open: () => Promise<Session>;
  readonly budget: Budget;
}
