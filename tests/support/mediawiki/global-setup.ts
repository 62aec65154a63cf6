/**
 * Gets a real MediaWiki for the project `real` of vitest.config.ts, once a run: the one that the
 * environment names (see existing-wiki.ts), else one of its own where packages can be had. Without
 * either the tests are skipped, and with CI set that is a failure.
 */
import type { TestProject } from 'vitest/node';
import { existingWiki } from './existing-wiki.ts';
import { installPackages, unpackMediaWiki, whyNotHere } from './packages.ts';
import type { NoWiki } from './provided-wiki.ts';
import { type RunningWiki, startWiki } from './server.ts';
import { openTurns } from './turns.ts';

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const turns = await openTurns();
  project.provide('turns', turns.port);
  const stop = await setUpWiki(project);
  return async () => {
    turns.close();
    await stop();
  };
}

/** @returns what stops it */
async function setUpWiki(project: TestProject): Promise<() => Promise<void>> {
  const existing = await existingWiki(process.env);
  if (existing !== undefined) {
    project.provide('mediawiki', existing);
    say(`${existing.version} at ${existing.api}. Tests that reset or switch it are SKIPPED.`);
    return async () => undefined;
  }
  const started = await bringUp();
  if ('reason' in started) {
    if (isSet(process.env['CI'])) throw new Error(`no MediaWiki to test on: ${started.reason}`);
    project.provide('mediawiki', started);
    say(`NO MEDIAWIKI TO TEST ON, the tests in tests/real are SKIPPED: ${started.reason}.`);
    say('Run them as root on Debian or Ubuntu, or name a wiki with WIKISYNC_TEST_API,');
    say('WIKISYNC_TEST_USERNAME and WIKISYNC_TEST_PASSWORD.');
    return async () => undefined;
  }
  project.provide('mediawiki', started.wiki);
  return started.stop;
}

async function bringUp(): Promise<RunningWiki | NoWiki> {
  const reason = whyNotHere();
  if (reason !== undefined) return { kind: 'none', reason };
  try {
    const began = performance.now();
    await installPackages();
    const started = await startWiki(await unpackMediaWiki());
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    say(`${started.wiki.version} at ${started.wiki.api}, up after ${seconds} s`);
    return started;
  } catch (error) {
    return { kind: 'none', reason: error instanceof Error ? error.message : String(error) };
  }
}

function isSet(variable: string | undefined): boolean {
  return variable !== undefined && !['', '0', 'false'].includes(variable);
}

function say(line: string): void {
  process.stderr.write(`[mediawiki] ${line}\n`);
}
