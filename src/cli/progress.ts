/**
 * What a run is doing, for whoever waits for it: a bar on a terminal, plain lines elsewhere, and
 * nothing of either within the first second.
 *
 * No package is at work here: those that draw bars want a stream of their own, and keep their own
 * time, whereas this one line has to give way to the log and the report.
 */
import { printableLine } from '../report/printable.ts';
import { columnsOf } from '../report/text/columns.ts';
import type { Host } from './host.ts';

/** One of several steps, counted from 1. */
export interface Part {
  readonly step: number;
  readonly of: number;
}

/** How long something takes that is known beforehand, such as a wait, in milliseconds. */
export interface Wait {
  readonly lasts: number;
}

/** Tells what a run is doing. */
export interface Progress {
  /** What is being done now, and what is known of how long it takes. */
  readonly doing: (message: string, known?: Part | Wait) => void;
  /** How many listings are through, of how many. */
  readonly advance: (done: number, total: number) => void;
  /** Makes room on the screen for something else; it comes back with the next step. */
  readonly giveWay: () => void;
  /** Leaves nothing on the screen. */
  readonly end: () => void;
}

/** Nobody waits. */
export const noProgress: Progress = {
  doing: () => undefined,
  advance: () => undefined,
  giveWay: () => undefined,
  end: () => undefined,
};

/** Milliseconds that a run may take without a word, and from one picture of the bar to the next. */
const silent = 1000;
const beat = 500;

/** A bar or lines, as standard error is a terminal or not. */
export function startProgress(host: Host): Progress {
  return host.errColumns === undefined ? startLines(host) : startBar(host, host.errColumns);
}

function startLines({ err, clock }: Host): Progress {
  const begun = clock.now();
  return {
    ...noProgress,
    doing: (message) => {
      if (clock.now() - begun >= silent) err(`wikisync: ${printableLine(message)}\n`);
    },
  };
}

function startBar({ err, clock }: Host, columns: number): Progress {
  const begun = clock.now();
  let isShown = false;
  let count = { done: 0, total: 0 };
  let what = '';
  let parts: { readonly begun: number; readonly part: Part } | undefined;
  let waitsUntil: number | undefined;
  const draw = (): void => {
    const elapsed = clock.now() - begun;
    if (elapsed < silent || what === '') return;
    const counted = count.total < 2 && parts !== undefined ? partsDone(parts, clock.now()) : count;
    const left = waitsUntil === undefined ? {} : { left: Math.max(0, waitsUntil - clock.now()) };
    // Back to the line's start, and away with what is there.
    err(`\r\u001B[K${barText({ elapsed, ...counted, ...left, what }, columns - 1)}`);
    isShown = true;
  };
  const giveWay = (): void => {
    if (isShown) err('\r\u001B[K');
    isShown = false;
  };
  const stop = clock.every(beat, draw);
  return {
    doing: (message, known) => {
      what = printableLine(message);
      const part = known !== undefined && 'step' in known ? known : undefined;
      waitsUntil = known !== undefined && 'lasts' in known ? clock.now() + known.lasts : undefined;
      const isNext = part !== undefined && part.step > 1 && parts !== undefined;
      const since = isNext ? parts?.begun : undefined;
      parts = part === undefined ? undefined : { begun: since ?? clock.now(), part };
      draw();
    },
    advance: (done, total) => {
      count = { done, total };
      draw();
    },
    giveWay,
    end: () => {
      stop();
      giveWay();
    },
  };
}

/** Steps that are through, and how long they took. */
function partsDone(
  { begun, part }: { readonly begun: number; readonly part: Part },
  now: number,
): Omit<Picture, 'what'> {
  return { done: part.step - 1, total: part.of, elapsed: now - begun };
}

interface Picture {
  readonly done: number;
  readonly total: number;
  readonly what: string;
  /** Milliseconds. */
  readonly elapsed: number;
  /** Milliseconds that what is being done takes yet, where that is known. */
  readonly left?: number;
}

/** Signs of the bar itself. */
const barWidth = 20;

/**
 * `[#####               ] 1/4, about 9 s left  xen-2014: reading …`, in so many columns; with nothing
 * to count, `9 s  xen-2014: reading …`, which is how long it has taken, and of a wait how long it lasts
 * yet: `9 s, 3 s left  waiting …`.
 */
export function barText({ done, total, what, elapsed, left }: Picture, columns: number): string {
  const filled = total === 0 ? 0 : Math.round((barWidth * done) / total);
  const bar = `[${'#'.repeat(filled)}${' '.repeat(barWidth - filled)}] `;
  const rest = left === undefined ? '' : `, ${timeText(Math.ceil(left / 1000))} left`;
  if (total < 2) return cut(`${timeText(Math.floor(elapsed / 1000))}${rest}  ${what}`, columns);
  return cut(`${bar}${done}/${total}${estimate({ done, total, elapsed })}  ${what}`, columns);
}

/** From what was done so far; nothing before the first listing is through. */
function estimate({ done, total, elapsed }: Omit<Picture, 'what'>): string {
  if (done === 0 || done >= total) return '';
  const seconds = Math.ceil(((elapsed / done) * (total - done)) / 1000);
  return `, about ${timeText(seconds)} left`;
}

function timeText(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

function cut(text: string, columns: number): string {
  let shown = '';
  let used = 0;
  for (const character of text) {
    used += columnsOf(character);
    if (used > columns) return shown;
    shown += character;
  }
  return shown;
}
