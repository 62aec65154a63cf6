/** The tests' own wiki and the tools around it do what the other tests here rely on. */
import { existsSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  describeOnOwnWiki,
  describeOnWiki,
  forgetSessions,
  keepWiki,
  ownTitle,
  ownWiki,
  resetWiki,
  setSwitches,
  wiki,
} from '../support/mediawiki/control.ts';
import {
  askAnonymously,
  asUser,
  type Person,
  seedPages,
  seedTemplate,
} from '../support/mediawiki/people.ts';
import { preprocess, preprocessOverHttp } from '../support/mediawiki/preprocess.ts';
import type { AccountName } from '../support/mediawiki/provided-wiki.ts';
import { startWiki } from '../support/mediawiki/server.ts';
import { xenPage } from '../support/xen.ts';

describeOnWiki('a real MediaWiki', () => {
  it('is one that wikisync is made for', () => {
    const [, minor] = /^MediaWiki 1\.(\d+)\./.exec(wiki().version) ?? [];

    expect(Number(minor)).toBeGreaterThanOrEqual(39);
  });

  it('lets the bot log in with its bot password, and edit', async () => {
    const title = ownTitle('Made by the bot');
    const bot = asUser('bot');

    const id = await bot.edit(title, 'a text', { summary: 'a reason', bot: true });

    expect(await bot.revisions(title, 1)).toMatchObject([
      { id, user: bot.name, summary: 'a reason', text: 'a text' },
    ]);
  });

  it('has no new revision when nothing changes', async () => {
    const title = ownTitle('Edited twice');
    const bot = asUser('bot');
    await bot.edit(title, 'a text');

    expect(await bot.edit(title, 'a text')).toBeUndefined();
  });

  it('preprocesses a text as it does the page that it becomes', async () => {
    const title = ownTitle('Preprocessed');
    const text = '<noinclude>{{a|b=c}}</noinclude><includeonly>{{d}}</includeonly><!-- e -->';
    await asUser('bot').edit(title, text);

    const { parse } = await askAnonymously({ action: 'parse', page: title, prop: 'parsetree' });

    expect(await preprocessOverHttp(text)).toBe(parse.parsetree);
    expect(await preprocess([text])).toEqual([parse.parsetree]);
  });
});

describeOnOwnWiki("this run's own wiki", () => {
  beforeEach(() => resetWiki());

  it('has the extensions that refuse edits, and those that add syntax', async () => {
    const { query } = await askAnonymously({
      action: 'query',
      meta: 'siteinfo',
      siprop: 'extensions',
    });

    expect(query.extensions.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining([
        'Abuse Filter',
        'Cite',
        'ConfirmEdit',
        'ParserFunctions',
        'Scribunto',
        'SpamBlacklist',
        'TemplateData',
        'TitleBlacklist',
      ]),
    );
  });

  it('runs modules', async () => {
    await asUser('admin').edit('Module:Sum', 'return { of = function() return 1 + 2 end }', {
      contentmodel: 'Scribunto',
    });

    const { expandtemplates } = await askAnonymously({
      action: 'expandtemplates',
      prop: 'wikitext',
      text: '{{#invoke:Sum|of}}',
    });

    expect(expandtemplates.wikitext).toBe('3');
  });

  it.each<[AccountName, string[]]>([
    ['admin', ['sysop']],
    ['bot', ['bot']],
    ['slow', ['bot']],
    ['read', ['bot']],
    ['human', []],
    ['vandal', []],
  ])('has %s in the groups %j', async (who, groups) => {
    const user = asUser(who);

    const { query } = await user.call({ action: 'query', meta: 'userinfo', uiprop: 'groups' });

    expect(query.userinfo).toMatchObject({ name: user.name });
    expect(query.userinfo.groups).toEqual(expect.arrayContaining(groups));
    if (groups.length === 0) expect(query.userinfo.groups.sort()).toEqual(['*', 'user']);
  });

  it('refuses an edit with a bot password that may only read', async () => {
    await refusal(asUser('read').edit('List', 'a'), 'permissiondenied');
  });

  it.each([
    ['FILTERDISALLOW', 'abusefilter-disallowed'],
    ['FILTERWARN', 'abusefilter-warning'],
  ])('filters %s: %s', async (word, code) => {
    await refusal(asUser('human').edit('List', word), code);
  });

  it('refuses links and titles that its blacklists name', async () => {
    await seedPages({
      'MediaWiki:Spam-blacklist': 'spam\\.example',
      'MediaWiki:Titleblacklist': 'Bad.*',
    });

    await refusal(asUser('human').edit('List', 'https://spam.example/'), 'spamblacklist');
    await refusal(asUser('human').edit('Bad list', 'a'), 'titleblacklist-forbidden');
  });

  it('expands templates that were seeded', async () => {
    await seedTemplate('Greeting', 'Hello, {{{1}}}!');

    const { expandtemplates } = await askAnonymously({
      action: 'expandtemplates',
      prop: 'wikitext',
      text: '{{Greeting|you}}',
    });

    expect(expandtemplates.wikitext).toBe('Hello, you!');
  });

  it('lets people move, protect, delete and block', async () => {
    const admin = asUser('admin');
    const human = asUser('human');
    await human.edit('From', 'a text');

    await admin.move('From', 'To');
    expect(await human.read('To')).toBe('a text');
    await admin.protect('To');
    await refusal(human.edit('To', 'b'), 'protectedpage');
    await admin.delete('To');
    expect(await human.read('To')).toBeUndefined();
    await admin.block(asUser('vandal').name);
    await refusal(asUser('vandal').edit('List', 'a'), 'blocked');
    await admin.unblock(asUser('vandal').name);
    await asUser('vandal').edit('List', 'a');
  });

  it('takes writers one after the other, none fails', async () => {
    const writers = (['admin', 'bot', 'human', 'vandal'] as const).map(asUser);

    await Promise.all(writers.flatMap((one) => [1, 2, 3].map((n) => save(one, n))));

    expect(await asUser('human').revisions('Shared', 20)).toHaveLength(12);
  });

  it('takes a page of two megabytes', async () => {
    const text = `{{project|Date=2024-01-01|Details=${'word '.repeat(230)}}}\n`
      .repeat(2000)
      .trimEnd();

    await asUser('bot').edit('Long', text);

    expect(await asUser('bot').read('Long')).toBe(text);
  });
});

