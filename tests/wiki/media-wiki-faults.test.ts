import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MediaWikiOptions } from '../../src/wiki/media-wiki.ts';
import { failureFrom } from '../support/failure.ts';
import type { Fault } from '../support/fake-mediawiki/edge.ts';
import { bearer, type FakeLab, fakeLab } from '../support/fake-mediawiki/lab.ts';

const list = '{{project|Title=A|Date=1}}';
const botsText = '{{project|Title=A|Date=bot}}';
const html = {
  status: 200,
  headers: { 'Content-Type': 'text/html' },
  body: '<html>Sign in</html>',
};
const json = { 'Content-Type': 'application/json' };

let lab: FakeLab;

beforeEach(async () => {
  lab = await fakeLab();
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

const token = { kind: 'token' as const, token: { reveal: () => bearer } };
const actions = () => lab.edge.requests.map((params) => params.get('action'));
const edits = () => actions().filter((action) => action === 'edit').length;

describe('savePage, when the answer does not come', () => {
  const afterwards: readonly [string, Fault][] = [
    ['the connection breaks', { kind: 'lose-answer' }],
    ['half of it comes', { kind: 'cut-answer' }],
    ['a gateway gives up', { kind: 'answer', after: true, answer: { status: 504 } }],
    ['the wiki fails after saving', { kind: 'answer', after: true, answer: { status: 500 } }],
    ['a proxy shows a page', { kind: 'answer', after: true, answer: html }],
    ['it is empty', { kind: 'answer', after: true, answer: { headers: json, body: '' } }],
    ['it is null', { kind: 'answer', after: true, answer: { headers: json, body: 'null' } }],
    ['it is a list', { kind: 'answer', after: true, answer: { headers: json, body: '[]' } }],
    ['it has no result', { kind: 'answer', after: true, answer: { headers: json, body: '{}' } }],
    [
      "it is somebody else's",
      {
        kind: 'answer',
        after: true,
        answer: {
          headers: json,
          body: '{"edit":{"result":"Success","newrevid":1},"requestid":"other"}',
        },
      },
    ],
    [
      'it leads elsewhere',
      {
        kind: 'answer',
        after: true,
        answer: { status: 307, headers: { Location: 'http://127.0.0.1:9/' } },
      },
    ],
    ['it never ends', { kind: 'hang' }],
  ];

  it.each(afterwards)('finds the revision that was saved: %s', async (_, fault) => {
    const { save } = await read({ deadlines: { get: 5000, post: 300 } });
    lab.edge.fail('edit', fault);

    const saved = await save();

    expect(saved.text).toBe(botsText);
    expect(edits()).toBe(1);
    expect(lab.store.history('List')).toHaveLength(2);
  });

  const before: readonly [string, Fault][] = [
    ['the connection breaks', { kind: 'reset-before' }],
    ['the wiki is overloaded', { kind: 'answer', answer: { status: 503 } }],
    ['it is asked too often', { kind: 'answer', answer: { status: 429 } }],
    ['a proxy shows a page', { kind: 'answer', answer: html }],
    ['the server forbids it', { kind: 'answer', answer: { status: 403 } }],
  ];

  it.each(before)('leaves it open, and sends nothing again: %s', async (_, fault) => {
    const { save } = await read();
    lab.edge.fail('edit', fault);

    const error = await failureFrom(save());

    expect(error.code).toBe('outcome-unknown');
    expect(edits()).toBe(1);
    expect(lab.store.latest('List')?.text).toBe(list);
    expect(lab.waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThanOrEqual(150_000);
  });

  it('finds an edit that the wiki saves only later', async () => {
    const { save } = await read();
    lab.edge.fail('edit', { kind: 'reset-before' });
    let looks = 0;
    lab.edge.onRequest = (params) => {
      looks += params.has('rvendid') ? 1 : 0;
      if (looks !== 4) return;
      lab.edge.onRequest = () => undefined;
      lab.store.put('List', { user: 'SyncBot', text: botsText, comment: 'set a date' });
    };

    expect((await save()).text).toBe(botsText);
  });

  it('does not take the edit of another account for its own', async () => {
    const { save } = await read();
    lab.edge.fail('edit', { kind: 'reset-before' });
    lab.edge.onRequest = (params) => {
      if (params.get('action') !== 'edit') return;
      lab.store.put('List', { user: 'Human', text: botsText, comment: 'set a date' });
    };

    expect((await failureFrom(save())).code).toBe('outcome-unknown');
  });

  it('is open if the revision that was saved cannot be read back', async () => {
    const { save } = await read();
    lab.store.staleReads = 100;

    const error = await failureFrom(save());

    expect(error.code).toBe('outcome-unknown');
    expect(error.message).toContain('revision 2 was saved');
  });

  it('waits for a replica that has not got the revision yet', async () => {
    const { save } = await read();
    lab.store.staleReads = 2;

    expect((await save()).text).toBe(botsText);
  });
});

describe('savePage, when the wiki refuses', () => {
  it.each([
    [
      'ratelimited',
      'wiki-unavailable',
      () => {
        lab.store.rateLimited = true;
      },
    ],
    [
      'contenttoobig',
      'edit-refused',
      () => {
        lab.store.maxBytes = 10;
      },
    ],
    [
      'maxlag',
      'wiki-unavailable',
      () => {
        lab.store.lag = 7;
      },
    ],
  ])('says so for %s, and sends nothing again', async (detail, code, change) => {
    const { save } = await read({ credentials: token });
    change();

    expect(await failureFrom(save())).toMatchObject({ code, detail });
    expect(edits()).toBe(1);
  });

  it('does not override a filter', async () => {
    const { save } = await read();

    const error = await failureFrom(save('FILTERED'));

    expect(error).toMatchObject({ code: 'edit-refused', detail: 'abusefilter-disallowed' });
    expect(error.message).toContain('no such words');
    expect(edits()).toBe(1);
  });

  it('takes a code that it does not know for a refusal', async () => {
    const { save } = await read();
    lab.edge.fail('edit', {
      kind: 'answer',
      answer: { headers: json, body: '{"errors":[{"code":"frobnicated","text":"No."}]}' },
    });

    expect(await failureFrom(save())).toMatchObject({
      code: 'edit-refused',
      detail: 'frobnicated',
    });
  });

  it('looks for the edit after an internal error', async () => {
    const { save } = await read();
    lab.edge.fail('edit', {
      kind: 'answer',
      after: true,
      answer: {
        headers: json,
        body: '{"errors":[{"code":"internal_api_error_DBQueryError","text":"x"}]}',
      },
    });

    expect((await save()).text).toBe(botsText);
  });

  it('says that the wiki turned the text into the old one', async () => {
    await lab.put('List', '[[A (b)|A]]');
    const { save } = await read();

    expect(await failureFrom(save('[[A (b)|]]'))).toMatchObject({
      code: 'edit-refused',
      detail: 'nochange',
    });
  });

  it('lets the same edit of somebody else stand', async () => {
    const { save } = await read();
    lab.edge.onRequest = async (params) => {
      if (params.get('action') === 'edit') await lab.put('List', botsText);
    };

    expect((await failureFrom(save())).code).toBe('edit-conflict');
  });

  it('refuses a base without a revision, which would switch the check off', async () => {
    const { wiki, revision } = await read();
    const { revisionId: _, ...base } = revision;

    await expect(wiki.savePage({ base, text: 'x', summary: 's' })).rejects.toThrow(RangeError);
    expect(edits()).toBe(0);
  });
});

describe('savePage, with an access token', () => {
  it('needs three requests, reading included', async () => {
    const { permission, save } = await read({ credentials: token });

    await save();

    expect(permission).toEqual({ kind: 'allowed' });
    expect(actions()).toEqual(['query', 'edit', 'query']);
    expect(lab.store.latest('List')?.user).toBe('SyncBot');
  });

  it('asks for a new token once when the wiki does not take it any more', async () => {
    const { save } = await read({ credentials: token });
    lab.edge.fail('edit', {
      kind: 'answer',
      answer: { headers: json, body: '{"errors":[{"code":"badtoken","text":"Invalid."}]}' },
    });

    await save();

    expect(actions()).toEqual(['query', 'edit', 'query', 'edit', 'query']);
  });

  it('gives up when the wiki does not take the second one either', async () => {
    const { save } = await read({ credentials: token });
    const answer = { headers: json, body: '{"errors":[{"code":"badtoken","text":"Invalid."}]}' };
    lab.edge.fail('edit', { kind: 'answer', answer }, 2);

    expect((await failureFrom(save())).code).toBe('login-refused');
    expect(edits()).toBe(2);
  });

  it('is refused with a token that the wiki does not know', async () => {
    const credentials = { kind: 'token' as const, token: { reveal: () => `${bearer}!` } };

    expect((await failureFrom(read({ credentials }))).code).toBe('login-refused');
    expect(actions()).toEqual(['query']);
  });

  it('looks again before saving what was read long ago', async () => {
    let now = 0;
    const { save } = await read({ credentials: token, now: () => now });
    now = 61_000;
    lab.store.latest('List');
    await lab.block('enough');

    expect((await failureFrom(save())).code).toBe('stopped');
    expect(edits()).toBe(0);
  });
});

describe('savePage, with a bot password', () => {
  it('fetches another login token if the first has expired', async () => {
    const { save } = await read();
    await lab.forgetSessions();

    expect((await save()).text).toBe(botsText);
    expect(actions()).toEqual(['query', 'login', 'query', 'login', 'query', 'edit', 'query']);
  });

  it("refuses the account's main password", async () => {
    const credentials = {
      kind: 'password' as const,
      username: 'SyncBot',
      password: { reveal: () => 'main' },
    };
    const { save } = await read({ credentials });

    expect((await failureFrom(save())).code).toBe('login-refused');
    expect(actions()).toEqual(['query']);
  });

  it('never uses the token of those who are not logged in', async () => {
    const { save } = await read();
    const tokens = '{"csrftoken":"+\\\\"}';
    lab.edge.fail('query', {
      kind: 'answer',
      answer: {
        headers: json,
        body: `{"batchcomplete":true,"query":{"tokens":${tokens}},"requestid":"{requestid}"}`,
      },
    });

    expect((await failureFrom(save())).code).toBe('login-refused');
    expect(edits()).toBe(0);
  });

  it('gives up on a wiki that loses the session over and over', async () => {
    const { save } = await read();
    lab.edge.onRequest = async (params) => {
      if (params.get('assert') === 'user') await lab.forgetSessions();
    };

    expect((await failureFrom(save())).code).toBe('login-refused');
    expect(edits()).toBe(0);
  });
});

describe('readPage', () => {
  it('waits as long as the wiki asks, and reads on', async () => {
    lab.edge.fail('query', {
      kind: 'answer',
      answer: { status: 503, headers: { 'Retry-After': '7' } },
    });

    await read();

    expect(lab.waits).toHaveLength(1);
    expect(lab.waits[0]).toBeGreaterThanOrEqual(7000);
  });

  it.each<[string, Fault]>([
    ['a broken connection', { kind: 'reset-before' }],
    ['half an answer', { kind: 'cut-answer' }],
    ['a page', { kind: 'answer', answer: html }],
    ['an overloaded wiki', { kind: 'answer', answer: { status: 502 } }],
  ])('tries again after %s', async (_, fault) => {
    lab.edge.fail('query', fault, 4);

    expect((await read()).revision.text).toBe(list);
    expect(actions()).toHaveLength(5);
  });

  it('gives up after five times', async () => {
    lab.edge.fail('query', { kind: 'reset-before' }, 99);

    expect((await failureFrom(read())).code).toBe('wiki-unavailable');
    expect(actions()).toHaveLength(5);
  });

  it('waits for replicas that are behind, and gives up', async () => {
    lab.store.lag = 30;

    expect(await failureFrom(read())).toMatchObject({ code: 'wiki-unavailable', detail: 'maxlag' });
    expect(lab.waits.every((wait) => wait >= 30_000)).toBe(true);
  });

  it('does not wait for hours', async () => {
    lab.edge.fail('query', {
      kind: 'answer',
      answer: { status: 429, headers: { 'Retry-After': '3600' } },
    });

    expect((await failureFrom(read())).code).toBe('wiki-unavailable');
    expect(lab.waits).toEqual([]);
  });

  it('puts together what comes in several answers', async () => {
    await lab.put('Template:Project', 'x');
    await lab.put('Template:Proj', '#REDIRECT [[Template:Project]]');
    await lab.put('User:Stop', 'stop');
    lab.store.contentsPerAnswer = 1;

    const { revision, site, stop } = await read({ stop: 'User:Stop' });

    expect(revision.text).toBe(list);
    expect(site.templateRedirects).toEqual(['Proj']);
    expect(stop).toContain('stop');
    expect(actions()).toHaveLength(3);
  });

  it.each([
    [
      'is hidden',
      () => {
        for (const each of lab.store.history('List')) each.hidden = true;
      },
    ],
    [
      'is no wikitext',
      () => {
        for (const page of lab.store.pages.values()) page.model = 'json';
      },
    ],
  ])('refuses a page whose text %s', async (_, change) => {
    change();

    expect((await failureFrom(read())).code).toBe('page-unusable');
  });

  it.each(['Special:Version', 'wikipedia:List'])('refuses %s', async (page) => {
    const failure = lab.open().readPage({ page, template: 'project' });

    expect((await failureFrom(failure)).code).toBe('page-unusable');
  });

  it('reads from a wiki that is too old to be edited safely', async () => {
    lab.store.generator = 'MediaWiki 1.31.16';
    const { permission, save } = await read();

    expect(permission.kind).toBe('refused');
    expect((await failureFrom(save())).code).toBe('not-allowed');
  });

  it('reports what people should know', async () => {
    const account = lab.store.accounts.get('SyncBot');
    if (account !== undefined) Object.assign(account, { newMessages: true, rights: ['edit'] });
    await lab.put('Template:Project', '#REDIRECT [[Template:Record]]');

    const { notices } = await read({ credentials: token });

    expect(notices).toEqual([
      expect.stringContaining('new messages'),
      expect.stringContaining("no right to mark its edits as a bot's"),
      expect.stringContaining('itself a redirect'),
    ]);
  });

  it('asks once for what a wiki never changes', async () => {
    const { wiki, site } = await read();

    const again = await wiki.readPage({ page: 'List', template: 'project' });

    expect(again.site).toEqual(site);
    expect(lab.edge.requests.map((params) => params.get('siprop')?.includes('namespaces'))).toEqual(
      [true, false],
    );
  });

  it('names the wiki that cannot be reached', async () => {
    const failure = lab.openWith({ api: 'http://127.0.0.1:9/api.php' });

    const error = await failureFrom(failure.readPage({ page: 'List', template: 'x' }));

    expect(error).toMatchObject({ code: 'wiki-unavailable', detail: 'ECONNREFUSED' });
    expect(error.message).toContain("'lab'");
  });
});

describe('openMediaWiki', () => {
  it.each(['http://wiki.example.org/api.php', 'ftp://localhost/', 'not an address'])(
    'refuses the address %s',
    (api) => {
      expect(() => lab.openWith({ api })).toThrow(expect.objectContaining({ code: 'usage' }));
    },
  );

  it('refuses to be anonymous to the people of a wiki', () => {
    expect(() => lab.openWith({ contact: ' ' })).toThrow(
      expect.objectContaining({ code: 'usage' }),
    );
  });

  it('rests between two edits as long as the wiki wants', async () => {
    const account = lab.store.accounts.get('SyncBot');
    if (account !== undefined) account.editLimit = { hits: 8, seconds: 60 };
    const { wiki, save } = await read({ now: () => 0 });
    const first = await save();

    await wiki.savePage({ base: first, text: list, summary: 'back' });

    expect(lab.waits).toEqual([7500]);
  });
});
