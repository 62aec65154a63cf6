/** Pages of differing habits are adopted without being touched. */

import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { workplace } from '../support/command-line.ts';
import { xenPage } from '../support/xen.ts';

const folder = 'fixtures/adopt';
const names = readdirSync(folder).map((file) => file.replace(/\.wiki$/, ''));

interface Special {
  readonly options?: readonly string[];
  readonly code?: number;
  /** What cannot be read. */
  readonly found?: readonly string[];
}

/** Where a page calls several templates, or has records or values that are left alone. */
const special: Readonly<Record<string, Special>> = {
  'keys-that-are-not-all-told-apart': { code: 1 },
  'near-misses': { found: ['value-unreadable'] },
  'three-templates-mixed': { options: ['--template', 'Talk'] },
};

function adoptable(name: string, text = readFileSync(`${folder}/${name}.wiki`, 'utf8')) {
  const place = workplace();
  place.write(`pages/${name}.wiki`, text);
  return { place, text };
}

describe.each(names)('%s', (name) => {
  it('is adopted as it is, and the next plan is empty', async () => {
    const { options = [], code = 0, found = [] } = special[name] ?? {};
    const { place, text } = adoptable(name);

    const made = await place.run('init', `pages/${name}.wiki`, ...options);
    expect({ ...made }).toMatchObject({ code });

    const { out } = await place.run('plan', '--format', 'json');
    const [listing] = JSON.parse(out).listings;
    expect(listing.changes).toEqual({ page: [], data: [] });
    expect(listing.conflicts).toEqual([]);
    const unread = ['value-unreadable', 'argument-unknown', 'section-unknown'];
    const codes = listing.diagnostics.map((each: { readonly code: string }) => each.code);
    expect(codes.filter((each: string) => unread.includes(each))).toEqual(found);
    expect(place.read(`pages/${name}.wiki`)).toBe(text);
  });
});

