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
      const save = (text = botsText) =>
        wiki.savePage({ base: state.revision, text, summary: 'set a date' });
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

    it("says that the wiki merged somebody's edit", async () => {
      const { save } = await read();
      await save();
      await lab.put('List', botsText.replace('B|Date=1', 'B|Date=person'));
      const { save: saveAgain } = await read();
      lab.edge.onRequest = async (params) => {
        if (params.get('action') !== 'edit') return;
        lab.edge.onRequest = () => undefined;
        await lab.put('List', botsText.replace('B|Date=1', 'B|Date=again'));
      };

      const text = botsText.replace('Date=bot', 'Date=bot2').replace('B|Date=1', 'B|Date=person');
      const error = await failureFrom(saveAgain(text));

      expect(error.code).toBe('page-changed');
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

    it('says that the wiki stored another text', async () => {
      const { save } = await read();

      const error = await failureFrom(save(`${list}\n~~~~~`));

      expect(error.code).toBe('page-changed');
      expect(await lab.history('List')).toHaveLength(2);
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

    it('logs in anew when the wiki has lost the session', async () => {
      const { save } = await read();
      lab.edge.onRequest = async (params) => {
        if (params.get('action') !== 'edit') return;
        lab.edge.onRequest = () => undefined;
        await lab.forgetSessions();
      };

      await save();

      expect(actions().filter((action) => action === 'edit')).toHaveLength(2);
      expect((await lab.history('List')).map(({ user }) => user)).toEqual([
        expect.any(String),
        lab.account,
      ]);
    });

    it('logs in anew when the session is lost before reading', async () => {
      const { wiki, save } = await read();
      await save();
      await lab.forgetSessions();

      const { permission } = await wiki.readPage({ page: 'List', template: 'project' });

      expect(permission).toEqual({ kind: 'allowed' });
    });

    it('never edits without being logged in', async () => {
      const { save } = await read({ credentials: { kind: 'none' } });

      expect((await failureFrom(save())).code).toBe('credentials-missing');
      expect(actions()).toEqual(['query']);
    });

    it('tries a wrong password once', async () => {
      const credentials = {
        kind: 'password' as const,
        username: `${lab.account}@lab`,
        password: { reveal: () => 'x'.repeat(32) },
      };
      const { save } = await read({ credentials });

      expect((await failureFrom(save())).code).toBe('login-refused');
      expect((await failureFrom(save())).code).toBe('login-refused');
      expect(actions()).toEqual(['query', 'login']);
      await expectUnchanged();
    });

    it('reads a private wiki after logging in', async () => {
      await lab.setPrivate();

      const { revision, save } = await read();
      await save();

      expect(revision.text).toBe(list);
      expect(await lab.text('List')).toBe(botsText);
    });

    it('finds the edit whose answer was lost, and saves it once', async () => {
      const { save } = await read();
      lab.edge.fail('edit', { kind: 'lose-answer' });

      const saved = await save();

      expect(saved.text).toBe(botsText);
      expect(await lab.history('List')).toHaveLength(2);
      expect(actions().filter((action) => action === 'edit')).toHaveLength(1);
    });

    it('does not send an edit again that somebody reverted after its answer was lost', async () => {
      const { save } = await read();
      lab.edge.fail('edit', { kind: 'lose-answer' });
      let sent = false;
      lab.edge.onRequest = async (params) => {
        if (sent) {
          lab.edge.onRequest = () => undefined;
          await lab.put('List', list);
        }
        sent = params.get('action') === 'edit';
      };

      const saved = await save();

      expect(saved.text).toBe(botsText);
      expect((await lab.history('List')).map(({ text }) => text)).toEqual([list, botsText, list]);
    });

    it('does not know what became of an edit that was not seen to be saved', async () => {
      const { save } = await read();
      lab.edge.fail('edit', { kind: 'reset-before' });

      expect((await failureFrom(save())).code).toBe('outcome-unknown');
      expect(actions().filter((action) => action === 'edit')).toHaveLength(1);
      await expectUnchanged();
    });

    it('takes an edit that a proxy sent twice for saved', async () => {
      const { save } = await read();
      lab.edge.fail('edit', { kind: 'replay' });

      const saved = await save();

      expect(saved.text).toBe(botsText);
      expect(await lab.history('List')).toHaveLength(2);
    });

    it('refuses to edit a redirect', async () => {
      await lab.move('List', 'Elsewhere');

      expect((await failureFrom(read())).code).toBe('page-unusable');
    });

    it('does not follow a page that was moved since it was read', async () => {
      const { save } = await read();
      await lab.move('List', 'Elsewhere');

      expect((await failureFrom(save())).code).toBe('edit-conflict');
      expect(await lab.text('Elsewhere')).toBe(list);
    });

    it('stops for words on the stop page', async () => {
      await lab.put('User:Stop', '<!-- write here to stop -->\nPlease wait!');
      const { stop, save } = await read({ stop: 'User:Stop' });

      expect(stop).toContain('Please wait!');
      expect((await failureFrom(save())).code).toBe('stopped');
      await expectUnchanged();
    });

    it('stops for words that came onto the stop page since', async () => {
      await lab.put('User:Stop', '<!-- write here to stop -->');
      const { stop, save } = await read({ stop: 'User:Stop' });
      await lab.put('User:Stop', 'stop');

      expect(stop).toBeUndefined();
      expect((await failureFrom(save())).code).toBe('stopped');
      await expectUnchanged();
    });

    it('goes on where there is no stop page', async () => {
      const { stop, save } = await read({ stop: 'User:Nothing' });

      await save();

      expect(stop).toBeUndefined();
    });

    it('stops for a page that turns its account away', async () => {
      await lab.put('List', `{{bots|deny=Other, ${lab.account}}}\n${list}`);
      const { stop, save } = await read();

      expect(stop).toContain(lab.account);
      expect((await failureFrom(save())).code).toBe('stopped');
    });
  });
}
