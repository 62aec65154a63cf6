/** A move between the pages of a listing, and its undo, killed as `kill -9` does. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Workplace, workplace } from '../support/command-line.ts';
import { buildProgram, type Ended, type Program } from '../support/program.ts';

const config = `wikis:
  w: { folder: ../wiki }
listings:
  items:
    wiki: w
    pages: { field: round, titles: { old: Old, new: New } }
    data: ../items.yaml
    template: item
    key: name
    fields:
      name: { parameter: Name, type: text, required: true }
`;

const call = (name: string): string => `{{item\n|Name=${name}\n|Odd=of ${name}\n}}`;

const pages = (old: readonly string[], later: readonly string[]) => ({
  'wiki/Old.wiki': `Old ones.\n\n${old.map(call).join('\n\n')}\n`,
  'wiki/New.wiki': `New ones.\n\n${later.map(call).join('\n\n')}\n`,
});

const before = pages(['A', 'B'], ['C']);
const after = pages(['B'], ['A', 'C']);

const data = (round: string): string =>
  `records:\n  - name: A\n    round: ${round}\n  - name: B\n    round: old\n  - name: C\n    round: new\n`;

/** Kills of one command, spread over all moments at which it could be killed. */
const kills = 6;

let program: Program;

beforeAll(() => {
  program = buildProgram();
});

afterAll(() => program.remove());

/** In step, and A is to move. */
async function beginning(): Promise<Workplace> {
  const place = workplace();
  place.write('config/wikisync.yaml', config);
  for (const [path, text] of Object.entries(before)) place.write(path, text);
  place.write('items.yaml', data('old'));
  expect((await place.run('sync', 'items')).code).toBe(0);
  place.write('items.yaml', data('new'));
  return place;
}

function killed(place: Workplace, args: readonly string[], at: number): Promise<Ended> {
  const environment = { KILL_AT: String(at) };
  const preload = ['tests/support/kill-at.mjs'];
  return program.start({ cwd: place.folder, args, environment, preload }).ended;
}

async function momentsOf(place: Workplace, ...args: readonly string[]): Promise<readonly number[]> {
  const { code, err } = await killed(place, args, 0);
  expect({ code, err }).toMatchObject({ code: 0 });
  const boundaries = Number(/boundaries: (\d+)/.exec(err)?.[1]);
  expect(boundaries).toBeGreaterThan(60);
  return Array.from({ length: kills }, (_, n) => 1 + Math.floor((n * boundaries) / kills));
}

const texts = (place: Workplace) =>
  Object.fromEntries(Object.keys(before).map((path) => [path, place.read(path)]));

const standing = (place: Workplace): number =>
  Object.values(texts(place)).filter((text) => text.includes('|Name=A\n')).length;

describe('a move between pages that is killed', () => {
  it('is brought to its end by the next run, and the record is on a page at every moment', async () => {
    for (const at of await momentsOf(await beginning(), 'sync', 'items')) {
      const place = await beginning();
      expect((await killed(place, ['sync', 'items'], at)).code).toBeUndefined();
      expect({ at, isThere: standing(place) > 0 }).toEqual({ at, isThere: true });

      const { code } = await place.run('sync', 'items');

      expect({ at, code, texts: texts(place) }).toEqual({ at, code: 0, texts: after });
      expect((await place.run('plan', '--exit-code')).code).toBe(0);
    }
  }, 300_000);

  it('goes back by an undo that is killed, once it is undone again', async () => {
    const moved = async (): Promise<readonly [Workplace, string]> => {
      const place = await beginning();
      expect((await place.run('sync', 'items')).code).toBe(0);
      const { runs } = JSON.parse((await place.run('log', '--format', 'json')).out);
      return [place, runs[0].run];
    };
    const [first, run] = await moved();
    for (const at of await momentsOf(first, 'undo', run)) {
      const [place, wanted] = await moved();
      expect((await killed(place, ['undo', wanted], at)).code).toBeUndefined();
      expect({ at, isThere: standing(place) > 0 }).toEqual({ at, isThere: true });

      const { code } = await place.run('undo', wanted);

      expect({ at, code, texts: texts(place) }).toEqual({ at, code: 0, texts: before });
      expect(place.read('items.yaml')).toBe(data('new'));
    }
  }, 300_000);
});
