/**
 * Each folder of fixtures/scenarios is a situation: a page, a data file and what both last agreed on,
 * with what a sync makes of them, and how each report shows it beforehand.
 *
 * `WIKISYNC_UPDATE=1 npx vitest run tests/scenarios` writes the reports anew, to be read in the diff;
 * what becomes of page and data file is written by hand.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Workplace, workplace } from './support/command-line.ts';

const folder = 'fixtures/scenarios';
const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

interface Scenario {
  /** What a reader should know, in one sentence. */
  readonly does: string;
  /** Of the sync. */
  readonly exit: number;
  /** For plan and sync. */
  readonly options?: readonly string[];
}

const textOf = (...path: string[]): string => readFileSync(join(folder, ...path), 'utf8');
const has = (...path: string[]): boolean => existsSync(join(folder, ...path));

/** The situation in a folder of its own. */
async function situationOf(name: string): Promise<Workplace> {
  const place = workplace();
  const config = has(name, 'config.yaml') ? textOf(name, 'config.yaml') : textOf('config.yaml');
  // The data file stands beside the config, and the wiki's pages in a folder of their own.
  place.write('config/wikisync.yaml', config);
  if (has(name, 'layout.wiki')) place.write('config/layout.wiki', textOf(name, 'layout.wiki'));
  if (has(name, 'base.wiki')) {
    place.write('config/wiki/Gardens.wiki', textOf(name, 'base.wiki'));
    expect((await place.run('pull', '--verbose')).code).toBe(0);
  }
  place.write('config/wiki/Gardens.wiki', textOf(name, 'page.wiki'));
  if (has(name, 'data.yaml')) place.write('config/data.yaml', textOf(name, 'data.yaml'));
  return place;
}

const reports = ['report.txt', 'report.md', 'report.html', 'report.wiki', 'report.json'] as const;

/** Without what is the same in every report. */
function essential(text: string): string {
  return text
    .replace(/<style>[\s\S]*<\/style>/, '<style></style>')
    .replace(/<script>[\s\S]*<\/script>/, '<script></script>')
    .replace(/sha256-[\w+/=]*/g, 'sha256-…');
}

describe.each(names)('%s', (name) => {
  const { does, exit, options = [] } = JSON.parse(textOf(name, 'scenario.json')) as Scenario;

  it(does, async () => {
    const place = await situationOf(name);

    const { code, out, err } = await place.run('sync', ...options);

    expect({ code, out, err }).toMatchObject({ code: exit });
    expect(place.read('config/wiki/Gardens.wiki')).toBe(textOf(name, 'page.after.wiki'));
    expect(place.read('config/data.yaml')).toBe(textOf(name, 'data.after.yaml'));
  });

  it('is reported in every format', async () => {
    const place = await situationOf(name);
    const files = reports.flatMap((file) => ['--report', file]);

    await place.run('plan', ...options, ...files, '--out', 'plan.json');

    for (const file of reports) {
      const text = essential(place.read(file));
      if (process.env['WIKISYNC_UPDATE'] === '1') writeFileSync(join(folder, name, file), text);
      expect(text).toBe(textOf(name, file));
    }
  });

  it('is done by apply as it was planned, and by nothing afterwards', async () => {
    const place = await situationOf(name);
    await place.run('plan', ...options, '--out', 'plan.json');
    if (!existsSync(join(place.folder, 'plan.json'))) {
      // Nothing could be planned.
      expect(exit).toBe(1);
      return;
    }

    const { code } = await place.run('apply', 'plan.json');

    expect(code).toBe(exit);
    expect(place.read('config/wiki/Gardens.wiki')).toBe(textOf(name, 'page.after.wiki'));
    expect(place.read('config/data.yaml')).toBe(textOf(name, 'data.after.yaml'));
    const again = await place.run('sync', ...options);
    expect(again.code).toBe(exit);
    expect(place.read('config/wiki/Gardens.wiki')).toBe(textOf(name, 'page.after.wiki'));
    expect(place.read('config/data.yaml')).toBe(textOf(name, 'data.after.yaml'));
  });
});

it('has at least forty situations', () => {
  expect(names.length).toBeGreaterThanOrEqual(40);
});