describeOnOwnWiki('resetWiki', () => {
  it('brings the wiki back as it was', async () => {
    await asUser('human').edit('List', 'a');
    await asUser('admin').block(asUser('vandal').name);
    await setSwitches({ readonly: 'resting' });

    await resetWiki();

    expect(await asUser('human').read('List')).toBeUndefined();
    expect(await asUser('vandal').edit('List', 'b')).toBeDefined();
  });

  it('brings back what was kept under a name', async () => {
    await resetWiki();
    await asUser('human').edit('List', 'kept');
    await keepWiki('one list');
    await asUser('human').edit('List', 'changed');

    await resetWiki('one list');

    expect(await asUser('human').read('List')).toBe('kept');
  });
});

describeOnOwnWiki('startWiki', () => {
  it('leaves neither processes nor files when the wiki is stopped', async () => {
    const { wiki, stop } = await startWiki(ownWiki().code);
    expect((await fetch(wiki.api)).status).toBe(200);

    await stop();

    await expect(fetch(wiki.api)).rejects.toThrow();
    expect(() => process.kill(-wiki.processGroup, 0)).toThrow('ESRCH');
    expect(existsSync(wiki.folder)).toBe(false);
  });
});

describeOnOwnWiki('forgetSessions', () => {
  it('logs everybody out', async () => {
    await resetWiki();
    const human = asUser('human');
    await human.edit('List', 'a');
    const { query } = await human.call({ action: 'query', meta: 'tokens', type: 'csrf' });

    await forgetSessions();

    const after = await human.call({ action: 'query', meta: 'tokens', type: 'csrf' });
    expect(after.query.tokens.csrftoken).not.toBe(query.tokens.csrftoken);
  });
});

describeOnOwnWiki('setSwitches', () => {
  beforeEach(() => resetWiki());

  it('readonly: refuses edits and gives the reason', async () => {
    const human = asUser('human');
    await human.edit('List', 'a');

    await setSwitches({ readonly: 'moving house' });

    await refusal(human.edit('List', 'b'), 'readonly');
    const { query } = await askAnonymously({ action: 'query', meta: 'siteinfo' });
    expect(query.general.readonlyreason).toBe('moving house');
    await setSwitches({});
    await human.edit('List', 'b');
  });

  it('ratelimit: holds for people and the slow bot password, not for the bot', async () => {
    await setSwitches({ ratelimit: [3, 60] });

    for (const who of ['human', 'slow'] as const) {
      await asUser(who).edit('List', `first of ${who}`);
      await refusal(editFourTimes(asUser(who)), 'ratelimited');
    }
    await editFourTimes(asUser('bot'));
  });

  it('limitEverybody: holds for the bot, too', async () => {
    await setSwitches({ ratelimit: [3, 60], limitEverybody: true });

    await asUser('bot').edit('List', 'first');

    await refusal(editFourTimes(asUser('bot')), 'ratelimited');
  });

  it('lag: refuses who asked for less', async () => {
    await setSwitches({ lag: 7.5 });

    await refusal(askAnonymously({ action: 'query', maxlag: 5 }), 'maxlag');
    await askAnonymously({ action: 'query', maxlag: 8 });
  });

  it('captcha: asks even the bot', async () => {
    await setSwitches({ captcha: ['edit', 'create'] });

    await refusal(asUser('bot').edit('List', 'a'), 'edit');
  });

  it('private: lets only those read who are logged in', async () => {
    await asUser('human').edit('List', 'a');

    await setSwitches({ private: true });

    await refusal(
      askAnonymously({ action: 'query', titles: 'List', prop: 'revisions' }),
      'readapidenied',
    );
    expect(await asUser('human').read('List')).toBe('a');
  });

  it('maxArticleKb: refuses longer pages', async () => {
    await setSwitches({ maxArticleKb: 1 });

    await refusal(asUser('human').edit('List', 'a'.repeat(1025)), 'contenttoobig');
  });

  it('noBotPasswords: refuses to log in', async () => {
    await setSwitches({ noBotPasswords: true });

    await refusal(asUser('bot').edit('List', 'a'), 'login');
  });

  it('tokenVersion: logs everybody out', async () => {
    const human = asUser('human');
    const me = async () =>
      (await human.call({ action: 'query', meta: 'tokens', type: 'csrf' })).query.tokens.csrftoken;
    const before = await me();

    await setSwitches({ tokenVersion: 'another' });

    expect(await me()).not.toBe(before);
  });

  it('sleepMs: takes its time', async () => {
    await setSwitches({ sleepMs: 300 });
    const began = performance.now();

    await askAnonymously({ action: 'query' });

    expect(performance.now() - began).toBeGreaterThan(290);
  });

  it('unavailable: answers with a page of HTML and when to come back', async () => {
    await setSwitches({ unavailable: { status: 503, retryAfter: 3 } });

    const response = await fetch(wiki().api);

    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('3');
    expect(await response.text()).toContain('<!DOCTYPE html>');
  });
});

