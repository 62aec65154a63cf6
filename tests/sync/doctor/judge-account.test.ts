import { describe, expect, it } from 'vitest';
import { judgeAccount, judgeFilters } from '../../../src/sync/doctor/judge-account.ts';
import type { AccountSeen } from '../../../src/wiki/examine/seen.ts';

const bot: AccountSeen = {
  name: 'Bot',
  rights: ['read', 'edit', 'minoredit', 'bot', 'noratelimit', 'editsemiprotected'],
  groups: ['*', 'user', 'bot'],
  block: undefined,
  hasMessages: false,
  editLimits: [],
};
const needs = { bot: true, titles: ['List', 'Other'] };
const block = { by: 'Admin', reason: 'too fast', expiry: 'infinite', isPartial: false };

function troubles(account: Partial<AccountSeen>, more: Partial<typeof needs> = {}) {
  return judgeAccount({ ...bot, ...account }, { ...needs, ...more }).filter(
    ({ level }) => level !== 'ok',
  );
}

function without(...rights: readonly string[]): Pick<AccountSeen, 'rights'> {
  return { rights: bot.rights.filter((right) => !rights.includes(right)) };
}

describe('judgeAccount', () => {
  it('finds nothing wrong with a flagged bot that may edit and no more', () => {
    expect(troubles({})).toEqual([]);
  });

  it('names the least grants, and the pages that they can be limited to', () => {
    const grants = judgeAccount(bot, needs).find(({ subject }) => subject === 'grants');

    expect(grants?.level).toBe('ok');
    expect(grants?.advice).toContain(
      "'Basic rights', 'Edit existing pages' and 'High-volume editing'",
    );
    expect(grants?.advice).toContain("limited to 'List' and 'Other' and to this machine's address");
  });

  it('takes a block for a problem, and one from some pages for a warning', () => {
    const [whole] = troubles({ block });
    const [part] = troubles({
      block: { ...block, isPartial: true, expiry: '2026-02-01T00:00:00Z' },
    });

    expect(whole).toMatchObject({ level: 'problem', code: 'account-blocked' });
    expect(whole?.seen).toBe("The account 'Bot' is blocked by 'Admin' for good: too fast");
    expect(part).toMatchObject({ level: 'warning', code: 'account-blocked-partly' });
    expect(part?.seen).toContain('until 2026-02-01T00:00:00Z: too fast');
  });

  it('tells of new messages', () => {
    expect(troubles({ hasMessages: true }).map(({ code }) => code)).toEqual(['account-messages']);
  });

  it('misses the right to edit', () => {
    const [finding] = troubles(without('edit'));

    expect(finding).toMatchObject({ level: 'problem', code: 'right-edit-missing' });
    expect(finding?.advice).toContain("'Edit existing pages'");
  });

  it('misses the grant where the account has the flag, and else the flag', () => {
    const [grant] = troubles(without('bot'));
    const [flag] = troubles({ ...without('bot'), groups: ['*', 'user'] });

    expect(grant).toMatchObject({ level: 'warning', code: 'bot-flag-missing' });
    expect(grant?.advice).toContain("but the grant 'High-volume editing' is missing");
    expect(flag?.advice).toContain("Ask for the group 'bot'");
  });

  it('misses no flag, and recommends no grant for it, where edits are not marked', () => {
    const account = { ...bot, ...without('bot'), groups: ['*', 'user'] };
    const found = judgeAccount(account, { ...needs, bot: false });

    expect(found.filter(({ level }) => level !== 'ok')).toEqual([]);
    expect(found.find(({ subject }) => subject === 'grants')?.advice).toContain(
      "'Basic rights' and 'Edit existing pages' and no more",
    );
  });

  it.each([
    ['editprotected', 'Edit protected pages'],
    ['createpage', 'Create, edit, and move pages'],
    ['move', 'Create, edit, and move pages'],
    ['editinterface', 'Edit the MediaWiki namespace'],
    ['editsitejs', 'Edit sitewide and user CSS/JS'],
    ['delete', 'Delete pages'],
    ['block', 'Block and unblock users'],
    ['protect', 'Protect and unprotect pages'],
    ['importupload', 'Import revisions'],
    ['suppressrevision', 'Hide users'],
    ['mergehistory', 'Merge page histories'],
    ['rollback', 'Rollback changes'],
    ['sendemail', 'Send email'],
    ['upload', 'Upload new files'],
  ])('warns of the right %s', (right, grant) => {
    const [finding] = troubles({ rights: [...bot.rights, right] });

    expect(finding).toMatchObject({ level: 'warning', code: 'grants-surplus' });
    expect(finding?.seen).toContain(grant);
    expect(finding?.seen).toContain(`(${right})`);
  });

  it.each([
    [{ hits: 90, seconds: 60 }, []],
    [{ hits: 8, seconds: 60 }, []],
    [{ hits: 1, seconds: 10 }, ['rate-small']],
    [{ hits: 3, seconds: 60 }, ['rate-small']],
    [{ hits: 0, seconds: 60 }, ['rate-small']],
  ])('judges a limit of %j for two listings', (limit, codes) => {
    const found = troubles({ ...without('noratelimit'), editLimits: [limit] });

    expect(found.map(({ code }) => code)).toEqual(codes);
  });

  it('counts the slowest of several limits, and none with the right to ignore them', () => {
    const editLimits = [
      { hits: 90, seconds: 60 },
      { hits: 1, seconds: 60 },
    ];

    expect(troubles({ ...without('noratelimit'), editLimits })[0]?.seen).toContain(
      '1 edit in 60 seconds',
    );
    expect(troubles({ editLimits })).toEqual([]);
  });
});

describe('judgeFilters', () => {
  const hit = {
    filter: 'links',
    title: 'List',
    result: 'disallow',
    timestamp: '2026-01-01T00:00:00Z',
  };

  it('tells the newest edit that met a filter', () => {
    const [finding] = judgeFilters({ kind: 'log', hits: [hit, hit, hit] });

    expect(finding).toMatchObject({ level: 'warning', code: 'filter-hit' });
    expect(finding?.seen).toBe(
      "The filter 'links' answered with 'disallow' an edit of 'List' at 2026-01-01T00:00:00Z. The log has 2 more.",
    );
  });

  it('tells an edit that a filter only noted', () => {
    const [finding] = judgeFilters({ kind: 'log', hits: [{ ...hit, result: '' }] });

    expect(finding?.seen).toContain("'links' noted an edit");
  });

  it('says what it cannot see, and what is not there', () => {
    expect(judgeFilters({ kind: 'unreadable' })[0]).toMatchObject({ code: 'filter-unreadable' });
    expect(judgeFilters({ kind: 'log', hits: [] })[0]).toMatchObject({ code: 'filter-none' });
    expect(judgeFilters({ kind: 'none' })).toEqual([]);
  });
});
