/** How fast a wiki may be edited. */

/** So many edits in so many seconds. */
export interface Rate {
  readonly hits: number;
  readonly seconds: number;
}

/** What part of the account's own limits is used: other tools may edit with it, too. */
const share = 0.8;

/** Says when the next edit may begin. */
export interface Pacing {
  /** Heeds what the wiki allows the account: all of its limits count. */
  readonly allow: (rates: readonly Rate[]) => void;
  /** Saves, once the wiki has rested and the limits let it. */
  readonly take: <T>(save: () => Promise<T>) => Promise<T>;
}

/** Edits that are begun before one has to wait for the first of them. */
export function allowedBy({ hits }: Rate): number {
  return Math.max(1, Math.floor(hits * share));
}

/** Lets a wiki rest between two edits, and stays below what it allows the account. */
export class Pace implements Pacing {
  readonly #wait: (milliseconds: number) => Promise<void>;
  readonly #now: () => number;
  readonly #gap: number;
  #rates: readonly Rate[] = [];
  #ended = Number.NEGATIVE_INFINITY;
  /** When the last edits began, whether they were saved or not. */
  #begun: readonly number[] = [];

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

  allow(rates: readonly Rate[]): void {
    this.#rates = rates;
  }

  async take<T>(save: () => Promise<T>): Promise<T> {
    const left = this.#earliest() - this.#now();
    if (left > 0) await this.#wait(left);
    this.#begun = [...this.#begun.slice(-1000), this.#now()];
    try {
      return await save();
    } finally {
      this.#ended = this.#now();
    }
  }

  #earliest(): number {
    const byRate = this.#rates.map((rate) => {
      const first = this.#begun.at(-allowedBy(rate));
      return first === undefined ? Number.NEGATIVE_INFINITY : first + 1000 * rate.seconds;
    });
    return Math.max(this.#ended + this.#gap, ...byRate);
  }
}
