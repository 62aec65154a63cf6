/** Runs over several wikis: side by side, and each of them asked one thing at a time. */
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ListingJob } from '../../src/sync/job.ts';
import { runListings } from '../../src/sync/run-listings.ts';
import { type Workplace, workplace } from '../support/command-line.ts';
import { type FakeLab, fakeLab } from '../support/fake-mediawiki/lab.ts';
import { itemKeys, listText, titleOf } from '../support/many-pages.ts';

interface World {
  readonly labs: readonly [FakeLab, FakeLab];
  readonly place: Workplace;
}

/** Two wikis with three pages each. */
async function twoWikis(dataOf: (wiki: string, index: number) => string): Promise<World> {
  const labs = [await fakeLab(), await fakeLab()] as const;
  onTestFinished(async () => {
    for (const lab of labs) await lab.close();
  });
  const place = workplace(
    Object.fromEntries(
      ['A', 'B'].flatMap((wiki) => [
        [`WIKISYNC_${wiki}_USERNAME`, labs[0].username],
        [`WIKISYNC_${wiki}_PASSWORD`, labs[0].password],
      ]),
    ),
  );
  const listings: string[] = [];
  for (const index of [1, 2, 3]) {
    for (const [wiki, lab] of [
      ['a', labs[0]],
      ['b', labs[1]],
    ] as const) {
      await lab.put(titleOf(index), listText(index));
      listings.push(
        `  ${wiki}${index}:\n    wiki: ${wiki}\n    page: ${titleOf(index)}\n    data: ../${dataOf(wiki, index)}\n${itemKeys}`,
      );
    }
  }
  const wikis = labs.map(
    (lab, index) => `  ${'ab'.charAt(index)}: { api: ${lab.edge.api}, gap: 0, settle: 1 }\n`,
  );
  place.write('config/wikisync.yaml', `wikis:\n${wikis.join('')}listings:\n${listings.join('')}`);
  return { labs, place };
}

/** How many requests each wiki had at once at the most, and both together. */
function watch(
  labs: World['labs'],
): () => { readonly each: readonly number[]; readonly all: number } {
  const now = [0, 0];
  const most = [0, 0];
  let all = 0;
  for (const [index, lab] of labs.entries()) {
    lab.edge.onRequest = async () => {
      now[index] = (now[index] ?? 0) + 1;
      most[index] = Math.max(most[index] ?? 0, now[index] ?? 0);
      all = Math.max(
        all,
        now.reduce((sum, one) => sum + one),
      );
      // Long enough for others to come, if they did not wait.
      await new Promise((resolve) => setTimeout(resolve, 15));
      now[index] = (now[index] ?? 0) - 1;
    };
  }
  return () => ({ each: most, all });
}

describe('a run over listings of two wikis', () => {
  it('asks both at the same time, each one thing after the other', async () => {
    const { labs, place } = await twoWikis((wiki, index) => `${wiki}${index}.yaml`);
    const seen = watch(labs);

    expect((await place.run('pull', '--all')).code).toBe(0);
    for (const name of ['a1', 'b2', 'a3']) place.edit(`${name}.yaml`, 'as it was', 'changed');
    const { code, out } = await place.run('sync', '--all');

    expect(code).toBe(0);
    expect(out).toContain('6 listings: 3 with changes, 3 in sync.');
    expect(seen()).toEqual({ each: [1, 1], all: 2 });
    expect(await labs[1].text(titleOf(2))).toBe(listText(2, 'changed'));
    for (const name of ['a1', 'b2', 'a3']) {
      expect((await place.run('log', name, '-n', '1')).out).toContain('1 updated');
    }
  });

  it('tells of them in the order of the config, whichever was first', async () => {
    const { labs, place } = await twoWikis((wiki, index) => `${wiki}${index}.yaml`);
    labs[0].edge.onRequest = () => new Promise((resolve) => setTimeout(resolve, 30));

    const { out } = await place.run('pull', '--all', '--format', 'json');

    const names = JSON.parse(out).listings.map(
      ({ listing }: { readonly listing: string }) => listing,
    );
    expect(names).toEqual(['a1', 'b1', 'a2', 'b2', 'a3', 'b3']);
  });

  it('goes on with the other one where one is down', async () => {
    const { labs, place } = await twoWikis((wiki, index) => `${wiki}${index}.yaml`);
    const answer = { status: 503, headers: { 'Retry-After': '3600' } };
    labs[0].edge.fail('query', { kind: 'answer', answer }, 9);

    const { code, out } = await place.run('pull', '--all');

    expect(code).toBe(75);
    expect(out).toContain('6 listings: 3 failed, 3 with changes.');
    expect(place.read('b3.yaml')).toContain('A 3');
  });

  it('brings one data file to both, in turns', async () => {
    const { labs, place } = await twoWikis((_, index) => `${index}.yaml`);
    const seen = watch(labs);
    expect((await place.run('pull', '--all')).code).toBe(0);
    await labs[0].put(titleOf(2), listText(2, 'by a person'));

    const { code, out } = await place.run('sync', '--all');

    expect(code).toBe(0);
    expect(out).toContain('6 listings: 2 with changes, 4 in sync.');
    expect(place.read('2.yaml')).toContain('by a person');
    expect(await labs[1].text(titleOf(2))).toBe(listText(2, 'by a person'));
    expect(seen()).toEqual({ each: [1, 1], all: 1 });
  });
});

describe('a defect in what is done on one of two wikis', () => {
  it('ends the run once nothing is under way on the other one', async () => {
    const jobOn = (name: string) =>
      ({ name, wiki: { name }, data: { path: `/nowhere/${name}` }, stopping: idle }) as ListingJob;
    const ended: string[] = [];
    const run = async ({ name }: ListingJob): Promise<never> => {
      if (name === 'b') await pause(50);
      ended.push(name);
      throw new Error(`a defect on ${name}`);
    };

    await expect(runListings([jobOn('a'), jobOn('b')], run)).rejects.toThrow('a defect on a');

    expect(ended).toEqual(['a', 'b']);
  });
});

const idle = new AbortController().signal;
