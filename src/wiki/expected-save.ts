/** A save that is to come, and what is begun for it. */
import { setImmediate } from 'node:timers/promises';
import { prepareToSave } from './before-edit.ts';
import type { WikiContext } from './context.ts';
import type { Revision } from './wiki.ts';

/** At most one save is expected at a time: another takes its place. */
export class ExpectedSave {
  readonly #context: WikiContext;
  #expected: { readonly base: Revision; readonly look: Promise<void> } | undefined;

  constructor(context: WikiContext) {
    this.#context = context;
  }

  /** A page was read that is likely to be saved: the login is on its way when this returns. */
  async logIn(): Promise<void> {
    this.#context.connection.logInAhead();
    // What follows may let nothing else happen for a while.
    await setImmediate();
  }

  /** See `Wiki.expectSave`. */
  expect(base: Revision): void {
    const { connection, pace } = this.#context;
    // One that is not to be sent at once is looked at when it is.
    if (!pace.isFree()) connection.logInAhead();
    else if (this.#expected?.base !== base) {
      const look = prepareToSave(this.#context, base);
      this.#expected = { base, look };
      // It is told by the save.
      look.catch(() => undefined);
    }
  }

  /** Ends what was begun, if it was for this base. @throws {SyncError} what `Wiki.prepareSave` throws */
  async come(base: Revision): Promise<void> {
    const expected = this.#expected;
    this.#expected = undefined;
    if (expected?.base.revisionId === base.revisionId) await expected?.look;
  }
}