describeOnOwnWiki('preprocess', () => {
  it('sees what the page view sees, not what a transclusion would', async () => {
    expect(await preprocess(['a<noinclude>b</noinclude><includeonly>{{c}}</includeonly>'])).toEqual(
      [
        '<root>a<ignore>&lt;noinclude&gt;</ignore>b<ignore>&lt;/noinclude&gt;</ignore>' +
          '<ignore>&lt;includeonly&gt;{{c}}&lt;/includeonly&gt;</ignore></root>',
      ],
    );
  });

  it('agrees with the API on a sample', async () => {
    const texts = [xenPage, ...sample()];

    const trees = await preprocess(texts);

    expect(texts.length).toBeGreaterThanOrEqual(100);
    for (const [index, text] of texts.entries()) {
      expect(trees[index], JSON.stringify(text)).toBe(await preprocessOverHttp(text));
    }
  });

  it('takes thousands of texts in seconds', async () => {
    const texts = Array.from({ length: 50 }, sample).flat();
    const began = performance.now();

    expect(await preprocess(texts)).toHaveLength(texts.length);
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  it('names the text that MediaWiki cannot be given', async () => {
    await expect(preprocess(['a', '\uD800'])).rejects.toThrow('text 1');
  });

  it.each(['\n', ' ', 'a\n', 'a\r\nb', 'e\u0301', '\u0000'])('takes %j as it is', async (text) => {
    const [tree] = await preprocess([text]);

    expect(tree).toBe(`<root>${text}</root>`);
  });
});

describe('sample', () => {
  it('has no text twice', () => {
    expect(new Set(sample()).size).toBe(sample().length);
  });
});

/** Each piece inside each of these, closed or not: where preprocessors differ. */
function sample(): string[] {
  const around = [
    (inner: string) => inner,
    (inner: string) => `{{project\n|Title = ${inner}\n|Date=2024-01-01}}`,
    (inner: string) => `{{#if:${inner}|{{{1|${inner}}}}}}`,
    (inner: string) => `<ref name="${inner}">${inner}</ref>`,
    (inner: string) => `<!-- ${inner} -->\n<nowiki>${inner}</nowiki>`,
    (inner: string) => `== ${inner} ==\n{|\n| ${inner}\n|}`,
    (inner: string) => `{{project|${inner}`,
  ];
  const pieces = [
    'plain',
    '[[A|b]]',
    '[[A|{{b',
    '{{a|b=c|d}}',
    '{{{x|y}}}',
    '{{{{a}}}}',
    '{{{{{a}}}}}',
    '}}',
    '|',
    '=',
    '<!-- c -->',
    '<!-- open',
    '<nowiki>{{a}}</nowiki>',
    '<nowiki>',
    '<includeonly>i</includeonly>',
    '<onlyinclude>{{o}}</onlyinclude>',
    '<pre>|</pre >',
    '<REF/>',
    '-{zh:a;en:b}-',
    '\n== H ==\n',
    '&lt; < > & "é😀',
  ];
  return around.flatMap((wrap) => pieces.map(wrap));
}

/** Saves over whatever others did since, as one of twelve. */
async function save(person: Person, number: number): Promise<void> {
  await person.edit('Shared', `${person.name} ${number}`);
}

async function refusal(asked: Promise<unknown>, code: string): Promise<void> {
  await expect(asked).rejects.toMatchObject({ code });
}

/** More than the three that a test allows: MediaWiki 1.43 counts some edits twice. */
async function editFourTimes(person: Person): Promise<void> {
  for (const number of [1, 2, 3, 4]) await person.edit('List', `${person.name} ${number}`);
}
