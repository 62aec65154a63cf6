/** What ends all saving on a wiki for the rest of a run. */
import { SyncError } from '../errors.ts';

/** How many edits a filter may refuse before it is taken for a no to the bot itself. */
const mostRefusedByFilter = 2;

/** Remembers why nothing more may be saved. */
export class Halt {
  #reason: SyncError | undefined;
  #refusedByFilter = 0;

  /** Lets nothing more be saved, for this reason, which it gives back. */
  set(reason: SyncError): SyncError {
    this.#reason ??= reason;
    return reason;
  }

  /** Counts an edit that a filter refused. */
  countFilter(reason: SyncError): void {
    this.#refusedByFilter += 1;
    if (this.#refusedByFilter >= mostRefusedByFilter) this.set(reason);
  }

  /** @throws {SyncError} the reason, if there is one */
  check(): void {
    if (this.#reason === undefined) return;
    const { code, message, hint, detail } = this.#reason;
    throw new SyncError(code, `Nothing more is saved on this wiki in this run: ${message}`, {
      ...(hint === undefined ? {} : { hint }),
      ...(detail === undefined ? {} : { detail }),
    });
  }
}
