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
  /** Whether an edit may begin now, as far as that is known. */
  readonly isFree: () => boolean;
  /** Saves, once the wiki has rested and the limits let it. */
  readonly take: <T>(save: () => Promise<T>) => Promise<T>;
}

/** Edits that are begun before one has to wait for the first of them. */
export function allowedBy({ hits }: Rate): number {
  return Math.max(1, Math.floor(hits * share));
}

/** What is remembered of edits. */
export interface PaceMemory {
  /** When the last one ended. */
  ended: number;
  /** When the last ones began, whether they were saved or not. */
  begun: readonly number[];
}

/** None yet. */
export function newPaceMemory(): PaceMemory {
  return { ended: Number.NEGATIVE_INFINITY, begun: [] };
}

/** Lets a wiki rest between two edits, and stays below what it allows the account. */
export class Pace implements Pacing {
  readonly #wait: (milliseconds: number) => Promise<void>;
  readonly #now: () => number;
  readonly #gap: number;
  #rates: readonly Rate[] = [];
  readonly #memory: PaceMemory;

  /**
   * @param clock `gap` in milliseconds; `now` in milliseconds, from any moment on
   * @param memory of others who edit the same wiki, by the same clock
   */
  constructor(
    clock: {
      readonly gap: number;
      readonly wait: (milliseconds: number) => Promise<void>;
      readonly now: () => number;
    },
    memory = newPaceMemory(),
  ) {
    this.#memory = memory;
    this.#gap = clock.gap;
    this.#wait = clock.wait;
    this.#now = clock.now;
  }

  allow(rates: readonly Rate[]): void {
    this.#rates = rates;
  }

  isFree(): boolean {
    return this.#earliest() <= this.#now();
  }

  async take<T>(save: () => Promise<T>): Promise<T> {
    const left = this.#earliest() - this.#now();
    if (left > 0) await this.#wait(left);
    this.#memory.begun = [...this.#memory.begun.slice(-1000), this.#now()];
    try {
      return await save();
    } finally {
      this.#memory.ended = this.#now();
    }
  }

  #earliest(): number {
    const byRate = this.#rates.map((rate) => {
      const first = this.#memory.begun.at(-allowedBy(rate));
      return first === undefined ? Number.NEGATIVE_INFINITY : first + 1000 * rate.seconds;
    });
    return Math.max(this.#memory.ended + this.#gap, ...byRate);
  }
}
