/** How long a wiki asked to be left alone: it holds for whatever is asked next. */
import { SyncError } from '../errors.ts';
import { longestWait } from './retry.ts';
import type { Failure, Reply } from './session.ts';

/** What is needed to wait. */
export interface RestOptions {
  /** As the config calls the wiki. */
  readonly wiki: string;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Milliseconds, from any moment on. */
  readonly now: () => number;
}

/** Says when the next request may be sent. */
export interface Turns {
  /** Sends one request, once the wiki may be asked. @throws {SyncError} wiki-unavailable, state-unavailable */
  readonly take: (method: 'get' | 'post', send: () => Promise<Reply>) => Promise<Reply>;
}

/** What is remembered of what a wiki asked for. */
export interface RestMemory {
  notBefore: number;
}

/** Lets nothing be asked before the wiki said that it may. */
export class Rest implements Turns {
  readonly #options: RestOptions;
  readonly #memory: RestMemory;

  /** @param memory of others who ask the same wiki, by the same clock */
  constructor(options: RestOptions, memory = newRestMemory()) {
    this.#options = options;
    this.#memory = memory;
  }

  async take(_method: 'get' | 'post', send: () => Promise<Reply>): Promise<Reply> {
    await this.keep();
    const reply = await send();
    if (reply.kind === 'failed') this.heed(reply.failure);
    return reply;
  }

  /** Takes note of what a failure asks for. */
  heed(failure: Failure): void {
    this.#memory.notBefore = this.#options.now() + 1000 * secondsOfRest(failure);
  }

  /** @throws {SyncError} wiki-unavailable: the wiki asked to be left alone for longer */
  async keep(): Promise<void> {
    const { wait, wiki, now } = this.#options;
    const left = this.#memory.notBefore - now();
    if (left > longestWait) throw leftAlone(wiki, left);
    if (left > 0) await wait(left);
  }
}

/** Nothing was asked for yet. */
export function newRestMemory(): RestMemory {
  return { notBefore: Number.NEGATIVE_INFINITY };
}

/** Seconds for which a failure asks to be left alone. */
export function secondsOfRest(failure: Failure): number {
  return 'retryAfter' in failure ? (failure.retryAfter ?? 0) : 0;
}

/** The wiki asked to be left alone for longer than a run waits. */
export function leftAlone(wiki: string, milliseconds: number): SyncError {
  return new SyncError(
    'wiki-unavailable',
    `Wiki '${wiki}' asks to be left alone for ${Math.ceil(milliseconds / 1000)} seconds.`,
    { hint: 'Run it again later.', detail: 'retry-after' },
  );
}
