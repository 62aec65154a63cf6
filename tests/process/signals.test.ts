/** A run that is asked to stop ends what is under way, and begins nothing else. */
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xenDataPath } from '../support/command-line.ts';
import { buildProgram, type Program } from '../support/program.ts';
import {
  expectSound,
  inScene,
  type ProgramScene,
  sceneText,
  sceneTitle,
} from '../support/wiki-scene.ts';

let program: Program;

beforeAll(() => {
  program = buildProgram();
});

afterAll(() => program.remove());

const changed = sceneText.replace('|Skills=OCaml', '|Skills=OCaml and C');

/** Runs a push with one change, and stops it when the wiki gets a request of an action. */
async function pushStoppedAt(
  { lab, place, start }: ProgramScene,
  action: string,
  signals: readonly NodeJS.Signals[],
) {
  place.edit(xenDataPath, 'skills: OCaml', 'skills: OCaml and C');
  const run = start(['push']);
  lab.edge.onRequest = async (params) => {
    if (params.get('action') !== action) return;
    lab.edge.onRequest = () => undefined;
    for (const signal of signals) {
      run.kill(signal);
      // Time for the signal to arrive; that it came first is seen by what the run then does.
      await setTimeout(200);
    }
  };
  return run.ended;
}

describe.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)('%s', (signal, exitCode) => {
  it('lets the edit that was sent come to its end, and ends with %i', async () => {
    await inScene(program, async (scene) => {
      const { code, err } = await pushStoppedAt(scene, 'edit', [signal]);

      expect(code).toBe(exitCode);
      expect(err).toContain('stopping when what is under way is done');
      expect(scene.lab.store.history(sceneTitle).map(({ text }) => text)).toEqual([
        sceneText,
        changed,
      ]);
      expectSound(scene);
      expect((await scene.place.run('plan', '--exit-code')).code).toBe(0);
    });
  });

  it('sends no edit if none was sent yet', async () => {
    await inScene(program, async (scene) => {
      const { code, out } = await pushStoppedAt(scene, 'query', [signal]);

      expect(code).toBe(exitCode);
      expect(out).toContain('stopped');
      expect(scene.lab.edge.requests.filter((params) => params.get('action') === 'edit')).toEqual(
        [],
      );
      expect((await scene.place.run('push')).code).toBe(0);
      expect(await scene.lab.text(sceneTitle)).toBe(changed);
    });
  });

  it('ends a wait for a wiki that is busy', async () => {
    await inScene(program, async (scene) => {
      scene.lab.store.lag = 60;
      const { code } = await pushStoppedAt(scene, 'query', [signal]);

      expect(code).toBe(exitCode);
    });
  });
});

describe('a server that is asked to stop', () => {
  it('lets the edit that was sent come to its end, and ends as it should', async () => {
    await inScene(program, async (scene) => {
      const { lab, place, start } = scene;
      const schedule = "schedule: { cron: '* * * * * *', jitter: 0 }\nlistings:\n";
      place.edit('config/wikisync.yaml', 'listings:\n', schedule);
      place.edit(xenDataPath, 'skills: OCaml', 'skills: OCaml and C');
      const server = start(['serve', '--listen', 'none']);
      lab.edge.onRequest = async (params) => {
        if (params.get('action') !== 'edit') return;
        lab.edge.onRequest = () => undefined;
        server.kill('SIGTERM');
        await setTimeout(200);
      };

      const { code, out, err } = await server.ended;

      expect([code, out]).toEqual([0, '']);
      expect(err).toContain('wikisync: stopped\n');
      expect(lab.store.history(sceneTitle).map(({ text }) => text)).toEqual([sceneText, changed]);
      expect((await place.run('plan', '--exit-code')).code).toBe(0);
    });
  });
});

describe('the same signal again', () => {
  it('ends the run at once, and the next one finds out what became of the edit', async () => {
    await inScene(program, async (scene) => {
      const { code } = await pushStoppedAt(scene, 'edit', ['SIGINT', 'SIGINT']);
      expect(code).toBe(130);

      const next = await scene.place.run('push');

      expect(next.code).toBe(0);
      expect(scene.lab.store.history(sceneTitle).map(({ text }) => text)).toEqual([
        sceneText,
        changed,
      ]);
      expectSound(scene);
    });
  });
});

describe('two runs at the same time', () => {
  it('do not overlap: the second is told to come again', async () => {
    await inScene(program, async (scene) => {
      const { lab, place, start } = scene;
      place.edit(xenDataPath, 'skills: OCaml', 'skills: OCaml and C');
      let second: Promise<{ code: number | undefined; err: string }> | undefined;
      lab.edge.onRequest = async (params) => {
        if (params.get('action') !== 'edit') return;
        lab.edge.onRequest = () => undefined;
        second = start(['push']).ended;
        await second;
      };

      const first = await start(['push']).ended;

      expect(first.code).toBe(0);
      expect(await second).toMatchObject({
        code: 75,
        err: expect.stringContaining('state folder'),
      });
      expect(lab.store.history(sceneTitle)).toHaveLength(2);
      expectSound(scene);
    });
  });
});
