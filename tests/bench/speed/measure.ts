/** Measuring, and showing what was measured. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { stdout } from 'node:process';

/** The shortest time of some, in milliseconds: what else the machine does only adds to it. */
export function best(times: number, work: () => unknown): number {
  let shortest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < times; round += 1) {
    const begun = performance.now();
    work();
    shortest = Math.min(shortest, performance.now() - begun);
  }
  return shortest;
}

/** The exponent of the power law that fits best: 1 for what grows in step. */
export function exponentOf(points: readonly (readonly [number, number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (of: 0 | 1): number => logs.reduce((sum, log) => sum + log[of], 0) / logs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const above = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return above / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}

/** A time as tables show it; nothing where nothing was measured. */
export function inMilliseconds(time: number | undefined): string {
  return time === undefined ? '' : `${time < 10 ? time.toFixed(1) : Math.round(time)} ms`;
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

/** Prints results, and keeps them in the folder `bench-results`, as Markdown and as JSON. */
export function saveResults(
  name: string,
  results: { readonly text: string; readonly [figure: string]: unknown },
): void {
  mkdirSync('bench-results', { recursive: true });
  writeFileSync(`bench-results/${name}.md`, `${results.text}\n`);
  writeFileSync(`bench-results/${name}.json`, `${JSON.stringify(results, undefined, 2)}\n`);
  stdout.write(`\n${results.text}\n\n`);
}
