/** What every wiki must do, whatever it is: run over a folder, the fake MediaWiki and a real one. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureFrom } from '../support/failure.ts';
import type { Lab } from '../support/fake-mediawiki/lab.ts';

const list = '== List ==\n\n{{project|Title=A|Date=1}}\n\nbetween\n\n{{project|Title=B|Date=1}}';

/** The scenarios that need nothing but pages. */
export function describeWiki(name: string, start: () => Promise<Lab>): void {
  describe(`Wiki: ${name}`, () => {
    let lab: Lab;

    beforeEach(async () => {
      lab = await start();
    });

    afterEach(() => lab.close());

    async function read(page = 'List') {
      const wiki = lab.open();
      return { wiki, ...(await wiki.readPage({ page, template: 'project' })) };
    }

    it.each([
      ['astral characters', 'a 😀 𝒳 é ﷽ \u200B\u00A0 z'],
      ['tabs and empty lines', '\n\n\ta\t\n \n\nb'],
      ['markup', '<nowiki>~~~~</nowiki> &amp; &#x41; [[A (b)|]] <!-- {{subst:x}} -->'],
      ['a byte order mark inside', 'a\uFEFFb'],
    ])('gives a text as it is: %s', async (_, text) => {
      await lab.put('List', text);
      // What was stored, as a wiki may change it on saving.
      const stored = await lab.text('List');

      expect((await read()).revision.text).toBe(stored);
    });

    it.each(['List', 'list', '_List_ ', 'List#part'])(
      'reads %j by its canonical title',
      async (page) => {
        await lab.put('List', list);

        expect((await read(page)).revision.title).toBe('List');
      },
    );

    it('finds a subpage and a page whose title a file name cannot hold', async () => {
      await lab.put('List/2014: "A?"', list);

      const { revision } = await read('List/2014:_"A?"');

      expect(revision).toMatchObject({ title: 'List/2014: "A?"', text: list });
    });

    it('makes a page that is not there, once', async () => {
      const wiki = lab.open();
      const page = { title: 'List/New', text: 'A new page.', summary: 'made (ws-0a1b2c3d, made)' };

      const { revision, isMerged } = await wiki.createPage(page);

      expect([revision.title, revision.text, isMerged]).toEqual(['List/New', 'A new page.', false]);
      expect(await lab.text('List/New')).toBe('A new page.');
      const error = await failureFrom(wiki.createPage({ ...page, text: 'Another text.' }));
      expect(error.code).toBe('edit-conflict');
      expect(await lab.text('List/New')).toBe('A new page.');
    });

    it('finds out whether a page was made', async () => {
      const wiki = lab.open();
      const sent = {
        title: 'List/New',
        textHash: createHash('sha1').update('A new page.').digest('hex'),
        summary: 'made (ws-0a1b2c3d, made)',
        isNew: true,
        age: 3_600_000,
      };

      expect(await wiki.findEdit(sent)).toEqual({ kind: 'not-saved' });

      await wiki.createPage({ title: 'List/New', text: 'A new page.', summary: sent.summary });
      expect(await wiki.findEdit(sent)).toMatchObject({
        kind: 'saved',
        saved: { revision: { text: 'A new page.' } },
      });
    });

    it('reads many pages at once, in the order of their titles', async () => {
      await lab.put('List', list);
      await lab.put('Other', 'Another page.');

      const found = await lab.open().readPages(['Other', 'Nothing here', 'list']);

      expect(
        found.map((page) => [page.kind, page.kind === 'there' ? page.revision.text : page.title]),
      ).toEqual([
        ['there', 'Another page.'],
        ['missing', 'Nothing here'],
        ['there', list],
      ]);
    });

    it('gives a page that was expected as it gives any other', async () => {
      await lab.put('List', list);
      await lab.put('Other', 'Another page.');
      await lab.put('Template:Project', 'x');
      await lab.put('Template:Proj', '#REDIRECT [[Template:Project]]');
      const wiki = lab.open();
      const template = 'project';
      const requests = ['List', 'Nothing here', 'other'].map((page) => ({ page, template }));
      const alone = await lab.open().readPage({ page: 'List', template });

      wiki.expect(requests);
      const [first, missing, other] = await Promise.allSettled(
        requests.map((request) => wiki.readPage(request)),
      );

      expect(first).toEqual({ status: 'fulfilled', value: alone });
      expect(missing).toMatchObject({ status: 'rejected', reason: { code: 'page-missing' } });
      expect(other).toMatchObject({
        value: { revision: { title: 'Other', text: 'Another page.' } },
      });
    });

    it('gives a page as it is now where that is asked for, and after it saved it', async () => {
      await lab.put('List', list);
      await lab.put('Other', 'Another page.');
      const wiki = lab.open();
      const [one, two] = ['List', 'Other'].map((page) => ({ page, template: 'project' }));
      if (one === undefined || two === undefined) throw new RangeError('no requests');
      wiki.expect([one, two]);
      const { revision } = await wiki.readPage(one);
      await lab.put('Other', 'Edited meanwhile.');

      expect((await wiki.readPage({ ...two, isFresh: true })).revision.text).toBe(
        'Edited meanwhile.',
      );
      await wiki.savePage({ base: revision, text: 'Saved.', summary: 'x' });
      expect((await wiki.readPage(one)).revision.text).toBe('Saved.');
    });

    it('finds the pages of a category, and those whose titles begin alike', async () => {
      await lab.put('Rounds/2014', 'One. [[Category:Lists of projects]]');
      await lab.put('Rounds/2013', 'Another. [[Category:Lists of projects]]');
      await lab.put('Rounds of old', 'Not one. [[Category:Lists]]');
      await lab.put('Rounds/New', '#REDIRECT [[Rounds/2014]]');
      await lab.put('Talk:Rounds/2014', 'About it.');
      const wiki = lab.open();

      expect(await wiki.findPages({ prefix: 'rounds/' })).toEqual(['Rounds/2013', 'Rounds/2014']);
      expect(await wiki.findPages({ prefix: 'talk:Rounds' })).toEqual(['Talk:Rounds/2014']);
      expect(await wiki.findPages({ prefix: 'Rounds: new' })).toEqual([]);
      expect(await wiki.findPages({ category: 'lists of projects' })).toEqual([
        'Rounds/2013',
        'Rounds/2014',
      ]);
      expect(await wiki.findPages({ category: 'Category:Nothing' })).toEqual([]);
      expect((await failureFrom(wiki.findPages({ prefix: 'a{{' }))).code).toBe('page-unusable');
    });

    it('says that a page is missing', async () => {
      const error = await failureFrom(read('Nothing here'));

      expect(error.code).toBe('page-missing');
      expect(error.message).toContain('Nothing here');
    });

    it.each(['', 'a[b]', 'a|b', 'a{{b}}', 'a/../b'])('refuses the title %j', async (page) => {
      expect((await failureFrom(read(page))).code).toMatch(/^page-(unusable|missing)$/);
    });

    it("finds the template's redirects, and no other page", async () => {
      await lab.put('List', list);
      await lab.put('Template:Project', 'x');
      await lab.put('Template:Proj', '#REDIRECT [[Template:Project]]');
      await lab.put('Template:GSoC project', '#REDIRECT [[Template:Project]]');
      await lab.put('Template:Other', '#REDIRECT [[Template:Something]]');
      await lab.put('Projects', '#REDIRECT [[Template:Project]]');

      expect((await read()).site.templateRedirects).toEqual(['GSoC project', 'Proj']);
    });

    it('finds no redirects where there is no template', async () => {
      await lab.put('List', list);

      expect((await read()).site.templateRedirects).toEqual([]);
    });

    it('tells what there is under titles, by the very texts that were asked', async () => {
      await lab.put('List', list);
      await lab.put('Old list', '#REDIRECT [[List]]');
      await lab.put('Lost list', '#REDIRECT [[Nothing here]]');

      const states = await lab
        .open()
        .readTitles(['list', '_Old list', 'Lost list', 'Nothing here', 'Special:RecentChanges']);

      expect([...states]).toEqual([
        ['list', { kind: 'page' }],
        ['_Old list', { kind: 'redirect', to: 'List' }],
        ['Lost list', { kind: 'missing' }],
        ['Nothing here', { kind: 'missing' }],
        ['Special:RecentChanges', { kind: 'elsewhere' }],
      ]);
    });

    it('tells what there is under more titles than one request has room for', async () => {
      await lab.put('List', list);
      const titles = Array.from({ length: 60 }, (_, index) => `Nothing ${index}`);

      const states = await lab.open().readTitles([...titles, 'List', 'List']);

      expect(states.size).toBe(61);
      expect(states.get('Nothing 59')).toEqual({ kind: 'missing' });
      expect(states.get('List')).toEqual({ kind: 'page' });
    });

    it('tells how the wikitext is to be read', async () => {
      await lab.put('List', list);

      const { site } = await read();

      expect(site.extensionTags).toEqual(expect.arrayContaining(['pre', 'nowiki', 'gallery']));
      expect(site.templateNamespaces).toContain('Template');
      expect(site.caseSensitive).toBe(false);
    });

    it('knows nothing of a template that nobody describes', async () => {
      await lab.put('List', list);
      await lab.put('Template:Project', 'x');
      const { wiki } = await read();

      expect(await wiki.readTemplateData('project')).toBeUndefined();
      expect(await wiki.readTemplateData('no such template')).toBeUndefined();
    });

    it('saves a text and gives back what is stored', async () => {
      await lab.put('List', list);
      const { wiki, revision } = await read();
      const text = `${list}\n\n😀 é`;

      const { revision: saved } = await wiki.savePage({
        base: revision,
        text,
        summary: 'add a line',
      });

      expect(saved).toMatchObject({ title: 'List', text });
      expect(await lab.text('List')).toBe(text);
      expect((await read()).revision).toEqual(saved);
    });

    it('saves again upon what it saved', async () => {
      await lab.put('List', list);
      const { wiki, revision } = await read();

      const { revision: first } = await wiki.savePage({
        base: revision,
        text: `${list}1`,
        summary: 'one',
      });
      await wiki.savePage({ base: first, text: `${list}12`, summary: 'two' });

      expect(await lab.text('List')).toBe(`${list}12`);
    });

    it('refuses a text whose base is older than an edit of the same line', async () => {
      await lab.put('List', list);
      const { wiki, revision } = await read();
      const person = list.replace('Title=A|Date=1', 'Title=A|Date=person');
      await lab.put('List', person);
      const text = list.replace('Title=A|Date=1', 'Title=A|Date=bot');

      const error = await failureFrom(wiki.savePage({ base: revision, text, summary: 's' }));

      expect(error.code).toBe('edit-conflict');
      expect(await lab.text('List')).toBe(person);
    });

    it('does not make a page that was deleted since it was read', async () => {
      await lab.put('List', list);
      const { wiki, revision } = await read();
      await lab.remove('List');

      const error = await failureFrom(
        wiki.savePage({ base: revision, text: `${list}!`, summary: 's' }),
      );

      expect(error.code).toBe('page-missing');
      expect(await lab.text('List')).toBeUndefined();
    });
  });
}
