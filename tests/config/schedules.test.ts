import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';

const listing =
  '{ wiki: w, page: List, data: list.csv, template: item, key: name, fields: { name: { parameter: 1, type: text } }';

/** What is found of a config with these schedules: for all, and for each listing. */
async function load(general: string, listings: Readonly<Record<string, string>>) {
  const lines = Object.entries(listings).map(
    ([name, schedule]) =>
      `  ${name}: ${listing.replace('List', name).replace('list.csv', `${name}.csv`)}${schedule} }`,
  );
  const text = `wikis:\n  w: { folder: wiki }\n${general}listings:\n${lines.join('\n')}\n`;
  const folder = await mkdtemp(join(tmpdir(), 'wikisync-schedules-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'w.yaml'), text);
  return loadConfig(join(folder, 'w.yaml'), 'w.yaml');
}

describe('schedules', () => {
  it('are there for listings that have one, and no others', async () => {
    const { value } = await load('', {
      a: ", schedule: { cron: '17 3 * * *' }",
      b: '',
      c: ', schedule: { watch: true }',
    });

    const about = { wiki: 'w', timezone: 'UTC', jitter: 60 };
    expect(value?.schedules).toEqual([
      { ...about, listing: 'a', shardKey: 'a.csv', cron: '17 3 * * *', watch: false },
      { ...about, listing: 'c', shardKey: 'c.csv', cron: undefined, watch: true },
    ]);
  });

  it('hold for all listings, but for what one says otherwise', async () => {
    const { value } = await load(
      "schedule: { cron: '17 3 * * *', timezone: Europe/Berlin, jitter: 600 }\n",
      { a: '', b: ', schedule: { jitter: 0, watch: true }', c: ', schedule: false' },
    );

    const found = value?.schedules.map(({ listing: name, cron, timezone, jitter, watch }) => {
      return [name, cron, timezone, jitter, watch];
    });
    expect(found).toEqual([
      ['a', '17 3 * * *', 'Europe/Berlin', 600, false],
      ['b', '17 3 * * *', 'Europe/Berlin', 0, true],
    ]);
  });

  it.each([
    ["cron: '61 3 * * *'", 'schedule-cron'],
    ["cron: '0 0 31 2 *'", 'schedule-cron'],
    ['cron: nightly', 'schedule-cron'],
    ['timezone: Europe/Atlantis', 'schedule-timezone'],
    ["timezone: '+02:00'", 'schedule-timezone'],
    ['jitter: -1', 'config-value'],
    ['jitter: 90000', 'config-value'],
    ['watch: often', 'config-value'],
    ['every: hour', 'config-key-unknown'],
  ])('are told with their place if they are wrong: %s', async (wrong, code) => {
    const first = await load(`schedule: { ${wrong} }\n`, { a: '' });
    const second = await load('', { a: `, schedule: { ${wrong} }` });

    expect(first.diagnostics.map((one) => [one.code, one.place?.line])).toEqual([[code, 3]]);
    expect(second.diagnostics.map((one) => [one.code, one.place?.line])).toEqual([[code, 4]]);
  });
});
