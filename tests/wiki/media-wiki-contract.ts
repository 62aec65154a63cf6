/** What only a MediaWiki can do to a bot: run over the fake one and a real one. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MediaWikiOptions } from '../../src/wiki/media-wiki.ts';
import { failureFrom } from '../support/failure.ts';
import type { MediaWikiLab } from '../support/fake-mediawiki/lab.ts';

const list = '== List ==\n\n{{project|Title=A|Date=1}}\n\nbetween\n\n{{project|Title=B|Date=1}}';
const botsText = list.replace('A|Date=1', 'A|Date=bot');

/** The scenarios of one account and the people around it. */
export function describeMediaWiki(name: string, start: () => Promise<MediaWikiLab>): void {
  describe(`MediaWiki: ${name}`, () => {
    let lab: MediaWikiLab;

    beforeEach(async () => {
      lab = await start();
      await lab.put('List', list);
    });

    afterEach(() => lab.close());

    async function read(options: Partial<MediaWikiOptions> = {}) {
      const wiki = lab.openWith(options);
      const state = await wiki.readPage({ page: 'List', template: 'project' });
      const save = async (text = botsText) =>
        (await wiki.savePage({ base: state.revision, text, summary: 'set a date' })).revision;
      return { wiki, save, ...state };
    }

    async function expectUnchanged() {
      expect(await lab.text('List')).toBe(list);
    }

    const actions = () => lab.edge.requests.map((params) => params.get('action'));

    it('reads a public page with one request, and without logging in', async () => {
      const { permission } = await read();

      expect(actions()).toEqual(['query']);
      expect(permission).toEqual({ kind: 'unknown' });
    });

    it('reads and saves with five requests', async () => {
      const { save } = await read();

      await save();

      expect(actions()).toEqual(['query', 'login', 'query', 'edit', 'query']);
    });

    it('saves again with two requests', async () => {
      const { wiki, save } = await read();
      const first = await save();
      lab.edge.requests.length = 0;

      const state = await wiki.readPage({ page: 'List', template: 'project' });
      await wiki.savePage({ base: state.revision, text: list, summary: 'back' });

      expect(state.revision).toEqual(first);
      expect(state.permission).toEqual({ kind: 'allowed' });
      expect(actions()).toEqual(['query', 'edit', 'query']);
    });

    it('tells the newest revisions of pages that are there, and other names of templates', async () => {
      await lab.put('Template:Project', 'x');
      await lab.put('Template:Proj', '#REDIRECT [[Template:Project]]');
      await lab.put('Old list', '#REDIRECT [[List]]');
      const { revision } = await read();
      const wiki = lab.open();

      const titles = ['list', 'Nothing here', 'Old list', 'a|b'];
      const { revisions, redirects } = await wiki.readRevisions({ titles, templates: ['project'] });

      expect([...revisions]).toEqual([['list', revision.revisionId]]);
      expect([...redirects]).toEqual([['project', ['Proj']]]);
    });

    it('reads ahead the pages that it is told of, with what one read alone brings', async () => {
      const pages = ['List', 'Other', 'Third'];
      for (const page of pages.slice(1)) await lab.put(page, `of ${page}`);
      const wiki = lab.open();
      const first = await wiki.readPage({ page: 'List', template: 'project' });
      await wiki.savePage({ base: first.revision, text: botsText, summary: 'set a date' });
      lab.edge.requests.length = 0;
      const requests = pages.map((page) => ({ page, template: 'project' }));
      const alone = [];
      for (const request of requests) alone.push(await wiki.readPage(request));
      expect(actions()).toEqual(['query', 'query', 'query']);
      lab.edge.requests.length = 0;

      wiki.expect(requests);
      const together = [];
      for (const request of requests) together.push(await wiki.readPage(request));

      expect(together).toEqual(alone);
      expect(actions()).toEqual(['query']);
    });

    it('looks in the name of the account before it saves what it read ahead without one', async () => {
      await lab.put('Other', 'of Other');
      const wiki = lab.open();
      const requests = ['List', 'Other'].map((page) => ({ page, template: 'project' }));
      await lab.block('Not that page.', ['Other']);
      wiki.expect(requests);
      const codes = [];
      for (const request of requests) {
        const { revision: base } = await wiki.readPage(request);
        const save = wiki.savePage({ base, text: `${base.text}!`, summary: 'x' });
        codes.push(
          await save.then(
            () => 'saved',
            ({ code }) => code,
          ),
        );
      }

      expect(codes).toEqual(['saved', 'not-allowed']);
      const edits = lab.edge.requests.filter((params) => params.get('action') === 'edit');
      expect(edits.map((params) => params.get('title'))).toEqual(['List']);
    });

    it('tells its own edits of the page, and of no other', async () => {
      const { wiki, ownEdits, save } = await read();
      const saved = await save();
      await lab.put('List', list);
      await lab.put('Other list', list);
      const other = await wiki.readPage({ page: 'Other list', template: 'project' });
      const text = botsText;
      await wiki.savePage({ base: other.revision, text, summary: 'elsewhere' });

      const after = await wiki.readPage({ page: 'List', template: 'project' });

      expect(ownEdits).toEqual({ account: lab.account, edits: [], isComplete: true });
      expect(after.ownEdits).toEqual({
        account: lab.account,
        edits: [{ revisionId: saved.revisionId, summary: 'set a date' }],
        isComplete: true,
      });
    });

    it('tells no own edits without an account', async () => {
      const { ownEdits } = await read({ credentials: { kind: 'none' } });

      expect(ownEdits).toBeUndefined();
    });

    it('reads for an account that the wiki does not know', async () => {
      const password = { reveal: () => 'x'.repeat(32) };
      const username = 'No such user@lab';
      const { ownEdits } = await read({ credentials: { kind: 'password', username, password } });

      expect(ownEdits?.edits).toEqual([]);
    });

    it('reads the history from the newest revision on, or from another', async () => {
      const { wiki, revision, save } = await read();
      const saved = await save();
      await lab.put('List', `${list}!`);
      const page = { page: revision, withText: true };

      const all = await wiki.readHistory({ ...page, limit: 50 });
      const from = await wiki.readHistory({
        ...page,
        from: Number(saved.revisionId),
        limit: 1,
      });

      expect(all.map(({ text, isOwn }) => [text, isOwn])).toEqual([
        [`${list}!`, false],
        [botsText, true],
        [list, false],
      ]);
      expect(all[0]?.user).not.toBe(lab.account);
      expect(from).toEqual([all[1]]);
      expect(from[0]).toMatchObject({ summary: 'set a date', user: lab.account });
      expect(wiki.revisionLink(7)).toMatch(/^http.*\/index\.php\?diff=7$/);
    });

    const described = `{{{Title}}}<noinclude><templatedata>{
      "params": {
        "Title": {
          "label": "Name of the project", "aliases": ["Name", "2"], "type": "line", "required": true
        },
        "Level": {
          "label": { "de": "Stufe", "en": "Level" }, "type": "string",
          "suggestedvalues": ["Low", "High"], "suggested": true
        },
        "Old": { "deprecated": true },
        "Older": { "type": "date", "deprecated": "Say Title." }
      }
    }</templatedata></noinclude>`;
    const parameters = [
      {
        ...{ name: 'Title', label: 'Name of the project', aliases: ['Name', '2'], type: 'line' },
        ...{ required: true, suggestedValues: [] },
      },
      {
        ...{ name: 'Level', label: 'Stufe', aliases: [], type: 'string' },
        ...{ required: false, suggestedValues: ['Low', 'High'] },
      },
      {
        ...{ name: 'Old', aliases: [], type: 'unknown', required: false },
        ...{ suggestedValues: [], deprecated: '' },
      },
      {
        ...{ name: 'Older', aliases: [], type: 'date', required: false },
        ...{ suggestedValues: [], deprecated: 'Say Title.' },
      },
    ];

    it("tells what the wiki's people say of a template's parameters", async () => {
      await lab.put('Template:Project', described);
      await lab.put('Template:Proj', '#REDIRECT [[Template:Project]]');
      await lab.put('Template:Plain', '<templatedata>{ "params": {} }</templatedata>');
      const { wiki } = await read();

      expect(await wiki.readTemplateData('project')).toEqual({ parameters });
      expect(await wiki.readTemplateData('Proj')).toEqual({ parameters });
      expect(await wiki.readTemplateData('Plain')).toEqual({ parameters: [] });
    });

    it('tells which template a redirect leads to', async () => {
      await lab.put('Template:Project', 'x');
      await lab.put('Template:Proj', '#REDIRECT [[template:project]]');
      const wiki = lab.openWith({});

      const state = await wiki.readPage({ page: 'List', template: 'proj' });

      expect(state.templateTarget).toBe('project');
      expect(await wiki.readPage({ page: 'List', template: 'Project' })).not.toHaveProperty(
        'templateTarget',
      );
    });

    it('tells it without another page read before, and on a wiki that is read after logging in', async () => {
      await lab.put('Template:Project', described);
      await lab.setPrivate();

      expect(await lab.openWith({}).readTemplateData('Project')).toEqual({ parameters });
      const stranger = lab.openWith({ credentials: { kind: 'none' } });
      expect((await failureFrom(stranger.readTemplateData('Project'))).code).toBe(
        'credentials-missing',
      );
    });

    it('marks its revision with account and summary', async () => {
      const { save } = await read();

      const saved = await save();

      expect((await lab.history('List')).at(-1)).toMatchObject({
        id: saved.revisionId,
        user: lab.account,
        comment: 'set a date',
        text: botsText,
      });
    });

    it('gives its base alone, the token last, and who must be logged in', async () => {
      const { revision, save } = await read();

      await save();

      const [params] = lab.edge.requests.filter((each) => each.get('action') === 'edit');
      expect([...(params?.keys() ?? [])].at(-1)).toBe('token');
      expect(params?.get('baserevid')).toBe(String(revision.revisionId));
      expect(params?.has('basetimestamp')).toBe(false);
      expect(params?.get('assertuser')).toBe(lab.account);
      expect(params?.get('nocreate')).toBe('1');
    });

    it('asks the wiki first where a text may not be stored as it is', async () => {
      const { save } = await read();

      await save(`${botsText}\n<nowiki>~~~~</nowiki>`);

      expect(actions()).toEqual(['query', 'login', 'query', 'parse', 'edit', 'query']);
      expect(await lab.text('List')).toBe(`${botsText}\n<nowiki>~~~~</nowiki>`);
    });

    it.each(['~~~~', '[[A (b)|]]'])(
      'sends no text that is stored otherwise: %s',
      async (unsafe) => {
        const { save } = await read();

        const error = await failureFrom(save(`${botsText}\n${unsafe}`));

        expect(error.code).toBe('edit-refused');
        expect(error.message).toMatch(/line \d+ of the page/);
        expect(actions()).not.toContain('edit');
        await expectUnchanged();
      },
    );

    it("says that the wiki merged somebody's edit", async () => {
      const { save } = await read();
      await save();
      await lab.put('List', botsText.replace('B|Date=1', 'B|Date=person'));
      const { wiki, revision: base } = await read();
      lab.edge.onRequest = async (params) => {
        if (params.get('action') !== 'edit') return;
        lab.edge.onRequest = () => undefined;
        await lab.put('List', botsText.replace('B|Date=1', 'B|Date=again'));
      };

      const text = botsText.replace('Date=bot', 'Date=bot2').replace('B|Date=1', 'B|Date=person');
      const { isMerged, revision } = await wiki.savePage({ base, text, summary: 'again' });

      expect(isMerged).toBe(true);
      expect(revision.text).toBe(await lab.text('List'));
      expect(await lab.text('List')).toContain('B|Date=again');
      expect(await lab.text('List')).toContain('A|Date=bot2');
    });

    it('does not send an edit upon a revision that it sees to be outdated', async () => {
      const { save } = await read();
      const person = list.replace('B|Date=1', 'B|Date=person');
      await lab.put('List', person);

      expect((await failureFrom(save())).code).toBe('edit-conflict');
      expect(actions()).not.toContain('edit');
      expect(await lab.text('List')).toBe(person);
    });

    it('refuses a text that saving would change, before it sends anything', async () => {
      const { save } = await read();

      for (const text of ['e\u0301', 'a\r\nb', 'a\u0007', 'a ', 'a\n', '\uD800']) {
        expect((await failureFrom(save(text))).code).toBe('edit-refused');
      }
      expect(actions()).toEqual(['query']);
    });

    it('gives its base back if there is nothing to save', async () => {
      const { revision, save } = await read();

      expect(await save(list)).toEqual(revision);
      expect(await lab.history('List')).toHaveLength(1);
    });

    it('knows before saving that the page is protected', async () => {
      await lab.protect('List');
      const { save } = await read();

      expect((await failureFrom(save())).code).toBe('not-allowed');
      expect(actions()).not.toContain('edit');
      await expectUnchanged();
    });

    it('is refused by a page that was protected in between', async () => {
      const { save } = await read();
      lab.edge.onRequest = async (params) => {
        if (params.get('action') === 'edit') await lab.protect('List');
      };

      expect(await failureFrom(save())).toMatchObject({
        code: 'not-allowed',
        detail: 'protectedpage',
      });
      await expectUnchanged();
    });

    it('stops when it is blocked, and gives the reason', async () => {
      await lab.block('runaway bot');
      const { save } = await read();

      const error = await failureFrom(save());

      expect(error.code).toBe('stopped');
      expect(error.message).toContain('runaway bot');
      await expectUnchanged();
    });

    it('stops when it is blocked in between', async () => {
      const { save } = await read();
      lab.edge.onRequest = async (params) => {
        if (params.get('action') !== 'edit') return;
        lab.edge.onRequest = () => undefined;
        await lab.block('runaway bot');
      };

      const error = await failureFrom(save());

      expect(error).toMatchObject({ code: 'stopped', detail: 'blocked' });
      expect(error.message).toContain('runaway bot');
      await expectUnchanged();
    });

    it('takes a block from one page for a refusal of that page', async () => {
      await lab.block('leave this page', ['List']);
      const { save } = await read();

      expect((await failureFrom(save())).code).toBe('not-allowed');
    });

    it('is told to come later by a wiki that is read-only', async () => {
      const { save } = await read();
      await lab.setReadOnly('upgrade');

      const error = await failureFrom(save());

      expect(error).toMatchObject({ code: 'wiki-unavailable', detail: 'readonly' });
      expect(error.message).toContain('upgrade');
      await expectUnchanged();
    });

    it('is refused by a captcha', async () => {
      await lab.demandCaptcha();
      const { save } = await read();

      expect(await failureFrom(save(`${list}\nhttps://new.example/`))).toMatchObject({
        code: 'edit-refused',
        detail: 'captcha',
      });
      await expectUnchanged();
    });
  });
}
