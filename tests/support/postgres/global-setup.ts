/**
 * Gets a real PostgreSQL for the project `postgres` of vitest.config.ts, once a run: of the
 * programs of this machine, installed if they are missing and can be. Without them the tests are
 * skipped, and with CI set that is a failure.
 */
import type { TestProject } from 'vitest/node';
import { installMissing, whyNotHere } from '../mediawiki/packages.ts';
import { findPrograms, type Server, startServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** How its keeper reaches it, and its port; `undefined` if there is none to test on. */
    postgres: Pick<Server, 'admin' | 'port'> | undefined;
  }
}

export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const found = await bringUp();
  if (typeof found !== 'string') {
    const { admin, port, stop } = found;
    project.provide('postgres', { admin, port });
    return stop;
  }
  const isDemanded = !['', '0', 'false'].includes(process.env['CI'] ?? '');
  if (isDemanded) throw new Error(`no PostgreSQL to test on: ${found}`);
  project.provide('postgres', undefined);
  process.stderr.write(`[postgres] NO POSTGRESQL: tests/postgres is SKIPPED: ${found}.\n`);
  return undefined;
}

async function bringUp(): Promise<Server | string> {
  try {
    const programs = findPrograms() ?? (await install());
    return programs === undefined ? 'there is no initdb' : await startServer(programs);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function install(): Promise<string | undefined> {
  const reason = whyNotHere();
  if (reason !== undefined) throw new Error(reason);
  await installMissing(['postgresql']);
  return findPrograms();
}
