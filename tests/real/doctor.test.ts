/** The doctor on a real MediaWiki: each failure that it is there for, provoked. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exampleWorkplace, type Workplace } from '../support/command-line.ts';
import { findingOf, type Round, roundOf } from '../support/doctor.ts';
import { type Edge, startEdge } from '../support/fake-mediawiki/edge.ts';
import { forwardTo } from '../support/fake-mediawiki/forward.ts';
import {
  account,
  describeOnOwnWiki,
  ownWiki,
  resetWiki,
  type Switches,
  setSwitches,
} from '../support/mediawiki/control.ts';
import { asUser, Refused, seedPages, seedTemplate } from '../support/mediawiki/people.ts';
import type { AccountName } from '../support/mediawiki/provided-wiki.ts';
import { xenPage } from '../support/xen.ts';

const title = '2014 GSoC and OPW Round 8 Projects';
/** What is always found of an account whose bot password has every grant. */
const surplus = 'grants-surplus';

describeOnOwnWiki('wikisync doctor on a real MediaWiki', () => {
  let edge: Edge;

  beforeEach(async () => {
    await resetWiki();
    await seedPages({ [title]: xenPage });
    await seedTemplate('Project', 'a project');
    edge = await startEdge(forwardTo(ownWiki().api));
  });

  afterEach(async () => {
    // Whatever is found: nothing is sent that could write, and one login at the most.
    const actions = edge.requests.map((params) => params.get('action') ?? '');
    expect(actions.filter((action) => !['query', 'login'].includes(action))).toEqual([]);
    expect(actions.filter((action) => action === 'login').length).toBeLessThanOrEqual(1);
    await edge.close();
  });

  /** The example with the real wiki in the place of its folder, and an account's credentials. */
  function placeOf(who: AccountName | undefined, more: Wrong = {}): Workplace {
    const { password, api = edge.api, wiki = '' } = more;
    const credentials = who === undefined ? undefined : account(who);
    const place = exampleWorkplace(
      credentials === undefined
        ? {}
        : {
            WIKISYNC_XEN_USERNAME: credentials.username,
            WIKISYNC_XEN_PASSWORD: password ?? credentials.password,
          },
    );
    const written = `api: ${api}${wiki === '' ? '' : `\n    ${wiki}`}`;
    place.edit('config/wikisync.yaml', 'folder: ../fixtures/xen/wiki', written);
    return place;
  }

  interface Wrong {
    readonly password?: string;
    readonly api?: string;
    /** Another line of the wiki's config. */
    readonly wiki?: string;
  }

  function examined(who: AccountName | undefined, more: Wrong = {}): Promise<Round> {
    return roundOf(placeOf(who, more));
  }

  const actions = () => edge.requests.map((params) => params.get('action'));

  it('finds a bot fit that has more grants than it needs, in three requests', async () => {
    const round = await examined('bot');

    expect(round.troubles).toEqual([surplus]);
    expect(round.code).toBe(0);
    expect(actions()).toEqual(['query', 'login', 'query']);
    expect(findingOf(round, surplus).seen).toMatch(/createpage.*move/);
    expect(findingOf(round, surplus).advice).toContain(title);
    expect(findingOf(round, 'endpoint-answers').seen).toContain(ownWiki().version);
    expect(findingOf(round, 'template-called').seen).toContain('8 times');
  });

  it('warns of the rights of an administrator', async () => {
    const { seen } = findingOf(await examined('admin'), surplus);

    for (const right of ['editprotected', 'editinterface', 'delete', 'block', 'protect']) {
      expect(seen).toMatch(new RegExp(`\\b${right}\\b`));
    }
  });

  it('reads a public wiki without credentials, in one request', async () => {
    const round = await examined(undefined);

    expect(round.troubles).toEqual(['credentials-none']);
    expect(round.code).toBe(0);
    expect(actions()).toEqual(['query']);
  });

  it('knows a private wiki, with credentials and without', async () => {
    await setSwitches({ private: true });

    const without = await examined(undefined);
    const alone = actions();
    edge.requests.length = 0;
    const within = await examined('bot');
    const member = actions();
    edge.requests.length = 0;
    const told = await examined('bot', { wiki: 'private: true' });

    expect(without.troubles).toEqual(['page-unseen', 'wiki-private']);
    expect(without.code).toBe(1);
    expect(alone).toEqual(['query']);
    expect(within.troubles).toEqual([surplus]);
    expect(member).toEqual(['query', 'query', 'login', 'query']);
    expect(told.findings).toEqual(within.findings);
    expect(actions()).toEqual(['query', 'login', 'query']);
    expect(findingOf(within, 'template-called').level).toBe('ok');
    expect(findingOf(within, 'filter-none').level).toBe('ok');
  });

  it('calls a read-only wiki a matter of time', async () => {
    await setSwitches({ readonly: 'the yearly backup' });

    const round = await examined('bot');

    expect(round.troubles).toEqual(['login-untried', 'wiki-read-only']);
    expect(findingOf(round, 'wiki-read-only').seen).toContain('the yearly backup');
    expect(round.code).toBe(75);
  });

  it.each<readonly [string, Switches]>([
    ['replicas', { lag: 7 }],
    ['a job queue', { jobQueueFactor: 0.000_001 }],
  ])('calls lag of %s a matter of time, and looks all the same', async (_what, switches) => {
    await asUser('human').edit('Template:Project', 'another text, which gives the jobs');
    await setSwitches(switches);

    const round = await examined('bot');

    expect(round.troubles).toEqual([surplus, 'wiki-lagged']);
    expect(round.code).toBe(75);
  });

  it('tells who blocked the account, and why', async () => {
    await asUser('admin').block(account('bot').name, { reason: 'too fast' });

    const round = await examined('bot');

    expect(round.troubles).toEqual(['account-blocked', surplus]);
    expect(findingOf(round, 'account-blocked').seen).toContain("by 'Admin' for good: too fast");
    expect(round.code).toBe(1);
  });

  it.each([
    ['its page', title, ['account-blocked-partly', surplus, 'page-refused'], 1],
    ['another page', 'Main Page', ['account-blocked-partly', surplus], 0],
  ])('tells a block from %s', async (_what, pagerestrictions, troubles, code) => {
    const more = { partial: true, pagerestrictions, allowusertalk: true };
    await asUser('admin').block(account('bot').name, more);

    const round = await examined('bot');

    expect(round.troubles).toEqual(troubles);
    expect(round.code).toBe(code);
  });

  it('tells that the page is protected, and from whom', async () => {
    await asUser('admin').protect(title);

    const bot = await examined('bot');
    const reader = await examined(undefined);
    const admin = await examined('admin');

    expect(bot.troubles).toEqual([surplus, 'page-refused']);
    expect(bot.code).toBe(1);
    expect(findingOf(reader, 'page-protected').seen).toContain("'sysop'");
    expect(findingOf(admin, 'page-protected-allowed').level).toBe('ok');
    edge.requests.length = 0;
  });

  it('says that a wrong password and a wrong address look the same', async () => {
    const round = await examined('bot', { password: 'wrong-and-secret' });

    expect(round.troubles).toEqual(['login-refused']);
    expect(findingOf(round, 'login-refused').seen).toContain('wrongpassword');
    expect(findingOf(round, 'template-called').level).toBe('ok');
    expect(round.code).toBe(1);
  });

  it('tells a wiki that accepts no bot passwords like a wrong one', async () => {
    await setSwitches({ noBotPasswords: true });

    expect((await examined('bot')).troubles).toEqual(['login-refused']);
  });

  it('tells a throttled login from a wrong password', async () => {
    // Only what looks like one is tried as a bot password.
    const place = placeOf('bot', { password: 'a'.repeat(32) });
    for (let tries = 0; tries < 5; tries += 1) await place.run('doctor');
    edge.requests.length = 0;

    const round = await examined('bot');

    expect(round.troubles).toEqual(['login-throttled']);
    expect(round.code).toBe(75);
  });

  it('misses the grant to edit', async () => {
    const round = await examined('read');

    expect(round.troubles).toEqual(['bot-flag-missing', 'right-edit-missing']);
    expect(findingOf(round, 'right-edit-missing').advice).toContain("'Edit existing pages'");
    expect(findingOf(round, 'grants-least').level).toBe('ok');
    expect(round.code).toBe(1);
  });

  it('misses the grant for the flag of a bot, and the flag of a person', async () => {
    await setSwitches({ limitBots: true, ratelimit: [2, 60] });

    const slow = await examined('slow');
    edge.requests.length = 0;
    const human = await examined('human');

    expect(slow.troubles).toEqual(['bot-flag-missing', surplus, 'rate-small']);
    expect(findingOf(slow, 'bot-flag-missing').advice).toContain(
      "'High-volume editing' is missing",
    );
    expect(findingOf(slow, 'rate-small').seen).toContain('2 edits in 60 seconds');
    expect(findingOf(human, 'bot-flag-missing').advice).toContain("Ask for the group 'bot'");
  });

  it('misses no flag where the config wants none', async () => {
    const round = await examined('human', { wiki: 'bot: false' });

    expect(round.troubles).toEqual([surplus]);
  });

  it('knows a page of the wiki from its api.php', async () => {
    const { origin } = new URL(ownWiki().api);

    const page = await examined('bot', { api: `${origin}/load.php` });
    const redirect = await examined('bot', { api: `${origin}/index.php` });
    const nothing = await examined('bot', { api: `${origin}/nothing/api.php` });

    expect(page.troubles).toEqual(['endpoint-not-api', 'page-unseen']);
    expect(redirect.code).toBe(1);
    expect(nothing.troubles).toEqual(['endpoint-not-api', 'page-unseen']);
  });

  it.each([429, 500, 503] as const)('calls HTTP status %i a matter of time', async (status) => {
    await setSwitches({ unavailable: { status, retryAfter: 60 } });

    const round = await examined('bot');

    expect(round.troubles).toEqual(['endpoint-unavailable', 'page-unseen']);
    expect(findingOf(round, 'endpoint-unavailable').seen).toContain("'Unavailable'");
    expect(round.code).toBe(75);
    expect(edge.requests).toHaveLength(1);
    await setSwitches({});
  });

  it('tells which abuse filter met an edit of the account', async () => {
    const bot = asUser('bot');
    await expect(bot.edit('Sandbox', 'FILTERDISALLOW')).rejects.toThrow(Refused);

    const round = await examined('bot');

    expect(round.troubles).toEqual(['filter-hit', surplus]);
    expect(findingOf(round, 'filter-hit').seen).toMatch(
      /^The filter 'FILTERDISALLOW' answered with 'disallow' an edit of 'Sandbox' at 20/,
    );
  });

  it('tells of new messages', async () => {
    await asUser('human').edit(`User talk:${account('bot').name}`, 'Please slow down.');

    expect((await examined('bot')).troubles).toEqual(['account-messages', surplus]);
  });

  it.each<readonly [string, () => Promise<unknown>, readonly string[]]>([
    ['a page that is missing', () => asUser('admin').delete(title), ['page-missing']],
    ['a page that was moved', () => asUser('admin').move(title, 'Elsewhere'), ['page-unusable']],
    [
      'a page that turns bots away',
      () => asUser('human').edit(title, `{{nobots}}\n${xenPage}`),
      ['page-turns-away'],
    ],
    [
      'a template that is not there',
      () => asUser('admin').delete('Template:Project'),
      ['template-missing'],
    ],
    [
      'a template that was renamed',
      () => asUser('admin').move('Template:Project', 'Template:Record'),
      ['template-redirect'],
    ],
    [
      'a page without calls',
      () => asUser('human').edit(title, 'Only prose.'),
      ['template-not-called'],
    ],
    [
      'a page of JSON',
      async () => {
        await asUser('admin').delete(title);
        await asUser('admin').edit(title, '{}', { contentmodel: 'json' });
      },
      ['page-unusable'],
    ],
  ])('finds %s', async (_what, change, codes) => {
    await change();

    const { troubles } = await examined('bot');

    expect(troubles.filter((code) => code !== surplus)).toEqual(codes);
  });

  it('names the page that a redirect leads to, and the redirects of the template', async () => {
    await seedTemplate('Undertaking', '#REDIRECT [[Template:Project]]');
    const there = await examined('bot');
    await asUser('admin').move(title, 'Elsewhere');
    edge.requests.length = 0;
    const moved = await examined('bot');

    expect(findingOf(there, 'template-called').seen).toContain("'Undertaking'");
    expect(findingOf(moved, 'page-unusable').seen).toContain("'Elsewhere'");
  });

  it('reads the stop page', async () => {
    const wiki = 'stop: User:SyncBot/stop';
    const missing = await examined('bot', { wiki });
    await asUser('human').edit('User:SyncBot/stop', 'Please wait for the vote.');
    edge.requests.length = 0;
    const stopped = await examined('bot', { wiki });

    expect(missing.troubles).toEqual([surplus, 'stop-missing']);
    expect(findingOf(stopped, 'stop-words').seen).toContain('Please wait for the vote.');
    expect(stopped.code).toBe(1);
  });

  it('changes nothing on the wiki, and shows no secret', async () => {
    const before = await asUser('human').revisions(title);
    const place = placeOf('bot');

    const { out, err } = await place.run('doctor', '--verbose');

    expect(await asUser('human').revisions(title)).toEqual(before);
    expect(out + err).not.toContain(account('bot').password);
  });
});
