/** Reports on a page of the wiki. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { xenDataPath } from '../support/command-line.ts';
import { type Scene, setScene } from '../support/wiki-scene.ts';

const title = 'User:SyncBot/report';
const marks = '<!-- wikisync report begins -->\n<!-- wikisync report ends -->';

let scene: Scene;

beforeEach(async () => {
  scene = await setScene();
});

afterEach(() => scene.lab.close());

const run = (...args: string[]) => scene.place.run(...args, '--report-page', title);
const text = () => scene.lab.store.latest(title)?.text ?? '';
const revisions = () => scene.lab.store.history(title).length;

it('stands between its marks, and what people wrote around them stays', async () => {
  scene.lab.store.put(title, { user: 'Human', text: `Before.\n${marks}\nAfter.` });
  scene.place.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');

  expect((await run('plan')).code).toBe(0);

  expect(text()).toMatch(/^Before\.\n<!-- wikisync report begins -->\nThis is the report/);
  expect(text()).toMatch(/\n\|\}\n<!-- wikisync report ends -->\nAfter\.$/);
  expect(text()).toContain('| low&#45;medium\n| high\n');
});

it('is saved again only when it is another', async () => {
  scene.lab.store.put(title, { user: 'Human', text: marks });

  await run('plan');
  await run('plan');
  expect(revisions()).toBe(2);
  scene.place.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');
  await run('plan');
  expect(revisions()).toBe(3);
});

it.each([
  ['has no marks', 'A page of somebody.'],
  ['has one of them twice', `${marks}\n${marks}`],
])('is not saved on a page that %s', async (_name, before) => {
  scene.lab.store.put(title, { user: 'Human', text: before });

  const { code, err } = await run('plan');

  expect(code).toBe(1);
  expect(err).toContain(`'${title}' has no place for a report`);
  expect(text()).toBe(before);
});

it('is not saved where there is no such page', async () => {
  const { code, err } = await run('plan');

  expect(code).toBe(1);
  expect(err).toContain('page-missing');
  expect(revisions()).toBe(0);
});
