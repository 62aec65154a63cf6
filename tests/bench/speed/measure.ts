/** Measuring, and showing what was measured. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { stdout } from 'node:process';

/** Milliseconds that something took: on the clock, and of the processors. */
export interface Took {
  readonly wall: number;
  readonly cpu: number;
}

/** The least that anything takes to be measured, and how often it is, once it is warm. */
const shortest = 30;
const rounds = 7;

/**
 * The shortest time of some, once it was done for a while: what else the machine does only adds to
 * it. What is short is done again and again, and the time divided.
 */
export function best(work: () => unknown): Took {
  const times = warmUp(work);
  let wall = Number.POSITIVE_INFINITY;
  let cpu = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const took = tookFor(() => {
      for (let time = 0; time < times; time += 1) work();
    });
    wall = Math.min(wall, took.wall / times);
    cpu = Math.min(cpu, took.cpu / times);
  }
  return { wall, cpu };
}

/** @returns how often it is to be done to be measured */
function warmUp(work: () => unknown): number {
  let last = 0;
  for (let begun = performance.now(), count = 0; count < 2 || performance.now() - begun < 1000; ) {
    last = tookFor(work).wall;
    count += 1;
  }
  return Math.max(1, Math.ceil(shortest / Math.max(last, 0.01)));
}

/** What doing something once takes. */
export function tookFor(work: () => unknown): Took {
  const before = process.cpuUsage();
  const begun = performance.now();
  work();
  const wall = performance.now() - begun;
  const { user, system } = process.cpuUsage(before);
  return { wall, cpu: (user + system) / 1000 };
}

/** The exponent of the power law that fits best: 1 for what grows in step. */
export function exponentOf(points: readonly (readonly [number, number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (of: 0 | 1): number => logs.reduce((sum, log) => sum + log[of], 0) / logs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const above = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return above / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}

/** The middle one of some. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** A time as tables show it; nothing where nothing was measured. */
export function inMilliseconds(time: number | undefined): string {
  return time === undefined ? '' : `${time < 10 ? time.toFixed(1) : Math.round(time)} ms`;
}

/** How many times one is the other. */
export function ratio(theirs: number | undefined, ours: number): string {
  return theirs === undefined ? '' : `${(theirs / ours).toFixed(theirs / ours < 9.95 ? 1 : 0)} ×`;
}

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, at) =>
    Math.max(...[head, ...rows].map((cells) => (cells[at] ?? '').length)),
  );
  const line = (cells: readonly string[]): string => {
    const padded = widths.map((width, at) =>
      at === 0 ? (cells[at] ?? '').padEnd(width) : (cells[at] ?? '').padStart(width),
    );
    return `| ${padded.join(' | ')} |`;
  };
  const rule = `| ${widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** Part of what was measured. */
export interface Results {
  readonly title: string;
  /** Markdown. */
  readonly text: string;
  readonly [figure: string]: unknown;
}

/** Prints results, and keeps them in the folder `bench-results`, as Markdown and as JSON. */
export function saveResults(name: string, parts: readonly Results[]): void {
  const text = parts.map((part) => `## ${part.title}\n\n${part.text}\n`).join('\n');
  mkdirSync('bench-results', { recursive: true });
  writeFileSync(`bench-results/${name}.md`, text);
  writeFileSync(`bench-results/${name}.json`, `${JSON.stringify(parts, undefined, 2)}\n`);
  stdout.write(`\n${text}\n`);
}
