/** Runs over many listings: which of them a command line means. */
import { describe, expect, it } from 'vitest';
import { shardOf } from '../../src/cli/select.ts';
import { type Workplace, workplace } from '../support/command-line.ts';

const listing = (page: string, data: string, more = ''): string => `
    wiki: w
    page: ${page}
    data: ../${data}
    template: item
    key: name${more}
    fields: { name: { parameter: Name, type: text } }`;

/** Four listings; `a` and `b` share a data file. */
function fourListings(): Workplace {
  const place = workplace();
  place.write(
    'config/wikisync.yaml',
    `wikis:
  w: { folder: ../wiki }
listings:
  a:${listing('A', 'shared.yaml', '\n    tags: [nightly, small]')}
  b:${listing('B', 'shared.yaml')}
  c:${listing('C', 'c.yaml', '\n    tags: [nightly]')}
  d:${listing('D', 'd.yaml', '\n    tags: [weekly]')}
`,
  );
  for (const page of ['A', 'B', 'C', 'D']) {
    place.write(`wiki/${page}.wiki`, '{{item|Name=one}}\n');
    if (page !== 'D')
      place.write(`${page === 'C' ? 'c' : 'shared'}.yaml`, 'records:\n  - name: one\n');
  }
  place.write('d.yaml', 'records:\n  - name: one\n');
  return place;
}

async function chosen(place: Workplace, ...args: readonly string[]): Promise<readonly string[]> {
  const { code, out } = await place.run('plan', ...args, '--format', 'json');
  expect(code).toBe(0);
  return JSON.parse(out).listings.map(({ listing }: { readonly listing: string }) => listing);
}

describe('which listings a command is about', () => {
  it('are those with a tag, with any of several, and of those that are named', async () => {
    const place = fourListings();

    expect(await chosen(place, '--tag', 'nightly')).toEqual(['a', 'c']);
    expect(await chosen(place, '--tag', 'weekly', '--tag', 'small')).toEqual(['a', 'd']);
    expect(await chosen(place, 'c', 'd', '--tag', 'nightly')).toEqual(['c']);
    expect(await chosen(place, '--all', '--tag', 'weekly')).toEqual(['d']);
  });

  it('are chosen by a tag alone also where a command writes', async () => {
    const place = fourListings();

    expect((await place.run('sync')).code).toBe(64);
    const { code, out } = await place.run('sync', '--tag', 'nightly');
    expect(code).toBe(0);
    expect(out).toContain('2 listings: 2 in sync.');
  });

  it('are no others if a tag or a part is misspelt, or fits none', async () => {
    const place = fourListings();

    const misspelt = await place.run('sync', '--tag', 'nihtly');
    expect(misspelt.code).toBe(64);
    expect(misspelt.err).toContain("Did you mean 'nightly'?");
    const other = await place.run('sync', 'b', '--tag', 'nightly');
    expect(other.code).toBe(64);
    expect(other.err).toContain("None of the named listings has the tag 'nightly'.");
    for (const part of ['0/4', '5/4', '1', '1/0', '-1/3', 'a/b']) {
      expect((await place.run('plan', `--shard=${part}`)).code).toBe(64);
    }
  });

  it('are in one part of n each, and with those of their data file', async () => {
    const place = fourListings();

    const parts = await Promise.all(
      [1, 2, 3].map((part) => chosen(place, '--all', '--shard', `${part}/3`)),
    );
    expect(parts.flat().toSorted()).toEqual(['a', 'b', 'c', 'd']);
    const [together] = parts.filter((names) => names.includes('a'));
    expect(together).toContain('b');
  });

  it('are split evenly, and the same way on every machine', () => {
    const counts = [0, 0, 0, 0];
    for (let index = 0; index < 4000; index += 1) {
      const part = shardOf(`data/${index}.yaml`, 4) - 1;
      counts[part] = (counts[part] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120);
    expect(['data/a.yaml', 'data/b.yaml'].map((key) => shardOf(key, 4))).toEqual([1, 3]);
  });

  it('do not stop for one that fails, and the worst of all is the exit code', async () => {
    const place = fourListings();
    place.write('c.yaml', 'records: [');
    place.write('wiki/D.wiki', '{{item|Name=two}}\n');

    const { code, out } = await place.run('sync', '--all');

    expect(code).toBe(1);
    expect(out).toContain('4 listings: 1 refused, 1 with changes, 2 in sync.');
    expect(place.read('d.yaml')).toContain('two');
  });
});
