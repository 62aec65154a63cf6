/**
 * Each folder of fixtures/check is a rule: `trips.*` is a listing that it has something to say about,
 * line by line in `trips.txt`, and `near.*` one that looks alike and is right; `pages` are what else is
 * on the wiki, for rules that ask it. Where the rule can be fixed, `fixed.*` is what becomes of the
 * first, and `fixed.txt` what is left for people.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lintRules } from '../src/core/lint/rules.ts';
import {
  checkFolder,
  findingsOf,
  has,
  listingOf,
  moveToWiki,
  pagesOf,
  textOf,
} from './support/check-fixtures.ts';
import type { Workplace } from './support/command-line.ts';
import { startFakeMediaWiki } from './support/fake-mediawiki/start.ts';

const dataFile = (rule: string): string => (has(rule, 'trips.csv') ? 'data.csv' : 'data.yaml');

/** In a folder, or on a wiki if the rule asks it something. */
async function placeOf(rule: string, name: 'trips' | 'near'): Promise<Workplace> {
  const place = listingOf(rule, name);
  if (!has(rule, 'pages')) return place;
  const { store, edge } = await startFakeMediaWiki();
  onTestFinished(() => edge.close());
  for (const [title, text] of Object.entries(pagesOf(place, rule))) {
    store.put(title, { user: 'Ada', text });
  }
  moveToWiki(place, edge.api);
  return place;
}

describe.each(lintRules.map(({ code }) => code))('%s', (code) => {
  it('tells of what trips it, and where', async () => {
    expect(await findingsOf(await placeOf(code, 'trips'), code)).toBe(textOf(code, 'trips.txt'));
  });

  it('tells nothing of what is near it', async () => {
    expect(await findingsOf(await placeOf(code, 'near'), code)).toBe('');
  });
});

const fixable = lintRules.filter(({ fix }) => fix !== undefined).map(({ code }) => code);

it.each(fixable)(
  'fixes %s, then finds nothing but what is for people, and then changes nothing',
  (code) => fixes(code),
);

async function fixes(code: string): Promise<void> {
  const place = await placeOf(code, 'trips');
  const data = dataFile(code);
  const fix = ['check', '-c', 'wikisync.yaml', '--fix', '--allow', 'update', '--all'];

  if (!existsSync(join(place.folder, data)))
    await place.run('pull', '-c', 'wikisync.yaml', '--all');
  const first = await place.run(...fix);

  expect(first).toMatchObject({ err: expect.any(String), out: expect.stringContaining('plants') });
  expect(place.read('wiki/Plants.wiki')).toBe(textOf(code, 'fixed.wiki'));
  if (has(code, `trips.${data.slice(5)}`)) {
    expect(place.read(data)).toBe(textOf(code, `fixed.${data.slice(5)}`));
  }
  expect(await findingsOf(place, code)).toBe(
    has(code, 'fixed.txt') ? textOf(code, 'fixed.txt') : '',
  );
  await place.run(...fix);
  expect(place.read('wiki/Plants.wiki')).toBe(textOf(code, 'fixed.wiki'));
}

it('has a folder for every rule, and no other', () => {
  const folders = readdirSync(checkFolder, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );

  expect(folders.map(({ name }) => name).toSorted()).toEqual(
    lintRules.map(({ code }) => code).toSorted(),
  );
});
