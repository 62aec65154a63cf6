/** A save that comes next, and what is begun for it. */
import { setImmediate } from 'node:timers/promises';
import { prepareToSave } from './before-edit.ts';
import type { WikiContext } from './context.ts';
import { HeadStart } from './head-start.ts';
import type { Revision } from './wiki.ts';

/** At most one save is expected at a time: another takes its place. */
export class ExpectedSave {
  readonly #context: WikiContext;
  #isLikely = false;
  #expected: { readonly base: Revision; readonly look: HeadStart } | undefined;

  constructor(context: WikiContext) {
    this.#context = context;
  }

  /** See `Wiki.expectSave`. */
  expect(base: Revision | undefined): void {
    const { connection, pace } = this.#context;
    if (base === undefined) this.#isLikely = true;
    // One that is not to be sent at once is looked at when it is.
    else if (!pace.isFree()) connection.logInAhead();
    else if (this.#expected?.base !== base) {
      const look = new HeadStart(() => prepareToSave(this.#context, base));
      this.#expected = { base, look };
      look.begin();
    }
  }

  /** A page was read: a login that is likely to be needed is on its way when this returns. */
  async afterRead(): Promise<void> {
    if (!this.#isLikely) return;
    this.#isLikely = false;
    this.#context.connection.logInAhead();
    // What follows may let nothing else happen for a while.
    await setImmediate();
  }

  /** Ends what was begun, if it was for this base. @throws {SyncError} what `Wiki.prepareSave` throws */
  async come(base: Revision): Promise<void> {
    const expected = this.#expected;
    this.#expected = undefined;
    if (expected?.base.revisionId === base.revisionId) await expected?.look.end();
  }
}
