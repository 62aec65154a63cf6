/** Drift over time as a picture: what runs found to be due, by side, and what failed. */
import type { PastDrift } from '../../core/schedule/standing.ts';
import { type Html, html } from '../../report/html/html.ts';

/** Bars of the picture. */
const bars = 60;
const width = 960;
const height = 126;
/** Above the axis, for bars; and below it, for marks of what failed. */
const floor = 118;

interface Bar {
  readonly from: number;
  readonly to: number;
  readonly toPage: number;
  readonly toData: number;
  readonly conflicts: number;
  readonly failed: number;
  readonly runs: number;
}

/** All runs of all listings, from the oldest that is remembered until now; absent without any. */
export function driftChart(past: readonly PastDrift[], now: number): Html | undefined {
  if (past.length === 0) return undefined;
  const begin = past.reduce((oldest, { time }) => Math.min(oldest, time), now);
  const found = barsOf(past, { begin, end: Math.max(now, begin + 1) });
  const highest = found.reduce((most, bar) => Math.max(most, sizeOf(bar)), 1);
  const step = width / bars;
  const total = found.reduce((sum, bar) => sum + sizeOf(bar), 0);
  return html`<figure><svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-labelledby="drift-title">
<title id="drift-title">Drift over time: ${total} changes and conflicts in ${past.length} runs, from ${dayOf(begin)} to ${dayOf(now)}; at most ${highest} at a time</title>
<line class="axis" x1="0" y1="${floor}" x2="${width}" y2="${floor}"/>
${found.map((bar, index) => barShape(bar, { x: index * step, step, highest }))}
</svg>
<p class="scale"><span>${dayOf(begin)}</span> <span>at most ${highest} at a time</span> <span>now</span></p>
<figcaption><span class="key page">changes to pages</span> <span class="key data">changes to data files</span> <span class="key conflict">conflicts</span> <span class="key fail">failed runs</span></figcaption></figure>`;
}

function barShape(
  bar: Bar,
  { x, step, highest }: { readonly x: number; readonly step: number; readonly highest: number },
): Html | undefined {
  if (bar.runs === 0) return undefined;
  const scale = (floor - 4) / highest;
  const parts: readonly (readonly [string, number])[] = [
    ['page', bar.toPage],
    ['data', bar.toData],
    ['conflict', bar.conflicts],
  ];
  let top = floor;
  const shapes = parts.map(([name, count]) => {
    const tall = count * scale;
    top -= tall;
    return count === 0 ? undefined : rectangle(name, { x, y: top, wide: step - 2, tall });
  });
  const failed =
    bar.failed === 0 ? undefined : rectangle('fail', { x, y: floor + 2, wide: step - 2, tall: 5 });
  const title = `${timeOf(bar.from)}: ${bar.runs} runs, ${bar.toPage} to pages, ${bar.toData} to data files, ${bar.conflicts} conflicts, ${bar.failed} failed`;
  return html`<g><title>${title}</title>${shapes}${failed}</g>`;
}

function rectangle(
  name: string,
  {
    x,
    y,
    wide,
    tall,
  }: { readonly x: number; readonly y: number; readonly wide: number; readonly tall: number },
): Html {
  return html`<rect class="${name}" x="${round(x)}" y="${round(y)}" width="${round(wide)}" height="${round(Math.max(tall, 1))}"/>`;
}

/** A listing's runs, newest at the right: a bar each. */
export function sparkline(past: readonly PastDrift[]): Html | undefined {
  const shown = past.slice(-30);
  if (shown.length === 0) return undefined;
  const highest = shown.reduce((most, run) => Math.max(most, sizeOf(run)), 1);
  const shapes = shown.map((run, index) => {
    const size = sizeOf(run);
    const tall = size === 0 ? 1 : 2 + (18 * size) / highest;
    const name = isFailure(run.exitCode) ? 'fail' : run.conflicts > 0 ? 'conflict' : 'page';
    return rectangle(name, {
      x: 4 * index,
      y: 20 - tall,
      wide: 3,
      tall: isFailure(run.exitCode) ? Math.max(tall, 6) : tall,
    });
  });
  const total = shown.reduce((sum, run) => sum + sizeOf(run), 0);
  return html`<svg class="spark" viewBox="0 0 120 22" role="img" aria-label="${total} changes and conflicts in the last ${shown.length} runs">${shapes}</svg>`;
}

function barsOf(
  past: readonly PastDrift[],
  { begin, end }: { readonly begin: number; readonly end: number },
): readonly Bar[] {
  const span = (end - begin) / bars;
  return Array.from({ length: bars }, (_, index) => {
    const [from, to] = [begin + index * span, begin + (index + 1) * span];
    const isLast = index === bars - 1;
    const own = past.filter(({ time }) => time >= from && (time < to || isLast));
    return {
      ...{ from, to, runs: own.length },
      toPage: own.reduce((sum, run) => sum + run.toPage, 0),
      toData: own.reduce((sum, run) => sum + run.toData, 0),
      conflicts: own.reduce((sum, run) => sum + run.conflicts, 0),
      failed: own.filter(({ exitCode }) => isFailure(exitCode)).length,
    };
  });
}

/** How much a run found to be different. */
export function sizeOf({
  toPage,
  toData,
  conflicts,
}: Omit<PastDrift, 'time' | 'exitCode'>): number {
  return toPage + toData + conflicts;
}

/** Conflicts are no failure, nor is a guard that did its work. */
function isFailure(exitCode: number): boolean {
  return ![0, 3, 4].includes(exitCode);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function timeOf(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
