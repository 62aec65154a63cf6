/** `npm run bench`: how fast wikisync is, beside others in the same run. See docs/speed.md. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, inject, it } from 'vitest';
import { measureGrowth } from './growth.ts';
import { type Results, saveResults } from './measure.ts';
import { measureProcesses } from './processes.ts';
import { measureReading } from './reading.ts';
import { measureStart } from './start.ts';

const folder = mkdtempSync(join(tmpdir(), 'wikisync-bench-'));
const parts: Results[] = [];
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  saveResults('speed', parts);
});

it('starts', async () => {
  parts.push(await measureStart(folder));
});

it.skipIf(inject('mediawiki').kind !== 'own')('asks a wiki', async () => {
  parts.push(await measureProcesses(folder));
});

it('reads and plans', async () => {
  parts.push(await measureReading(folder));
});

it('grows', async () => {
  parts.push(await measureGrowth(folder));
});
