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

/** Tells what a run is doing. */
export interface Progress {
  /** What is being done now. */
  readonly doing: (message: string) => void;
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
  const draw = (): void => {
    const elapsed = clock.now() - begun;
    if (elapsed < silent || what === '') return;
    // Back to the line's start, and away with what is there.
    err(`\r\u001B[K${barText({ ...count, what, elapsed }, columns - 1)}`);
    isShown = true;
  };
  const giveWay = (): void => {
    if (isShown) err('\r\u001B[K');
    isShown = false;
  };
  const stop = clock.every(beat, draw);
  return {
    doing: (message) => {
      what = printableLine(message);
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

interface Picture {
  readonly done: number;
  readonly total: number;
  readonly what: string;
  /** Milliseconds. */
  readonly elapsed: number;
}

/** Signs of the bar itself. */
const barWidth = 20;

/** `[#####               ] 1/4, about 9 s left  xen-2014: reading …`, in so many columns. */
export function barText({ done, total, what, elapsed }: Picture, columns: number): string {
  const filled = total === 0 ? 0 : Math.round((barWidth * done) / total);
  const bar = `[${'#'.repeat(filled)}${' '.repeat(barWidth - filled)}] `;
  const counted = total < 2 ? '' : `${done}/${total}${estimate({ done, total, elapsed })}  `;
  return cut(`${total < 2 ? '' : bar}${counted}${what}`, columns);
}

/** From what was done so far; nothing before the first listing is through. */
function estimate({ done, total, elapsed }: Omit<Picture, 'what'>): string {
  if (done === 0 || done >= total) return '';
  const seconds = Math.ceil(((elapsed / done) * (total - done)) / 1000);
  const time = seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
  return `, about ${time} left`;
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
