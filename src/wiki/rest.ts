/** How long a wiki asked to be left alone: it holds for whatever is asked next. */
import { SyncError } from '../errors.ts';
import { longestWait } from './retry.ts';
import type { Failure } from './session.ts';

/** What is needed to wait. */
export interface RestOptions {
  /** As the config calls the wiki. */
  readonly wiki: string;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Milliseconds, from any moment on. */
  readonly now: () => number;
}

/** Lets nothing be asked before the wiki said that it may. */
export class Rest {
  readonly #options: RestOptions;
  #notBefore = Number.NEGATIVE_INFINITY;

  constructor(options: RestOptions) {
    this.#options = options;
  }

  /** Takes note of what a failure asks for. */
  heed(failure: Failure): void {
    const { retryAfter = 0 } = 'retryAfter' in failure ? failure : {};
    this.#notBefore = this.#options.now() + 1000 * retryAfter;
  }

  /** @throws {SyncError} wiki-unavailable: the wiki asked to be left alone for longer */
  async keep(): Promise<void> {
    const { wait, wiki, now } = this.#options;
    const left = this.#notBefore - now();
    if (left > longestWait) {
      throw new SyncError(
        'wiki-unavailable',
        `Wiki '${wiki}' asks to be left alone for ${Math.ceil(left / 1000)} seconds.`,
        { hint: 'Run it again later.', detail: 'retry-after' },
      );
    }
    if (left > 0) await wait(left);
  }
}
