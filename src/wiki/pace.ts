/** How fast a wiki may be edited. */

/** Lets a wiki rest between one edit's end and the next one's start. */
export class Pace {
  readonly #wait: (milliseconds: number) => Promise<void>;
  readonly #now: () => number;
  #gap: number;
  #ended = Number.NEGATIVE_INFINITY;

  /** @param clock `gap` in milliseconds; `now` in milliseconds, from any moment on */
  constructor(clock: {
    readonly gap: number;
    readonly wait: (milliseconds: number) => Promise<void>;
    readonly now: () => number;
  }) {
    this.#gap = clock.gap;
    this.#wait = clock.wait;
    this.#now = clock.now;
  }

  /** Heeds what the wiki allows the account: the slowest of its limits counts. */
  allow(limits: readonly { readonly hits: number; readonly seconds: number }[]): void {
    const gaps = limits.map(({ hits, seconds }) => (1000 * seconds) / Math.max(hits, 1));
    this.#gap = Math.max(this.#gap, ...gaps);
  }

  /** Saves, after the rest that is left since the last time. */
  async take<T>(save: () => Promise<T>): Promise<T> {
    const left = this.#ended + this.#gap - this.#now();
    if (left > 0) await this.#wait(left);
    try {
      return await save();
    } finally {
      this.#ended = this.#now();
    }
  }
}
