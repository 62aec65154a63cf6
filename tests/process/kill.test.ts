/** A run that is killed at any boundary leaves a state that the next run understands. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xenDataPath } from '../support/command-line.ts';
import { buildProgram, type Ended, type Program } from '../support/program.ts';
import {
  expectSound,
  inScene,
  type ProgramScene,
  sceneText,
  sceneTitle,
} from '../support/wiki-scene.ts';

const killer = 'tests/support/kill-at.mjs';

let program: Program;

beforeAll(() => {
  program = buildProgram();
});

afterAll(() => program.remove());

async function boundariesOf(command: string, prepare: (scene: ProgramScene) => Promise<void>) {
  let count = 0;
  await inScene(program, async (scene) => {
    await prepare(scene);
    const { code, err } = await runKilled(scene, command, 0);
    expect(code).toBe(0);
    count = Number(/boundaries: (\d+)/.exec(err)?.[1]);
  });
  return count;
}

/** Runs the program, and kills it at a boundary. */
function runKilled({ start }: ProgramScene, command: string, at: number): Promise<Ended> {
  return start([command], { environment: { KILL_AT: String(at) }, preload: [killer] }).ended;
}

describe('a push that is killed', () => {
  const changed = sceneText.replace('|Skills=OCaml', '|Skills=OCaml and C');
  const prepare = async ({ place }: ProgramScene) =>
    place.edit(xenDataPath, 'skills: OCaml', 'skills: OCaml and C');

  it('is brought to its end by the next run, with one edit in all, wherever it was killed', async () => {
    const boundaries = await boundariesOf('push', prepare);
    expect(boundaries).toBeGreaterThan(30);
    for (let at = 1; at <= boundaries; at += 1) {
      await inScene(program, async (scene) => {
        const { lab, place } = scene;
        await prepare(scene);
        expect((await runKilled(scene, 'push', at)).code).toBeUndefined();
        expect([sceneText, changed]).toContain(await lab.text(sceneTitle));

        const { code, err } = await place.run('push');

        expect({ at, code, err }).toMatchObject({ at, code: 0 });
        expect({ at, texts: lab.store.history(sceneTitle).map(({ text }) => text) }).toEqual({
          at,
          texts: [sceneText, changed],
        });
        expectSound(scene);
        expect((await place.run('plan', '--exit-code')).code).toBe(0);
      });
    }
  }, 600_000);

  it('is not done again if a person reverted it before the next run', async () => {
    let reverted = 0;
    let isThere = true;
    // From the last boundary back to the one at which the wiki had not got the edit yet.
    for (let at = await boundariesOf('push', prepare); isThere; at -= 1) {
      await inScene(program, async (scene) => {
        const { lab, place } = scene;
        await prepare(scene);
        await runKilled(scene, 'push', at);
        isThere = (await lab.text(sceneTitle)) === changed;
        if (!isThere) return;
        reverted += 1;
        await lab.put(sceneTitle, sceneText);

        await place.run('push');

        expect({ at, text: await lab.text(sceneTitle) }).toEqual({ at, text: sceneText });
      });
    }
    expect(reverted).toBeGreaterThan(5);
  }, 600_000);
});

describe('a pull that is killed', () => {
  const changed = sceneText.replace('|Skills=OCaml', '|Skills=OCaml and C');

  it('leaves the old data file or the new one, and is brought to its end by the next run', async () => {
    const prepare = ({ lab }: ProgramScene) => lab.put(sceneTitle, changed);
    const boundaries = await boundariesOf('pull', prepare);
    expect(boundaries).toBeGreaterThan(20);
    for (let at = 1; at <= boundaries; at += 1) {
      await inScene(program, async (scene) => {
        const { place } = scene;
        await prepare(scene);
        const before = place.read(xenDataPath);
        const after = before.replace('skills: OCaml', 'skills: OCaml and C');
        await runKilled(scene, 'pull', at);
        expect([before, after]).toContain(place.read(xenDataPath));

        const { code } = await place.run('pull');

        expect({ at, code }).toEqual({ at, code: 0 });
        expect(place.read(xenDataPath)).toBe(after);
        expectSound(scene);
        const leftovers = readdirSync(join(place.folder, 'fixtures/xen'));
        expect(leftovers.filter((name) => name.endsWith('.wikisync-tmp'))).toEqual([]);
      });
    }
  }, 600_000);
});
