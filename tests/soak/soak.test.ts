/** What came of a server that was never left in peace. */
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { Sample, SoakResult } from './soak.ts';

const megabyte = 1024 * 1024;

/** Much more than it takes: for the program to be built, and for all to be quiet in the end. */
const patience = 300_000;

let result: SoakResult;

beforeAll(async () => {
  const path = inject('soakResult');
  while (!existsSync(path) || readFileSync(path, 'utf8') === '') await setTimeout(500);
  const found: SoakResult | { readonly failure: string } = JSON.parse(readFileSync(path, 'utf8'));
  if ('failure' in found) throw new Error(found.failure);
  result = found;
}, inject('soakMilliseconds') + patience);

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The middle of the second quarter, when all is warm, and that of the last one. */
function quarters(value: (sample: Sample) => number): readonly [number, number] {
  const { samples } = result;
  const quarter = Math.floor(samples.length / 4);
  const of = (part: number): number =>
    median(samples.slice(part * quarter, (part + 1) * quarter).map(value));
  return [of(1), of(3)];
}

describe('a server that runs while people edit, the wiki fails and somebody watches', () => {
  it('keeps its memory', () => {
    const [before, after] = quarters(({ heap }) => heap);

    expect(result.samples.length).toBeGreaterThan(8);
    expect(after - before, JSON.stringify(result.samples)).toBeLessThan(
      Math.max(2 * megabyte, before * 0.05),
    );
  });

  it('keeps its handles', () => {
    const [files, filesAfter] = quarters((sample) => sample.files);
    const timers = (sample: Sample) => sample.resources['Timeout'] ?? 0;
    const all = (sample: Sample) => Object.values(sample.resources).reduce((a, b) => a + b, 0);

    expect(filesAfter - files).toBeLessThanOrEqual(2);
    for (const count of [timers, all]) {
      const [before, after] = quarters(count);
      expect(after - before).toBeLessThanOrEqual(3);
      expect(Math.max(...result.samples.map(count))).toBeLessThan(60);
    }
  });

  it('brings what anybody changed to the other side, within a minute of an edit', () => {
    expect(result.lost).toEqual([]);
    // Where the wiki fails a run is tried again, which takes a minute and more.
    const late = result.delays.filter((delay) => delay > 60_000);
    expect(median(result.delays)).toBeLessThan(20_000);
    expect(late.length).toBeLessThanOrEqual(result.delays.length / 4);
    expect(result.runs['0'] ?? 0).toBeGreaterThan(inject('soakMilliseconds') / 10_000);
  });

  it('ends well when it is asked to, and tells no secret', () => {
    expect(result.exitCode, result.log).toBe(0);
    expect(result.showsSecret).toBe(false);
    expect(Object.keys(result.runs).filter((code) => !['0', '75'].includes(code))).toEqual([]);
  });
});
