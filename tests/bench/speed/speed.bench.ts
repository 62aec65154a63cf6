/** `npm run bench`: how fast wikisync is, beside others in the same run. See docs/speed.md. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, it } from 'vitest';
import { measureGrowth } from './growth.ts';
import { type Results, saveResults } from './measure.ts';
import { measureReading } from './reading.ts';
import { measureStart } from './start.ts';

const folder = mkdtempSync(join(tmpdir(), 'wikisync-bench-'));
const parts: Results[] = [];
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  saveResults('speed', parts);
});

it('starts', () => {
  parts.push(measureStart(folder));
});

it('reads and plans', async () => {
  parts.push(await measureReading(folder));
});

it('grows', async () => {
  parts.push(await measureGrowth(folder));
});
