/** The example on a fake MediaWiki, for programs that run in processes of their own. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { parseGoodRun } from '../../src/state/good-run.ts';
import { openIntents, parseJournal } from '../../src/state/journal.ts';
import { parseRun } from '../../src/state/run-log.ts';
import { exampleWorkplace, type Workplace } from './command-line.ts';
import { type FakeLab, fakeLab } from './fake-mediawiki/lab.ts';
import type { Program, Started } from './program.ts';
import { xenPage } from './xen.ts';

/** The example's page. */
export const sceneTitle = '2014 GSoC and OPW Round 8 Projects';

/** Its text, as a wiki stores it. */
export const sceneText = xenPage.trimEnd();

/** A fake wiki with the page, and a folder that is in step with it. */
export interface Scene {
  readonly lab: FakeLab;
  readonly place: Workplace;
  readonly credentials: Readonly<Record<string, string>>;
}

/** A scene with the program that plays in it, in processes of its own. */
export interface ProgramScene extends Scene {
  readonly start: (args: readonly string[], more?: StartMore) => Started;
}

export interface StartMore {
  readonly environment?: Readonly<Record<string, string>>;
  readonly preload?: readonly string[];
}

/** Sets the scene; its wiki must be closed. */
export async function setScene(environment: Readonly<Record<string, string>> = {}): Promise<Scene> {
  const lab = await fakeLab();
  await lab.put(sceneTitle, sceneText);
  const credentials = {
    WIKISYNC_XEN_USERNAME: lab.username,
    WIKISYNC_XEN_PASSWORD: lab.password,
  };
  const place = exampleWorkplace({ ...environment, ...credentials });
  const api = `api: ${lab.edge.api}\n    settle: 1`;
  place.edit('config/wikisync.yaml', 'folder: ../fixtures/xen/wiki', api);
  expect((await place.run('push')).code).toBe(0);
  lab.edge.requests.length = 0;
  return { lab, place, credentials };
}

/** Sets the scene for a program, and strikes it afterwards. */
export async function inScene(
  program: Program,
  use: (scene: ProgramScene) => Promise<void>,
): Promise<void> {
  const scene = await setScene();
  try {
    const start = (args: readonly string[], { environment = {}, preload = [] }: StartMore = {}) =>
      program.start({
        cwd: scene.place.folder,
        args,
        environment: { ...scene.credentials, ...environment },
        preload,
      });
    await use({ ...scene, start });
  } finally {
    await scene.lab.close();
  }
}

/** What is on the disk can be read, and nothing of it is open or half-written. */
export function expectSound({ place }: Scene): void {
  const journal = parseJournal(place.read('.wikisync/journal.jsonl'));
  if (typeof journal === 'string') throw new Error(journal);
  expect(openIntents(journal.entries)).toEqual([]);
  const folder = join(place.folder, '.wikisync');
  const known = [
    'good',
    'history',
    'journal.jsonl',
    'pending',
    'people',
    'runs',
    'snapshots',
    'trouble',
  ];
  expect(readdirSync(folder).filter((name) => !known.includes(name))).toEqual([]);
  expect(readdirSync(join(folder, 'pending'))).toEqual([]);
  for (const run of readdirSync(join(folder, 'runs'))) {
    expect(parseRun(place.read(`.wikisync/runs/${run}`))).toBeTypeOf('object');
  }
  for (const run of readdirSync(join(folder, 'good'))) {
    expect(parseGoodRun(place.read(`.wikisync/good/${run}`))).toBeDefined();
  }
}
