/** Lost logins, lost answers, and people who want the bot to stop: over the fake and a real one. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MediaWikiOptions } from '../../src/wiki/media-wiki.ts';
import { failureFrom } from '../support/failure.ts';
import type { MediaWikiLab } from '../support/fake-mediawiki/lab.ts';

const list = '== List ==\n\n{{project|Title=A|Date=1}}\n\nbetween\n\n{{project|Title=B|Date=1}}';
const botsText = list.replace('A|Date=1', 'A|Date=bot');

/** The scenarios in which nothing must be saved twice, or at all. */
export function describeTroubles(name: string, start: () => Promise<MediaWikiLab>): void {
  describe(`Troubles: ${name}`, () => {
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

    it('takes an edit for lost that is not there when it cannot come any more', async () => {
      const { save } = await read();
      lab.edge.fail('edit', { kind: 'reset-before' });

      expect((await failureFrom(save())).code).toBe('edit-lost');
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
