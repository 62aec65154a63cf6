/** The disk fails at each call in turn: nothing is lost, half-written or done twice. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { xenDataPath } from '../support/command-line.ts';
import { expectSound, type Scene, sceneText, sceneTitle, setScene } from '../support/wiki-scene.ts';

/**
 * Which call fails, counted from 1, and how; 0 lets all of them pass. With `lasts` all calls that
 * write fail from then on, as on a disk that is full.
 */
const fault = vi.hoisted(() => ({ at: 0, code: 'EIO', lasts: false, calls: 0 }));

vi.mock('node:fs/promises', async (importActual) => {
  const actual = await importActual<typeof import('node:fs/promises')>();

  function failing<Args extends unknown[], Result>(
    call: (...args: Args) => Promise<Result>,
    kind: 'reads' | 'writes' = 'writes',
  ) {
    return async (...args: Args): Promise<Result> => {
      fault.calls += 1;
      const isOn = fault.at > 0 && fault.lasts && kind === 'writes' && fault.calls >= fault.at;
      if (fault.calls === fault.at || isOn) {
        throw Object.assign(new Error(`${fault.code}: it is broken`), { code: fault.code });
      }
      return call(...args);
    };
  }

  async function open(...args: Parameters<typeof actual.open>) {
    const handle = await actual.open(...args);
    const close = handle.close.bind(handle);
    return Object.assign(handle, {
      writeFile: failing(handle.writeFile.bind(handle)),
      sync: failing(handle.sync.bind(handle)),
      // A file whose closing fails is closed all the same.
      close: async () => {
        await close();
        await failing(async () => undefined)();
      },
    });
  }

  return {
    ...actual,
    open: failing(open),
    link: failing(actual.link),
    lstat: failing(actual.lstat, 'reads'),
    mkdir: failing(actual.mkdir),
    readdir: failing(actual.readdir, 'reads'),
    readFile: failing(actual.readFile, 'reads'),
    rename: failing(actual.rename),
    rm: failing(actual.rm),
  };
});

let scene: Scene;

beforeEach(() => {
  fault.at = 0;
});

afterEach(() => {
  fault.at = 0;
});

async function runFailing(
  command: string,
  at: number,
  how: { readonly code: string; readonly lasts: boolean },
): Promise<number> {
  Object.assign(fault, { at, ...how, calls: 0 });
  const outcome = await scene.place.run(command);
  fault.at = 0;
  expect({ at, code: outcome.code, err: outcome.err }).not.toMatchObject({ code: 70 });
  return outcome.code;
}

const changed = sceneText.replace('|Skills=OCaml', '|Skills=OCaml and C');

describe.each([
  { code: 'EIO', lasts: false },
  { code: 'ENOSPC', lasts: true },
])('$code', (how) => {
  it('at any call of a push leaves the page old or new, and the next run ends it', async () => {
    for (let at = 1, wasHit = true; wasHit; at += 1) {
      scene = await setScene();
      try {
        const { lab, place } = scene;
        place.edit(xenDataPath, 'skills: OCaml', 'skills: OCaml and C');

        const exit = await runFailing('push', at, how);
        wasHit = fault.calls >= at;
        const texts = () => lab.store.history(sceneTitle).map(({ text }) => text);
        if (exit === 0) expect({ at, texts: texts() }).toEqual({ at, texts: [sceneText, changed] });

        const next = await place.run('push');
        expect({ at, code: next.code, err: next.err }).toMatchObject({ at, code: 0 });
        expect({ at, texts: texts() }).toEqual({ at, texts: [sceneText, changed] });
        expectSound(scene);
      } finally {
        await scene.lab.close();
      }
    }
  }, 300_000);

  it('at any call of a pull leaves the data file old or new, and the next run ends it', async () => {
    for (let at = 1, wasHit = true; wasHit; at += 1) {
      scene = await setScene();
      try {
        const { lab, place } = scene;
        await lab.put(sceneTitle, changed);
        const before = place.read(xenDataPath);
        const after = before.replace('skills: OCaml', 'skills: OCaml and C');

        const exit = await runFailing('pull', at, how);
        wasHit = fault.calls >= at;
        expect(exit === 0 ? [after] : [before, after]).toContain(place.read(xenDataPath));

        const next = await place.run('pull');
        expect({ at, code: next.code, err: next.err }).toMatchObject({ at, code: 0 });
        expect(place.read(xenDataPath)).toBe(after);
        expectSound(scene);
      } finally {
        await scene.lab.close();
      }
    }
  }, 300_000);
});