describe('init', () => {
  it('makes the data file beside a config that has no folder of its own', async () => {
    const { place } = adoptable('chinese');

    const { code } = await place.run('init', 'pages/chinese.wiki', '--config', 'w.yaml');

    expect(code).toBe(0);
    expect(place.read('data/chinese.yaml')).toContain('records:');
    expect(place.read('w.yaml')).toContain('data: data/chinese.yaml');
  });

  async function configOf(name: string, ...options: string[]): Promise<string> {
    const { place } = adoptable(name);
    const { out } = await place.run('init', `pages/${name}.wiki`, '--dry-run', ...options);
    expect(() => place.read('config/wikisync.yaml')).toThrow();
    return out;
  }

  it.each([
    [
      'one-line-calls',
      'night: { parameter: Night, type: flag, values: { "true": ["yes"], "false": ["no"] } }',
    ],
    ['one-line-calls', 'every: { parameter: Every, type: number }'],
    ['two-space-indents', 'since: { parameter: since, type: date, formats: [yyyy-MM-dd] }'],
    [
      'two-space-indents',
      'role: { parameter: role, type: choice, values: { web: [web], mail: [mail] } }',
    ],
    ['aligned-equals', 'type: date, formats: [d MMMM yyyy] }'],
    ['positional', 'value-1: { parameter: 1, type: text, required: true }'],
    ['nested-calls', 'time: { parameter: Time, type: wikitext }'],
    ['references-and-links', 'name: { parameter: name, type: wikitext, required: true }'],
    ['references-and-links', 'website: { parameter: website, type: url }'],
    ['near-misses', "'Waitng' is taken for 'Waiting'"],
    ['right-to-left', '"שנה": { parameter: "שנה", type: number }'],
    ['chinese', 'key: "名称"'],
    ['near-misses', 'closed: [Closed, Closd]'],
    ['near-misses', "'Closd' is taken for 'Closed'"],
    ['four-hundred-records', 'length: { parameter: Length, type: number }'],
    ['keys-that-are-not-all-told-apart', 'No parameter tells all records apart: 3 of 10 have no'],
  ])('finds in %s: %s', async (name, line) => {
    expect(await configOf(name)).toContain(line);
  });

  it('finds the sections of the example, its dates in both orders, and its people', async () => {
    const place = workplace();
    place.write('pages/Projects.wiki', xenPage);

    expect((await place.run('init', 'pages/Projects.wiki')).code).toBe(0);

    const config = place.read('config/wikisync.yaml');
    expect(config).toContain('gsoc-projects: GSoC Projects');
    expect(config).toContain('type: date, formats: [dd/MM/yyyy, MM/dd/yyyy]');
    expect(config).toContain('contact: { parameter: Contact, type: people }');
    expect(config).toMatch(/difficulty: \{ parameter: Difficulty, type: choice/);
    expect((await place.run('plan', '--exit-code')).code).toBe(0);
  });

  it('says which templates there are where several are called repeatedly', async () => {
    const { place } = adoptable('three-templates-mixed');

    const { code, err } = await place.run('init', 'pages/three-templates-mixed.wiki');

    expect(code).toBe(64);
    expect(err).toContain('Talk (4 times), Notice (2 times), Break (2 times)');
    expect(err).toContain('--yes takes the first');
    expect(() => place.read('config/wikisync.yaml')).toThrow();
  });

  it('asks on a terminal: the template, the key and the name', async () => {
    const { place } = adoptable('three-templates-mixed');
    const answers = ['7', 'talk', '2', 'taken?', 'evening'];

    const made = await place.answering(answers, 'init', 'pages/three-templates-mixed.wiki');

    expect(made).toMatchObject({ code: 0 });
    expect(made.err).toContain(
      'Which template makes the records?\n  1  Talk (4 times)\n  2  Notice',
    );
    expect(made.err).toContain('Which parameter identifies a record?\n  1  Title (4 of 4');
    expect(made.err).toContain('What is the listing called? [three-templates-mixed]: ');
    const config = place.read('config/wikisync.yaml');
    expect(config).toContain('  evening:\n');
    expect(config).toContain('template: Talk');
    expect(config).toContain('key: speaker');
    expect(place.read('data/evening.yaml')).toContain('speaker: Cleo');
  });

  it('takes the first answer of each question where nothing is said', async () => {
    const { place } = adoptable('three-templates-mixed');

    const made = await place.answering(['', '', ''], 'init', 'pages/three-templates-mixed.wiki');

    expect(made).toMatchObject({ code: 0 });
    expect(place.read('config/wikisync.yaml')).toContain('key: title');
  });

  it('asks nothing with --yes, on a terminal or not', async () => {
    const { place } = adoptable('three-templates-mixed');
    const line = ['init', 'pages/three-templates-mixed.wiki', '--yes'];

    expect(await place.answering([], ...line)).toMatchObject({ code: 0 });
    expect(place.read('config/wikisync.yaml')).toContain('template: Talk');
  });

  it('gives up where no answer fits', async () => {
    const { place } = adoptable('three-templates-mixed');
    const answers = ['a', 'b', 'c', 'd', 'e', 'f'];

    const made = await place.answering(answers, 'init', 'pages/three-templates-mixed.wiki');

    expect(made).toMatchObject({ code: 64 });
    expect(made.err).toContain('None of the answers fits');
  });

  it('takes the key, the name and the kind of data file from its options', async () => {
    const { place } = adoptable('near-misses');

    const other = ['--config', 'other/w.yaml', '--state', 'other/state'];
    const good = ['--key', 'Id', '--name', 'tickets', '--data', 'lists/tickets.csv'];
    expect(await place.run('init', 'pages/near-misses.wiki', ...good, ...other)).toMatchObject({
      code: 0,
    });
    expect(place.read('lists/tickets.csv').split('\n').slice(0, 2)).toEqual([
      'id,state,owner,on',
      'T1,open,Ann,2023-01-09',
    ]);
    expect(place.read('other/w.yaml')).toContain('data: ../lists/tickets.csv');
  });

  it.each([
    [['--key', 'Nothing'], "No call of 'Ticket' has a 'Nothing' of its own"],
    [['--key', 'Owner'], "No call of 'Ticket' has a 'Owner' of its own"],
    [['--name', 'not a name'], "cannot be called 'not a name'"],
    [['--data', 'tickets.txt'], "'tickets.txt' is no data file"],
    [['--template', 'Nothing'], "has no call of 'Nothing'"],
  ])('refuses %j', async (options, message) => {
    const { place } = adoptable('near-misses');

    const made = await place.run('init', 'pages/near-misses.wiki', ...options);

    expect(made.code).toBeGreaterThan(0);
    expect(made.err).toContain(message);
    expect(() => place.read('config/wikisync.yaml')).toThrow();
  });

  it('adds a listing to a config that is there, and leaves the rest of it as it is', async () => {
    const { place } = adoptable('near-misses');
    place.write('pages/Other.wiki', '{{plant|Name=Oak|Height=30}}\n{{plant|Name=Elm|Height=25}}\n');
    expect((await place.run('init', 'pages/near-misses.wiki')).code).toBe(0);
    place.edit('config/wikisync.yaml', '{ owner: shared }', '{ owner: wiki }   # ours');
    const before = place.read('config/wikisync.yaml');

    const made = await place.run('init', 'pages/Other.wiki');

    expect(made).toMatchObject({ code: 0 });
    expect(made.err).toContain("added to config/wikisync.yaml: listing 'other', 2 records");
    const after = place.read('config/wikisync.yaml');
    expect(after.startsWith(before)).toBe(true);
    expect(after.match(/folder:/g)).toHaveLength(1);
    expect((await place.run('plan', '--exit-code')).code).toBe(0);
    expect((await place.run('init', 'pages/Other.wiki')).err).toContain(
      'have the same page and template',
    );
  });

  it('adds a wiki too, where the page is of another', async () => {
    const { place } = adoptable('near-misses');
    place.write('more/Other.txt', '{{plant|Name=Oak|Height=30}}\n{{plant|Name=Elm|Height=25}}\n');
    place.write(
      'config/wikisync.yaml',
      [
        '# mine',
        'listings:',
        '    first:   # a comment',
        '        {wiki: w, page: near-misses, data: ../first.yaml, template: ticket, key: id,',
        '         fields: {id: {parameter: Id, type: text}}} # done',
        '',
        'wikis: # last',
        '    w: {folder: ../pages}',
      ].join('\r\n'),
    );

    const made = await place.run('init', 'more/Other.txt', '--wiki', 'more');

    expect(made).toMatchObject({ code: 0 });
    const config = place.read('config/wikisync.yaml');
    expect(config).toContain('         fields: {id: {parameter: Id, type: text}}} # done\r\n');
    expect(config).toMatch(/\r\n {4}other:\r\n {6}wiki: more\r\n/);
    expect(config).toMatch(/ {4}w: \{folder: \.\.\/pages\}\r\n {4}more:\r\n/);
    expect((await place.run('plan', 'other', '--exit-code')).code).toBe(0);
  });

  it.each([
    ['mine', 'cannot be read'],
    ['wikis: { w: { folder: ../pages } }\nlistings: {}\n', 'does not add to'],
  ])('overwrites no config: %j', async (text, message) => {
    const { place } = adoptable('positional');
    place.write('config/wikisync.yaml', text);

    const made = await place.run('init', 'pages/positional.wiki');

    expect(made).toMatchObject({ code: 64 });
    expect(made.err).toContain(message);
    expect(place.read('config/wikisync.yaml')).toBe(text);
  });

  it('begins no listing that the state folder knows from earlier runs', async () => {
    const { place } = adoptable('positional');
    expect((await place.run('init', 'pages/positional.wiki')).code).toBe(0);
    const other = ['--config', 'other/w.yaml', '--data', 'other.yaml'];

    const made = await place.run('init', 'pages/positional.wiki', ...other);

    expect(made).toMatchObject({ code: 64 });
    expect(made.err).toContain("delete '.wikisync/snapshots/positional.json'");
    expect(() => place.read('other/w.yaml')).toThrow();
    const renamed = await place.run('init', 'pages/positional.wiki', ...other, '--name', 'words');
    expect(renamed).toMatchObject({ code: 0 });
  });

  it('overwrites no data file', async () => {
    const { place } = adoptable('positional');
    place.write('data/positional.yaml', 'records: []\n');

    const made = await place.run('init', 'pages/positional.wiki');

    expect(made).toMatchObject({ code: 64 });
    expect(made.err).toContain("There is a data file 'data/positional.yaml' already");
    expect(place.read('data/positional.yaml')).toBe('records: []\n');
  });

  it.each([
    ['pages/none.wiki', 'file-missing'],
    ['pages/none', 'has no extension'],
    ['pages/saved.html', 'is a web page, and no wikitext'],
    ['pages/saved.html', 'give https://wiki.example.org/wiki/A to init'],
    ['pages/export.xml', 'is an export of pages'],
    ['pages/prose.wiki', 'No template is called repeatedly'],
    ['http://example.org/wiki/X', 'no address of a page that can be asked safely'],
    ['https://me:secret@example.org/wiki/X', 'no address of a page that can be asked safely'],
    ['https://wiki.example.org/wiki/X', "not said whom the wiki's people may write to"],
  ])('says what it needs instead of %s: %s', async (target, message) => {
    const place = workplace();
    place.write('pages/none', '{{a|b=c}}{{a|b=d}}');
    const head = '<link href="https://wiki.example.org/wiki/A" rel="canonical">';
    place.write('pages/saved.html', `<!DOCTYPE html>\n<html><head>${head}`);
    place.write(
      'pages/export.xml',
      '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/">',
    );
    place.write('pages/prose.wiki', 'Nothing but prose.');

    const made = await place.run('init', target);

    expect(made.code).toBeGreaterThan(0);
    expect(made.err).toContain(message);
    expect(made.err).not.toContain('secret');
    expect(() => place.read('config/wikisync.yaml')).toThrow();
  });

  it('asks for a contact on a terminal before anything is sent', async () => {
    const place = workplace();

    const made = await place.answering(
      ['nobody', '', 'x', 'y', 'z'],
      'init',
      'https://wiki.example.org/X',
    );

    expect(made).toMatchObject({ code: 64 });
    expect(made.err).toContain("Whom may the wiki's people write to");
  });

  it('says so where a page does not tell where its API is', async () => {
    const server = createServer((_, response) => response.end('<html>no wiki</html>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.close();
    });
    const { port } = server.address() as AddressInfo;

    const { code, err } = await workplace().run('init', `http://127.0.0.1:${port}/wiki/X`);

    expect(code).toBe(1);
    expect(err).toContain("does not say where its wiki's API is");
  });
});

describe('what init says of a page', () => {
  it.each([
    [
      'near-misses',
      [
        "8:22: State: 'Closd' is taken for 'Closed'. [taken-for-granted]",
        "13:23: State: 'Waitng' is taken for 'Waiting'. [taken-for-granted]",
        "10:39: The on cannot be read: '2023-03-32' is no date",
      ],
    ],
    [
      'records-in-noinclude',
      [
        '1:12: A call of the template is no record: it is inside another call.',
        '13:1: A call of the template is no record: it is in a noinclude region.',
        '14:1: A call of the template is no record: it is in a noinclude region.',
      ],
    ],
    [
      'keys-that-are-not-all-told-apart',
      ["3:1: The key 'Saw' stands 2 times.", '6:1: A record has no name'],
    ],
  ])('stands in its report, with line and column: %s', async (name, lines) => {
    const { place } = adoptable(name);

    const { out } = await place.run('init', `pages/${name}.wiki`, '--yes');

    const flat = out.replace(/\n {4}/g, ' ');
    for (const line of lines)
      expect(flat).toContain(`${name.charAt(0).toUpperCase()}${name.slice(1)}:${line}`);
  });
});
