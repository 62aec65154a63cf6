/** One run of the bot as a process: what stands between it and everything outside. */
import { SyncError } from '../../../src/errors.ts';

/** How a run is troubled, by the number of the call to the outside at which it happens, from 1. */
export interface Troubles {
  /** `kill -9`: the call is not made, and nothing after it. */
  readonly killAt: number | undefined;
  /** SIGTERM: what is under way is brought to its end. */
  readonly stopAt: number | undefined;
  /** A call to the disk that fails; with `lasts`, all that write from then on. */
  readonly disk:
    | { readonly at: number; readonly code: string; readonly lasts: boolean }
    | undefined;
}

/** A process; its calls to the outside are counted, and none is answered once it is dead. */
export class BotProcess {
  readonly pid: number;
  readonly #troubles: Troubles;
  readonly #stopping = new AbortController();
  /** What goes on outside while a call is made. */
  readonly #meanwhile: (call: string) => void;
  readonly killed: Promise<'killed'>;
  #die: (how: 'killed') => void = () => undefined;
  #isDead = false;
  #calls = 0;
  #diskCalls = 0;

  constructor(pid: number, troubles: Troubles, meanwhile: (call: string) => void) {
    this.pid = pid;
    this.#troubles = troubles;
    this.#meanwhile = meanwhile;
    this.killed = new Promise((resolve) => {
      this.#die = resolve;
    });
  }

  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  /** Goes through for a call to the outside; a dead process waits here for ever. */
  async leave(call: string): Promise<void> {
    this.#calls += 1;
    if (this.#calls === this.#troubles.killAt) {
      this.#isDead = true;
      this.#meanwhile(`killed before: ${call}`);
      this.#die('killed');
    }
    if (this.#isDead) await new Promise<never>(() => undefined);
    if (this.#calls === this.#troubles.stopAt) this.#stopping.abort();
    this.#meanwhile(call);
  }

  /** Goes through for a call to the disk. @returns the code with which the disk fails, if it does */
  async leaveForDisk(call: string, writes: boolean): Promise<string | undefined> {
    await this.leave(call);
    this.#diskCalls += 1;
    const { disk } = this.#troubles;
    if (disk === undefined) return undefined;
    const lasts = disk.lasts && writes && this.#diskCalls > disk.at;
    return this.#diskCalls === disk.at || lasts ? disk.code : undefined;
  }

  /** Ends a wait, as a signal does. @throws {SyncError} interrupted */
  refuseIfStopping(): void {
    if (!this.stopping.aborted) return;
    throw new SyncError('interrupted', 'The run was stopped while it waited for the wiki.');
  }
}
