/** What could not be checked is never said to be in step: not by a report, and not by an exit code. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Outcome, type Workplace, workplace } from '../support/command-line.ts';

const page = '{{item|Title=One}}\n{{item|Title=Two}}\n';
const data = 'records:\n  - title: One\n  - title: Two\n';

/** A listing that is in step with its data file, on a wiki that is a folder. */
async function inStep(): Promise<Workplace> {
  const place = workplace();
  place.write(
    'config/wikisync.yaml',
    `wikis:
  w: { folder: ../wiki }
listings:
  list:
    wiki: w
    page: List
    data: ../data/list.yaml
    template: item
    key: title
    tags: [nightly]
    fields: { title: { parameter: Title, type: text, required: true } }
`,
  );
  place.write('wiki/List.wiki', page);
  place.write('data/list.yaml', data);
  expect((await place.run('sync')).out).toContain('In sync.');
  return place;
}

type Situation = readonly [what: string, make: (place: Workplace) => void, reason: RegExp];

const situations: readonly Situation[] = [
  ['the page is gone', ({ folder }) => rmSync(join(folder, 'wiki/List.wiki')), /no page 'List'/],
  ['the page is no text', (place) => place.write('wiki/List.wiki', '\ufffe\u0000'), /List/],
  ['the page was blanked', (place) => place.write('wiki/List.wiki', ''), /has no records/],
  ['the page cannot be trusted', (place) => place.edit('wiki/List.wiki', '|Title=Two}}', '|'), /./],
  ['a record is there twice', (place) => place.edit('wiki/List.wiki', 'Two', 'One'), /2 times/],
  ['the data file is gone', ({ folder }) => rmSync(join(folder, 'data/list.yaml')), /data/],
  ['the data file is broken', (place) => place.write('data/list.yaml', 'records: ['), /malformed/],
  ['the data file is empty', (place) => place.write('data/list.yaml', ''), /empty|records/],
  ['the snapshot is damaged', (place) => damage(place, 'snapshots'), /snapshot/],
  [
    'the wiki is gone',
    ({ folder }) => rmSync(join(folder, 'wiki'), { recursive: true }),
    /no page/,
  ],
];

function damage({ folder, write }: Workplace, part: string): void {
  for (const name of readdirSync(join(folder, '.wikisync', part))) {
    write(`.wikisync/${part}/${name}`, '{');
  }
}

const formats = ['text', 'markdown', 'html', 'wikitext', 'json', 'sarif', 'github'];

/** What a report says where all is well. */
const allIsWell = /In sync|in sync|No problems|Nothing to do/;

describe.each(situations)('where %s', (_, make, reason) => {
  it('no command ends as if nothing had changed', async () => {
    for (const command of ['plan', 'sync', 'push', 'pull', 'status']) {
      const place = await inStep();
      make(place);

      const { code, out, err } = await place.run(command);

      expect([command, code]).not.toEqual([command, 0]);
      // Of a line for each listing there is no more room.
      const why = command === 'status' ? /could not check|outdated/ : reason;
      expect(`${out}${err}`.replace(/\s+/g, ' ')).toMatch(why);
      expect(out).not.toMatch(allIsWell);
    }
  });

  it('no report says that all is well', async () => {
    const place = await inStep();
    make(place);

    for (const format of formats) {
      const { out } = await place.run('plan', '--format', format);
      expect([format, allIsWell.test(out.replaceAll('in sync (', ''))]).toEqual([format, false]);
      expect(out.trim()).not.toBe('');
    }
    const quiet = await place.run('plan', '--quiet');
    expect(quiet.out).not.toBe('');
  });
});

describe('a run', () => {
  it('that is stopped before it came to a listing is to be tried again', async () => {
    const place = await inStep();

    const { code, out } = await place.stopped('plan');

    expect(code).toBe(75);
    expect(out).toContain('interrupted');
    expect(out).not.toMatch(allIsWell);
  });

  it('that meets another one is to be tried again', async () => {
    const place = await inStep();
    place.write('.wikisync/lock', '{"id":"a","pid":1,"machine":"elsewhere","since":"then"}\n');

    expect((await place.run('sync')).code).toBe(75);
  });

  it('tells programs whether the sides were compared', async () => {
    const place = await inStep();
    const compared = async () =>
      JSON.parse((await place.run('plan', '--format', 'json')).out).listings[0].compared;
    const successful = async () =>
      JSON.parse((await place.run('plan', '--format', 'sarif')).out).runs[0].invocations[0]
        .executionSuccessful;
    expect([await compared(), await successful()]).toEqual([true, true]);

    rmSync(join(place.folder, 'wiki/List.wiki'));

    expect([await compared(), await successful()]).toEqual([false, false]);
  });

  it('fails as a whole where one of many listings could not be checked', async () => {
    const place = await inStep();
    place.edit(
      'config/wikisync.yaml',
      'listings:\n',
      'listings:\n  other: { wiki: w, page: Other, data: ../data/other.yaml, template: item, key: title, fields: { title: { parameter: Title, type: text } } }\n',
    );

    const { code, out } = await place.run('plan');

    expect(code).toBe(1);
    expect(out).toContain('2 listings: 1 failed, 1 in sync.');
  });
});

describe('a run over no listing', () => {
  const none = 'Nothing was checked: the config has no listing that this is about.';

  it.each(['plan', 'sync', 'check', 'status', 'health --max-age 1&day'])(
    'fails where the config has none, as of %s',
    async (line) => {
      const place = await inStep();
      place.write('config/wikisync.yaml', 'wikis: { w: { folder: ../wiki } }\nlistings: {}\n');
      const [command = '', ...options] = line.split(' ').map((word) => word.replace('&', ' '));

      const { code, out } = await place.run(command, '--all', ...options);

      expect(code).toBe(1);
      expect(out).toContain(none);
    },
  );

  it('says so where all are in other parts', async () => {
    const place = await inStep();
    const outcomes: Outcome[] = [];
    for (const part of [1, 2, 3]) outcomes.push(await place.run('plan', '--shard', `${part}/3`));

    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
    const said = outcomes.map(({ out }) => /In sync|Nothing was checked/.exec(out)?.[0]).sort();
    expect(said).toEqual(['In sync', 'Nothing was checked', 'Nothing was checked']);
  });

  it.each([['other'], ['li*x'], ['--tag', 'weekly'], ['list', '--tag', 'weekly']])(
    'is wrong usage where %s fits none',
    async (...wanted) => {
      const place = await inStep();

      expect((await place.run('plan', ...wanted)).code).toBe(64);
    },
  );
});
