/** `regenerate` and derived text on a fake MediaWiki, and on a folder of pages. */
import { afterEach, beforeEach, describe, expect } from 'vitest';
import { exampleWorkplace, type Workplace, xenPagePath } from '../support/command-line.ts';
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
