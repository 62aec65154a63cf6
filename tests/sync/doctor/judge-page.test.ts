import { describe, expect, it } from 'vitest';
import { standardSite } from '../../../src/core/wikitext/site.ts';
import { SyncError } from '../../../src/errors.ts';
import { judgePage } from '../../../src/sync/doctor/judge-page.ts';
import type { AccountSeen, PageSeen } from '../../../src/wiki/examine/seen.ts';
import { plainSchema } from '../../support/xen.ts';

const schema = plainSchema('project', ['Title']);
const page: PageSeen = {
  title: 'List',
  text: '{{project|Title=A}}\n{{project|Title=B}}',
  trouble: undefined,
  leadsTo: undefined,
  protection: [],
  refusals: [],
  template: { exists: true, leadsTo: undefined },
  site: standardSite,
};
const account: AccountSeen = {
  name: 'Bot',
  rights: ['edit'],
  groups: [],
  block: undefined,
  hasMessages: false,
  editLimits: [],
};

function troubles(seen: Partial<PageSeen>, as: AccountSeen | undefined = account) {
  const found = judgePage({ ...page, ...seen }, schema, { wiki: 'w', name: 'Bot', account: as });
  return found.filter(({ level }) => level !== 'ok');
}

describe('judgePage', () => {
  it('finds nothing wrong with a page that calls the template, and counts the calls', () => {
    const found = judgePage(page, schema, { wiki: 'w', name: 'Bot', account });

    expect(found.map(({ level }) => level)).toEqual(['ok', 'ok']);
    expect(found[1]?.seen).toBe("The page calls 'project' 2 times.");
  });

  it('names the redirects that calls are found by, and the calls that are no records', () => {
    const text = '{{proj|Title=A}}\n<noinclude>{{project|Title=B}}</noinclude>\n{{project|';
    const site = { ...standardSite, templateRedirects: ['Proj'] };

    const found = judgePage({ ...page, text, site }, schema, { wiki: 'w', name: 'Bot', account });

    expect(found[1]?.seen).toBe(
      "The page calls 'project' once. 2 more cannot be records: see 'wikisync check'. Also found by 'Proj'.",
    );
  });

  it('reads pages with CRLF', () => {
    expect(troubles({ text: '{{project\r\n|Title=A\r\n}}\r\n' })).toEqual([]);
  });

  it('says where a redirect leads', () => {
    const trouble = new SyncError('page-unusable', "The page 'List' is a redirect.");
    const [finding] = troubles({ text: undefined, trouble, leadsTo: 'Lists' });

    expect(finding).toMatchObject({ level: 'problem', code: 'page-unusable' });
    expect(finding?.seen).toBe("The page 'List' is a redirect. It leads to 'Lists'.");
  });

  it('looks at the template of a page that is missing', () => {
    const trouble = new SyncError('page-missing', "There is no page 'List' on the wiki.");
    const template = { exists: false, leadsTo: undefined };

    expect(troubles({ text: undefined, trouble, template }).map(({ code }) => code)).toEqual([
      'page-missing',
      'template-missing',
    ]);
  });

  it.each([
    [[{ code: 'protectedpage', text: 'protected' }], account, ['page-refused']],
    [[{ code: 'permissiondenied', text: 'x' }], account, ['page-refused']],
    [[{ code: 'permissiondenied', text: 'x' }], { ...account, rights: [] }, []],
    [[{ code: 'blocked', text: 'x' }], account, ['page-refused']],
    [
      [{ code: 'blocked', text: 'x' }],
      { ...account, block: { by: '', reason: '', expiry: '', isPartial: false } },
      [],
    ],
    [
      [{ code: 'blocked', text: 'x' }],
      { ...account, block: { by: '', reason: '', expiry: '', isPartial: true } },
      ['page-refused'],
    ],
  ])('tells %j once, here or about the account', (refusals, as, codes) => {
    expect(troubles({ refusals, protection: ['sysop'] }, as).map(({ code }) => code)).toEqual(
      codes,
    );
  });

  it('tells a protection that the account passes, and one of which that is not known', () => {
    const passed = judgePage({ ...page, protection: ['autoconfirmed'] }, schema, {
      wiki: 'w',
      name: 'Bot',
      account,
    });

    expect(passed.find(({ subject }) => subject === 'protection')?.level).toBe('ok');
    expect(troubles({ protection: ['sysop'], refusals: undefined }, undefined)).toMatchObject([
      { level: 'warning', code: 'page-protected' },
    ]);
  });

  it('heeds a page that turns the account away', () => {
    const text = `{{nobots}}\n${page.text}`;

    expect(troubles({ text })).toMatchObject([{ level: 'problem', code: 'page-turns-away' }]);
  });

  it.each<readonly [Partial<PageSeen>, string]>([
    [{ text: 'Only prose.' }, 'template-not-called'],
    [{ text: 'a\u0000b' }, 'page-untrusted'],
    [{ template: { exists: true, leadsTo: 'Template:Record' } }, 'template-redirect'],
    [{ template: { exists: false, leadsTo: undefined } }, 'template-missing'],
  ])('judges %j as %s', (seen, code) => {
    expect(troubles(seen).map((finding) => finding.code)).toEqual([code]);
  });

  it('misses no template where pages are kept without them', () => {
    expect(troubles({ template: { exists: undefined, leadsTo: undefined } })).toEqual([]);
  });
});
