import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunLimits } from '../../src/state/run-rotation.ts';
import { openStateStore } from '../../src/state/store.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wikisync-runs-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const day = 86_400_000;
const now = Date.UTC(2027, 0, 31);

/** A run that began so many days ago. */
function run(days: number): string {
  return `${(now - days * day).toString(36).padStart(8, '0')}-00000${days % 10}`;
}

function store(limits: Partial<RunLimits>) {
  return openStateStore(folder, limits);
}

/** Runs of so many days ago, each with a part for two listings. */
async function log(...days: readonly number[]): Promise<void> {
  for (const one of days) {
    for (const listing of ['a', 'b']) {
      await store({}).saveRun({
        ...{ run: run(one), command: 'sync', time: now - one * day, listing },
        ...{ wiki: 'w', page: 'P', dataFile: 'p.yaml', writes: [], report: { diagnostics: [] } },
      });
    }
  }
}

async function kept(): Promise<readonly string[]> {
  return (await store({}).runParts()).map((part) => `${part.run} ${part.listing}`);
}

function both(...days: readonly number[]): readonly string[] {
  return days.flatMap((one) => [`${run(one)} a`, `${run(one)} b`]);
}

describe('the run log of a folder', () => {
  it('never shows half a run that a crash left, and removes the rest of it', async () => {
    await log(1, 2, 3);
    await store({ runs: 1 }).tidy(now);
    // As if it had been cut off before the last two files.
    for (const name of [`${run(2)}.b.json`, `${run(3)}.a.json`]) {
      writeFileSync(join(folder, 'runs', name), '{}');
    }

    expect(await kept()).toEqual(both(1));

    await log(0);
    await store({ runs: 2 }).tidy(now);
    expect(readdirSync(join(folder, 'runs'))).toHaveLength(4);
    expect(await store({}).rotatedRuns()).toMatchObject({ upTo: run(2), runs: 2 });
  });

  it('never hides a new run, though the clock was set back', async () => {
    await log(1, 2);
    await store({ runs: 1 }).tidy(now);
    await log(5);

    expect(await kept()).toEqual(both(1, 5));
  });

  it('shows whole runs to who reads while it is rotated', async () => {
    await log(...Array.from({ length: 20 }, (_, index) => index));
    const seen: (readonly string[])[] = [];
    let isOver = false;
    const read = async (): Promise<void> => {
      while (!isOver) seen.push(await kept());
    };
    const reading = [read(), read()];

    for (const runs of [15, 10, 5, 1]) await store({ runs }).tidy(now);
    isOver = true;
    await Promise.all(reading);

    const halves = seen.filter(
      (parts) => new Set(parts.map((part) => part.slice(0, -2))).size * 2 !== parts.length,
    );
    expect(halves).toEqual([]);
    expect(seen.length).toBeGreaterThan(4);
  });

  it('goes on where the note of what is gone is damaged', async () => {
    await log(1, 2);
    writeFileSync(join(folder, 'rotated.json'), '{');

    await store({ runs: 1 }).tidy(now);

    expect(await kept()).toEqual(both(1));
    expect(await store({}).rotatedRuns()).toMatchObject({ upTo: run(2), runs: 1 });
    expect(existsSync(join(folder, 'runs', `${run(2)}.a.json`))).toBe(false);
  });
});
