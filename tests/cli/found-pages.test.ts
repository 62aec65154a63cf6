/** Listings whose pages are found on the wiki, or follow from the data file. */
import { describe, expect, it } from 'vitest';
import { type Workplace, workplace } from '../support/command-line.ts';
import { itemKeys, listText, manyPages, titleOf } from '../support/many-pages.ts';

const page = (...names: readonly string[]): string =>
  `Intro.\n\n${names.map((name) => `{{item\n|Name=${name}\n|Note=as is\n}}\n`).join('\n')}`;

const config = (pages: string, data = '../data/<page>.yaml', more = ''): string => `wikis:
  w: { folder: ../wiki }
listings:
  lists:
    wiki: w
    pages: ${pages}
    data: ${data}
${itemKeys}${more}`;

function place(pages: string, data?: string, more?: string): Workplace {
  const made = workplace();
  made.write('config/wikisync.yaml', config(pages, data, more));
  made.write('wiki/Rounds/2013.wiki', page('A', 'B'));
  made.write('wiki/Rounds/2014.wiki', `${page('X')}\n[[Category:Lists]]\n`);
  made.write('wiki/Rounds/Autumn_of_old.wiki', `${page('O')}\n[[category:lists|x]]\n`);
  made.write('wiki/Rounds/Moved.wiki', '#REDIRECT [[Rounds/2013]]\n');
  made.write('wiki/Something else.wiki', 'Nothing. [[Category:Other]]\n');
  return made;
}

async function names(made: Workplace, ...args: readonly string[]): Promise<readonly string[]> {
  const { out } = await made.run('plan', ...args, '--format', 'json');
  return JSON.parse(out).listings.map(({ listing }: { readonly listing: string }) => listing);
}

describe('a listing of all pages whose titles begin alike', () => {
  it('has a data file for each, named after what is special about the title', async () => {
    const made = place('{ prefix: Rounds/ }');

    const { code, out } = await made.run('pull');

    expect(code).toBe(0);
    expect(out).toContain('3 listings: 3 with changes.');
    expect(made.read('data/2013.yaml')).toBe(
      'records:\n  - name: A\n    note: as is\n  - name: B\n    note: as is\n',
    );
    expect(made.read('data/Autumn_of_old.yaml')).toContain('name: O');
    expect((await made.run('plan', '--exit-code')).code).toBe(0);
  });

  it('takes up a page that somebody makes, and leaves the file of one that is gone', async () => {
    const made = place('{ prefix: Rounds/ }');
    await made.run('pull');
    made.write('wiki/Rounds/2015.wiki', page('New'));

    expect((await made.run('sync')).code).toBe(0);

    expect(made.read('data/2015.yaml')).toContain('name: New');
  });

  it('is chosen by its name, and each page by its own, as a name or as its title', async () => {
    const made = place('{ prefix: Rounds/ }');

    expect(await names(made)).toEqual(['lists@2013', 'lists@2014', 'lists@Autumn-of-old~663debd4']);
    expect(await names(made, 'lists@2014')).toEqual(['lists@2014']);
    expect(await names(made, 'lists@20*')).toEqual(['lists@2013', 'lists@2014']);
    expect(await names(made, 'lists@Autumn of old')).toEqual(['lists@Autumn-of-old~663debd4']);
    const { code, err } = await made.run('plan', 'lists@2016');
    expect(code).toBe(64);
    expect(err).toContain("There is no listing 'lists@2016' in the config.");
  });
});

describe('a listing of all pages of a category', () => {
  it('has those that are in it, but not what has a listing of its own', async () => {
    const own = `  own:\n    wiki: w\n    page: Rounds/2014\n    data: ../own.yaml\n${itemKeys}`;
    const made = place('{ category: Lists }', undefined, own);

    expect(await names(made)).toEqual(['own', 'lists@Rounds-Autumn-of-old~9703addf']);
    expect((await made.run('pull', 'lists')).code).toBe(0);
    expect(made.read('data/Rounds/Autumn_of_old.yaml')).toContain('name: O');
  });

  it('fails loudly without any page, and the other listings go on', async () => {
    const own = `  own:\n    wiki: w\n    page: Rounds/2014\n    data: ../own.yaml\n${itemKeys}`;
    const made = place('{ category: Listen }', undefined, own);

    const { code, out } = await made.run('pull', '--all');

    expect(code).toBe(1);
    expect(out).toContain("There is no page for 'lists': the category 'Listen' has none.");
    expect(made.read('own.yaml')).toContain('name: X');
    expect((await made.run('status')).code).toBe(1);
  });

  it('leaves pages alone whose data files some system would take for one', async () => {
    const made = place('{ prefix: Rounds/ }');
    made.write('wiki/Rounds/AUTUMN_OF_OLD.wiki', page('U'));

    const { code, out } = await made.run('pull');

    expect(code).toBe(1);
    expect(out).toContain("'AUTUMN OF OLD' and 'Autumn of old' would have one data file");
    expect(await names(made)).toEqual(['lists', 'lists@2013', 'lists@2014']);
  });
});

