/** A run whose way to the database breaks off at any moment: the next run brings it to its end. */
import { expect, inject, it, onTestFinished } from 'vitest';
import { exampleWorkplace, xenDataPath } from '../support/command-line.ts';
import { fakeLab } from '../support/fake-mediawiki/lab.ts';
import { byWay, startCutWay } from '../support/postgres/cut.ts';
import { describeOnPostgres, freshDatabase } from '../support/postgres/database.ts';
import { sceneText, sceneTitle } from '../support/wiki-scene.ts';

/** Every so many moments one is tried. */
const step = Number(process.env['WIKISYNC_CUT_STEP'] ?? 7);

const short = 'skills: OCaml\n';
const long = 'skills: OCaml and C\n';
const longPage = sceneText.replace('|Skills=OCaml', '|Skills=OCaml and C');

/** The example on a fake wiki, in step, with a way to its database that can be cut. */
async function scene() {
  const { url } = freshDatabase();
  const lab = await fakeLab();
  const way = await startCutWay(inject('postgres')?.port ?? 0);
  onTestFinished(() => way.close());
  onTestFinished(() => lab.close());
  await lab.put(sceneTitle, sceneText);
  const credentials = {
    WIKISYNC_XEN_USERNAME: lab.username,
    WIKISYNC_XEN_PASSWORD: lab.password,
  };
  const place = exampleWorkplace({ ...credentials, WIKISYNC_STATE_URL: url });
  const api = `api: ${lab.edge.api}\n    settle: 1\n    gap: 0`;
  place.edit('config/wikisync.yaml', 'folder: ../fixtures/xen/wiki', api);
  expect((await place.run('push')).code).toBe(0);
  const throughWay = byWay(url, way);
  return {
    lab,
    place,
    /** Runs a command whose way is cut, and says whether it came to that. */
    runCut: async (command: string, piece: number, when: 'before' | 'after') => {
      way.cutAt(piece, when);
      const environment = { ...credentials, WIKISYNC_STATE_URL: throughWay };
      const { code, out, err } = await place.runWith(environment, command);
      // What is done when it breaks off may be all that there is to do.
      expect({ piece, code: code === 0 ? 75 : code, out, err }).toMatchObject({ piece, code: 75 });
      return way.pieces() >= piece;
    },
  };
}

describeOnPostgres('a way to the database that breaks off', () => {
  it('never costs an edit, nor doubles one, wherever a push is', async () => {
    const { lab, place, runCut } = await scene();
    const texts = [sceneText];
    let isCut = true;
    for (let piece = 1; isCut; piece += step) {
      const [from, to, text] =
        texts.length % 2 === 1 ? [short, long, longPage] : [long, short, sceneText];
      place.edit(xenDataPath, from, to);
      texts.push(text);

      isCut = await runCut('push', piece, texts.length % 4 < 2 ? 'before' : 'after');
      const next = await place.run('push');

      expect({ piece, ...next }).toMatchObject({ piece, code: 0 });
      const found = lab.store.history(sceneTitle).map((revision) => revision.text);
      expect({ piece, texts: found }).toEqual({ piece, texts });
    }
    expect(texts.length).toBeGreaterThan(8);
    expect((await place.run('plan', '--exit-code')).code).toBe(0);
  }, 120_000);

  it('leaves the old data file or the new one, wherever a pull is', async () => {
    const { lab, place, runCut } = await scene();
    let isCut = true;
    for (let piece = 1, round = 0; isCut; piece += step, round += 1) {
      const [from, to, text] = round % 2 === 0 ? [short, long, longPage] : [long, short, sceneText];
      await lab.put(sceneTitle, text);
      const old = place.read(xenDataPath);

      isCut = await runCut('pull', piece, round % 4 < 2 ? 'before' : 'after');
      expect([old, old.replace(from, to)]).toContain(place.read(xenDataPath));
      const next = await place.run('pull');

      expect({ piece, ...next }).toMatchObject({ piece, code: 0 });
      expect(place.read(xenDataPath)).toBe(old.replace(from, to));
    }
    expect((await place.run('plan', '--exit-code')).code).toBe(0);
  }, 120_000);
});
