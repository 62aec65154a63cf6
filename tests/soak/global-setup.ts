/**
 * Begins the soak when the tests begin, and lets them go on beside it: it takes ten minutes where `CI`
 * is set, half a minute elsewhere, and little of a processor. Its own tests come last.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { soak } from './soak.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where what came of the soak is, once it is over. */
    soakResult: string;
    /** How long it takes. */
    soakMilliseconds: number;
  }
}

export function setup(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wikisync-soak-result-'));
  const result = join(folder, 'result.json');
  const milliseconds = 60_000 * minutes();
  project.provide('soakResult', result);
  project.provide('soakMilliseconds', milliseconds);
  const stop = new AbortController();
  const over = soak(milliseconds, stop.signal)
    .catch((error: unknown) => ({ failure: error instanceof Error ? error.stack : String(error) }))
    .then((found) => writeFileSync(result, JSON.stringify(found)));
  return async () => {
    stop.abort();
    await over;
    rmSync(folder, { recursive: true, force: true });
  };
}

function minutes(): number {
  const said = process.env['WIKISYNC_SOAK_MINUTES'];
  if (said !== undefined) return Number(said);
  return ['', '0', 'false'].includes(process.env['CI'] ?? '') ? 0.5 : 10;
}