describe('a listing of pages that are listed', () => {
  it('may have one data file for all of them, by a field that has the title', async () => {
    const made = place('{ field: where, list: [Rounds/2013, Rounds/2014] }', '../all.yaml');

    expect((await made.run('pull')).code).toBe(0);
    expect(made.read('all.yaml')).toContain('name: A\n    where: Rounds/2013\n');
    made.edit('all.yaml', 'name: A\n    where: Rounds/2013', 'name: A\n    where: Rounds/2014');
    expect((await made.run('sync')).code).toBe(0);
    expect(made.read('wiki/Rounds/2014.wiki')).toContain('|Name=A');
    expect(made.read('wiki/Rounds/2013.wiki')).not.toContain('|Name=A');
  });
});

describe('a listing whose pages follow from a field', () => {
  it('has the page of each value, and takes up those that the wiki has', async () => {
    const made = place('{ field: round, title: Rounds/<round> }', '../all.yaml');
    made.write('wiki/Rounds/2013/Notes.wiki', 'Below a page.\n');

    expect((await made.run('pull')).code).toBe(0);
    const text = made.read('all.yaml');
    expect(text).toContain('name: B\n    round: 2013');
    expect(text).toContain('name: O\n    round: Autumn of old');

    made.write('all.yaml', text.replace(/round: .?2014.?/, 'round: 2013'));
    const { code } = await made.run('sync');
    expect(code).toBe(0);
    expect(made.read('wiki/Rounds/2013.wiki')).toContain('|Name=X');
    expect(made.read('wiki/Rounds/2014.wiki')).not.toContain('|Name=X');
    expect((await made.run('plan', '--exit-code')).code).toBe(0);
  });

  it('says that a page is missing that a value asks for, and goes on with the others', async () => {
    const made = place('{ field: round, title: Rounds/<round> }', '../all.yaml');
    await made.run('pull');
    made.write('all.yaml', `${made.read('all.yaml')}  - name: Z\n    round: 2020\n`);

    const { code, out } = await made.run('sync');

    expect(code).toBe(1);
    expect(out).toContain("There is no page 'Rounds/2020'");
    expect(out).toContain('4 listings: 1 failed, 3 in sync.');
  });
});

describe('a config with pages to be found', () => {
  it.each([
    ['{ field: f }', '../d.yaml', 'pages-source 6:'],
    ['{ list: [A], prefix: B }', '../<page>.yaml', 'pages-source 6:'],
    ['{ titles: { a: A } }', '../d.yaml', 'pages-source 6:'],
    ['{ title: A/<f> }', '../d.yaml', 'pages-source 6:'],
    ['{ field: f, title: A }', '../d.yaml', 'pages-source 6:'],
    ['{ field: f, title: A/<g> }', '../d.yaml', 'key-unknown 6:'],
    ['{ prefix: A }', '../d.yaml', 'page-data 7:'],
    ['{ field: f, prefix: A }', '../<page>.yaml', 'page-data 7:'],
    ['{ list: [A b, A B] }', '../<page>.yaml', 'page-file-twice 6:'],
    ['{ list: [A, a] }', '../<page>.yaml', 'page-twice 6:'],
  ])('is told of %s with %s', async (pages, data, found) => {
    const { code, out } = await place(pages, data).run('plan', '--format', 'json');

    expect(code).toBe(1);
    const told = JSON.parse(out).diagnostics.map(
      ({ code: known, place: at }: { readonly code: string; readonly place: { line: number } }) =>
        `${known} ${at.line}:`,
    );
    expect(told).toContain(found);
  });
});

describe('pages that are found on a MediaWiki', () => {
  it('cost one request, and nothing else while they are quiet', async () => {
    const listings = `  lists:\n    wiki: w\n    pages: { prefix: Lists/ }\n    data: ../data/<page>.yaml\n${itemKeys}`;
    const many = await manyPages(30, listings);
    many.lab.store.listedPerAnswer = 20;

    expect((await many.place.run('pull')).code).toBe(0);
    expect(many.place.read('data/List_17.yaml')).toContain('A 17');
    expect(many.requests()).toHaveLength(3);

    expect((await many.place.run('sync')).out).toContain('30 listings: 30 in sync.');
    expect(many.requests().map((params) => params.get('list') ?? params.get('prop'))).toEqual([
      'allpages',
      'allpages',
      'info|redirects',
    ]);
    await many.lab.put(titleOf(3), listText(3, 'changed'));
    expect((await many.place.run('sync', 'lists@List 3')).code).toBe(0);
    expect(many.place.read('data/List_3.yaml')).toContain('changed');
  });

  it('are not said to be in sync while nobody can tell which they are', async () => {
    const listings = `  lists:\n    wiki: w\n    pages: { category: Lists }\n    data: ../data/<page>.yaml\n${itemKeys}`;
    const many = await manyPages(1, listings);
    await many.lab.put('In it', `${listText(9)} [[Category:Lists]]`);
    expect((await many.place.run('pull')).code).toBe(0);
    const answer = { status: 503, headers: { 'Retry-After': '3600' } };
    for (const action of ['query', 'token']) {
      many.lab.edge.fail(action, { kind: 'answer', answer }, 9);
    }

    const { code, out } = await many.place.run('sync', '--all');

    expect(code).toBe(75);
    expect(out).toContain('lists');
    expect(out).not.toContain('In sync');
  });
});
