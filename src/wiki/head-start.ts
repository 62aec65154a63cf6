/** Work that may be begun before it is needed. */

/** What comes of it is told to who needs it next: a failure once, and then it is tried anew. */
export class HeadStart {
  readonly #work: () => Promise<void>;
  /** What was begun, until it is done, or its failure told. */
  #begun: Promise<void> | undefined;

  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  /** Begins it, unless that was done. */
  begin(): void {
    if (this.#begun !== undefined) return;
    const begun = this.#work();
    this.#begun = begun;
    const forget = () => {
      if (this.#begun === begun) this.#begun = undefined;
    };
    begun.then(forget, () => undefined);
  }

  /** Ends it, or does it. */
  async end(): Promise<void> {
    const begun = this.#begun;
    this.#begun = undefined;
    return begun ?? this.#work();
  }
}
