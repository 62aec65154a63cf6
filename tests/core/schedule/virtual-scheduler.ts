/** A scheduler in a time of its own: what is decided is taken, and runs take as long as they are told. */
import { decide, type Timetable } from '../../../src/core/schedule/decide.ts';
import type { DueRun, Standing } from '../../../src/core/schedule/standing.ts';
import { begun, ended, putBack, stepped } from '../../../src/core/schedule/transitions.ts';

/** A run that was begun. */
export interface BegunRun extends DueRun {
  readonly began: number;
}

/** One machine, one worker. */
export class VirtualScheduler {
  readonly #timetables: readonly Timetable[];
  #standings = new Map<string, Standing>();
  readonly begun: BegunRun[] = [];
  now: number;

  constructor(timetables: readonly Timetable[], now: number) {
    this.#timetables = timetables;
    this.now = now;
  }

  standing(name: string): Standing | undefined {
    return this.#standings.get(name);
  }

  /** Decides, takes what was decided, and begins what may begin. */
  tick(): void {
    for (const step of decide(this.#timetables, this.#standings, this.now).steps) {
      const next = stepped(this.#standings.get(step.name), step);
      if (next === undefined) throw new Error('nobody else decides here');
      this.#standings.set(step.name, next);
    }
    for (const standing of [...this.#standings.values()]) {
      if (standing.running !== undefined || standing.waiting === undefined) continue;
      const next = begun(standing, this.now);
      this.#standings.set(next.name, next);
      if (next.running !== undefined) this.begun.push(next.running);
    }
  }

  /** Ends whatever is under way. */
  finish(exitCode: number): void {
    for (const standing of [...this.#standings.values()]) {
      const { running } = standing;
      if (running === undefined) continue;
      const { name, cause, began } = running;
      const end = { name, cause, began, ended: this.now, exitCode };
      const next = ended(standing, { ...end, toPage: 0, toData: 0, conflicts: 0 });
      this.#standings.set(name, next);
    }
  }

  /** The process dies, and another one finds what was kept. */
  restart(): void {
    const kept = JSON.stringify([...this.#standings.values()]);
    const found = (JSON.parse(kept) as Standing[]).map(putBack);
    this.#standings = new Map(found.map((standing) => [standing.name, standing]));
  }

  /** Lets time go by in steps, as a scheduler does that looks at the clock at least so often. */
  pass(milliseconds: number, stride: number, exitCode: () => number = () => 0): void {
    for (const end = this.now + milliseconds; this.now < end; ) {
      this.now = Math.min(end, this.now + stride);
      this.finish(exitCode());
      this.tick();
    }
    this.finish(exitCode());
  }
}
