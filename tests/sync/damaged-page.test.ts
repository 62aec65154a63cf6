/** `regenerate` and derived text on a fake MediaWiki, and on a folder of pages. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  exampleWorkplace,
  type Workplace,
  xenDataPath,
  xenPagePath,
} from '../support/command-line.ts';
import { damagedPageTests, goodRevisionTests, withLayout } from '../support/damaged-page.ts';
import { type Scene, sceneTitle, setScene } from '../support/wiki-scene.ts';

describe('a damaged page on a MediaWiki', () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await setScene();
    withLayout(scene.place);
    expect((await scene.place.run('sync')).code).toBe(0);
  });

  afterEach(() => scene.lab.close());

  const history = () => scene.lab.store.history(sceneTitle);
  const page = {
    place: () => scene.place,
    read: () => Promise.resolve(history().at(-1)?.text ?? ''),
    edit: (text: string) => {
      scene.lab.store.time += 1;
      scene.lab.store.put(sceneTitle, { user: 'Mentor', text });
      return Promise.resolve();
    },
    revisions: () =>
      Promise.resolve(
        history()
          .map(({ id }) => id)
          .toReversed(),
      ),
  };
  damagedPageTests(page);
  goodRevisionTests(page);

  it('does not make a count again that a person took back, until another is derived', async () => {
    const run = (...args: string[]) => scene.place.run(...args);
    const good = await page.read();
    await page.edit(good.replace('This year 7 people', 'This year 6 people'));
    expect((await run('sync')).code).toBe(0);
    expect(await page.read()).toBe(good);
    await page.edit(good.replace('This year 7 people', 'This year 6 people'));
    const before = history().length;

    for (const command of ['sync', 'push', 'sync']) {
      const { code, out } = await run(command);
      expect({ code, out }).toMatchObject({ code: 0 });
      expect(out).toContain("Somebody made the spot 'people' '6' again, where '7' is derived.");
    }
    expect(history()).toHaveLength(before);

    scene.place.edit(xenDataPath, '    programme: partner', '    programme: opw');
    expect((await run('sync')).code).toBe(0);
    expect(await page.read()).toContain('This year 8 people');
  });
});

describe('a damaged page in a folder', () => {
  let place: Workplace;

  beforeEach(async () => {
    place = exampleWorkplace();
    withLayout(place);
    expect((await place.run('sync')).code).toBe(0);
  });

  damagedPageTests({
    place: () => place,
    read: () => Promise.resolve(place.read(xenPagePath)),
    edit: (text) => Promise.resolve(place.write(xenPagePath, `${text}\n`)),
    revisions: () => Promise.resolve([]),
  });
});
