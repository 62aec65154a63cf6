/**
 * Gets Chromium for the project `browser` of vitest.config.ts: the distribution's, installed if it is
 * missing and can be. Without it the tests are skipped, and with CI set that is a failure.
 */
import { existsSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { installMissing, whyNotHere } from '../mediawiki/packages.ts';

const path = '/usr/bin/chromium';

declare module 'vitest' {
  interface ProvidedContext {
    /** Chromium's path; `undefined` if there is none to test in. */
    chromium: string | undefined;
  }
}

export async function setup(project: TestProject): Promise<void> {
  const reason = await install();
  project.provide('chromium', reason === undefined ? path : undefined);
  if (reason === undefined) return;
  const isDemanded = !['', '0', 'false'].includes(process.env['CI'] ?? '');
  if (isDemanded) throw new Error(`no Chromium to test in: ${reason}`);
  process.stderr.write(`[browser] NO CHROMIUM: tests/browser is SKIPPED: ${reason}.\n`);
}

async function install(): Promise<string | undefined> {
  if (existsSync(path)) return undefined;
  const reason = whyNotHere();
  if (reason !== undefined) return reason;
  try {
    await installMissing(['chromium']);
    return existsSync(path) ? undefined : `there is no ${path}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
