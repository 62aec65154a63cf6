/**
 * How MediaWiki treats an edit, asked of its API by hand: what the fake one must do as the real one
 * does, since the bot's promises are only worth as much as the wiki that they are tried on.
 */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MediaWikiLab } from '../support/fake-mediawiki/lab.ts';

const base = 'one\n\ntwo\n\nthree';

type Fields = Readonly<Record<string, string | number>>;

interface Answer {
  readonly error?: { readonly code: string };
  readonly edit?: {
    readonly result: string;
    readonly nochange?: boolean;
    readonly newrevid?: number;
  };
  readonly login?: { readonly result: string };
  readonly query?: {
    readonly tokens: { readonly logintoken: string; readonly csrftoken: string };
    readonly pages?: readonly { readonly revisions: readonly { readonly timestamp: string }[] }[];
  };
}

export function describeEdits(name: string, start: () => Promise<MediaWikiLab>): void {
  describe(`action=edit: ${name}`, () => {
    let lab: MediaWikiLab;
    let cookies: Map<string, string>;
    let token: string;
    let baseId: number;

    beforeEach(async () => {
      lab = await start();
      cookies = new Map();
      await lab.put('List', base);
      baseId = await latestId();
      await logIn();
    });

    afterEach(() => lab.close());

    async function ask(fields: Fields): Promise<Answer> {
      const body = new URLSearchParams({ format: 'json', formatversion: '2' });
      for (const [key, value] of Object.entries(fields)) body.append(key, String(value));
      const cookie = [...cookies].map(([key, value]) => `${key}=${value}`).join('; ');
      const response = await fetch(lab.edge.api, { method: 'POST', headers: { cookie }, body });
      for (const set of response.headers.getSetCookie()) {
        const [, key = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(set) ?? [];
        cookies.set(key, value);
      }
      return (await response.json()) as Answer;
    }

    async function logIn(): Promise<void> {
      const tokens = await ask({ action: 'query', meta: 'tokens', type: 'login' });
      await ask({
        action: 'login',
        lgname: lab.username,
        lgpassword: lab.password,
        lgtoken: tokens.query?.tokens.logintoken ?? '',
      });
      token = await csrfToken();
    }

    async function csrfToken(): Promise<string> {
      const { query } = await ask({ action: 'query', meta: 'tokens', type: 'csrf' });
      return query?.tokens.csrftoken ?? '';
    }

    async function latestId(): Promise<number> {
      return (await lab.history('List')).at(-1)?.id ?? 0;
    }

    async function latestTime(): Promise<string> {
      const { query } = await ask({
        action: 'query',
        prop: 'revisions',
        titles: 'List',
        rvprop: 'timestamp',
      });
      return query?.pages?.[0]?.revisions[0]?.timestamp ?? '';
    }

    /** What an edit comes to, in a word: an error's code, `saved` or `nochange`. */
    async function edit(text: string, more: Fields = {}): Promise<string> {
      const { error, edit } = await ask({ action: 'edit', title: 'List', text, ...more, token });
      if (error !== undefined) return error.code;
      return edit?.nochange === true
        ? 'nochange'
        : edit?.newrevid === undefined
          ? 'other'
          : 'saved';
    }

    it.each([
      ['the same line', 'person\n\ntwo\n\nthree', 'editconflict', 'person\n\ntwo\n\nthree'],
      ['the line below it', 'one\nperson\ntwo\n\nthree', 'editconflict', undefined],
      ['another line', 'one\n\ntwo\n\nperson', 'saved', 'bot\n\ntwo\n\nperson'],
      ['the same line alike', 'bot\n\ntwo\n\nthree', 'nochange', 'bot\n\ntwo\n\nthree'],
      ['nothing in the end', base, 'saved', 'bot\n\ntwo\n\nthree'],
    ])('with an older baserevid, when a person changed %s', async (_, person, result, text) => {
      if (person === base) await lab.put('List', 'person');
      await lab.put('List', person);

      expect(await edit('bot\n\ntwo\n\nthree', { baserevid: baseId })).toBe(result);
      expect(await lab.text('List')).toBe(text ?? person);
    });

    it('checks nothing with a baserevid of zero, or none', async () => {
      await lab.put('List', 'person');

      expect(await edit('bot', { baserevid: 0 })).toBe('saved');
      expect(await edit('again')).toBe('saved');
    });

    it('conflicts with a baserevid that does not exist', async () => {
      expect(await edit('bot', { baserevid: 999_999 })).toBe('editconflict');
    });

    it("conflicts with the account's own edit since, on the same line", async () => {
      await edit('other run\n\ntwo\n\nthree');

      expect(await edit('bot\n\ntwo\n\nthree', { baserevid: baseId })).toBe('editconflict');
    });

    it('undoes a revert if the same edit is sent again', async () => {
      await edit('bot', { baserevid: baseId });
      await lab.put('List', base);

      expect(await edit('bot', { baserevid: baseId })).toBe('saved');
    });

    it('saves nothing if the same edit is sent again', async () => {
      await edit('bot', { baserevid: baseId });

      expect(await edit('bot', { baserevid: baseId })).toBe('nochange');
    });

    it.each(['basetimestamp', 'both'])(
      'overwrites a person of the same second, told the base by %s',
      async (told) => {
        await lab.put('List', 'person');
        const byRevision = told === 'both' ? { baserevid: baseId } : {};

        expect(await edit('bot', { basetimestamp: await latestTime(), ...byRevision })).toBe(
          'saved',
        );
        expect(await lab.text('List')).toBe('bot');
      },
    );

    it("overwrites another run of the account's, told the base by basetimestamp", async () => {
      const basetimestamp = await latestTime();
      await edit('other run');

      expect(await edit('bot', { basetimestamp })).toBe('saved');
      expect(await lab.text('List')).toBe('bot');
    });

    it('merges two additions of one record in different places', async () => {
      await lab.put('List', `${base}\n\n{{record|A}}`);

      expect(await edit(`{{record|A}}\n\n${base}`, { baserevid: baseId })).toBe('saved');
      expect((await lab.text('List'))?.match(/\{\{record\|A\}\}/g)).toHaveLength(2);
    });

    it('keeps what a person changed elsewhere if the same edit is sent again', async () => {
      await edit('bot\n\ntwo\n\nthree', { baserevid: baseId });
      await lab.put('List', 'bot\n\ntwo\n\nperson');

      expect(await edit('bot\n\ntwo\n\nthree', { baserevid: baseId })).toBe('nochange');
      expect(await lab.text('List')).toBe('bot\n\ntwo\n\nperson');
    });

    it('conflicts with a page that was deleted and made anew', async () => {
      await lab.remove('List');
      await lab.put('List', 'anew');

      expect(await edit('bot', { baserevid: baseId })).toBe('editconflict');
    });

    it.each([
      ['the same', 'bot\n\ntwo\n\nthree', ['nochange', 'saved']],
      ['in different places', 'one\n\ntwo\n\nbot', ['saved', 'saved']],
    ])('takes two edits at once: %s', async (_, other, results) => {
      const both = ['bot\n\ntwo\n\nthree', other].map((text) => edit(text, { baserevid: baseId }));

      expect((await Promise.all(both)).sort()).toEqual(results);
    });

    it('makes a page once, asked twice at once', async () => {
      const both = [1, 2].map(() => edit('bot', { title: 'New', createonly: 1 }));

      expect((await Promise.all(both)).sort()).toEqual(['articleexists', 'saved']);
    });

    it.each([
      ['a\r\nb', 'a\nb'],
      ['a \n\n', 'a'],
      ['e\u0301', 'é'],
      ['a\u0007b', 'a\uFFFDb'],
      ['[[A (b)|]]', '[[A (b)|A]]'],
      ['<nowiki>~~~~</nowiki>', '<nowiki>~~~~</nowiki>'],
      ['\u00A0\u200B', '\u00A0\u200B'],
      ['😀', '😀'],
    ])('stores %j as %j', async (sent, stored) => {
      await edit(sent);

      expect(await lab.text('List')).toBe(stored);
    });

    it('signs for tildes', async () => {
      await edit('~~~');

      expect(await lab.text('List')).toContain(`[[User:${lab.account}|${lab.account}]]`);
    });

    it('compares the hash with the text after normalising it', async () => {
      const md5 = (text: string) => createHash('md5').update(text).digest('hex');

      expect(await edit('e\u0301', { md5: md5('e\u0301') })).toBe('badmd5');
      expect(await edit('a ', { md5: md5('a ') })).toBe('saved');
    });

    it('looks at things in this order: assert, token, read-only, existence, protection, hash', async () => {
      await lab.protect('List');
      const wrong = { md5: 'x', nocreate: 1, assert: 'user' };
      const found: string[] = [];
      found.push(await edit('x', wrong));
      found.push(await edit('x', { ...wrong, title: 'Nothing' }));
      await lab.setReadOnly('upgrade');
      found.push(await edit('x', { ...wrong, title: 'Nothing' }));
      token = 'wrong';
      found.push(await edit('x', { ...wrong, title: 'Nothing' }));
      found.push(await edit('x', { ...wrong, title: 'Nothing', assertuser: 'Somebody' }));

      expect(found).toEqual([
        'protectedpage',
        'missingtitle',
        'readonly',
        'badtoken',
        'assertnameduserfailed',
      ]);
    });

    it('lets an edit in under an address when the session is lost and nothing is asserted', async () => {
      await lab.forgetSessions();

      expect(await edit('x')).toBe('badtoken');
      token = await csrfToken();
      expect(token).toBe('+\\');
      expect(await edit('x', { assert: 'user' })).toBe('assertuserfailed');
      expect(await edit('x')).toBe('saved');
      expect((await lab.history('List')).at(-1)?.user).toBe('127.0.0.1');
    });

    it('follows no page that was moved', async () => {
      await lab.move('List', 'Elsewhere');

      expect(await edit('bot', { baserevid: baseId, nocreate: 1 })).toBe('editconflict');
    });

    it('takes a base of another page', async () => {
      await lab.put('Other', base);
      const [other] = await lab.history('Other');

      expect(await edit('bot', { baserevid: other?.id ?? 0 })).toBe('saved');
    });
  });
}
