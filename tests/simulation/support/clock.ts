/** Time that passes only when somebody waits, and what is due at some moment of it. */

interface Appointment {
  readonly time: number;
  readonly act: () => void;
}

/** The one clock of a simulation. */
export class Clock {
  /** Milliseconds since 1970. */
  #now = Date.parse('2026-01-01T00:00:00Z');
  #due: Appointment[] = [];

  get now(): number {
    return this.#now;
  }

  /** Lets something happen later. */
  after(milliseconds: number, act: () => void): void {
    this.#due.push({ time: this.#now + milliseconds, act });
  }

  /** Lets time pass, and what is due in it happen, in its order. */
  pass(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#now = Math.max(this.#now, next.time);
      next.act();
    }
    this.#now = end;
  }

  #next(end: number): Appointment | undefined {
    let first: Appointment | undefined;
    for (const each of this.#due) {
      if (each.time <= end && (first === undefined || each.time < first.time)) first = each;
    }
    this.#due = this.#due.filter((each) => each !== first);
    return first;
  }
}
