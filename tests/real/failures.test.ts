/** Every way in which a real MediaWiki says no to an edit, provoked; nothing is ever saved. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LabRevision } from '../support/fake-mediawiki/lab.ts';
import type { FaultLab } from '../support/faults/matrix.ts';
import { realFaultLab } from '../support/faults/real-lab.ts';
import { pageTitle, pageWith, type Scene, setScene, start } from '../support/faults/scene.ts';
import { startWay, type Way } from '../support/faults/way.ts';
import { account, describeOnOwnWiki, setSwitches } from '../support/mediawiki/control.ts';
import { asUser } from '../support/mediawiki/people.ts';
import type { AccountName } from '../support/mediawiki/provided-wiki.ts';

const admin = asUser('admin');
const deadlines = { get: 3000, post: 3000 };

/** A way to say no: what is done before the run, and the code with which it ends. */
interface No {
  readonly what: string;
  readonly say: () => Promise<unknown>;
  readonly code: string;
  /** The size that the run is to save; 2 if absent. */
  readonly size?: string;
  readonly as?: AccountName;
  readonly password?: string;
}

const nothing = () => Promise.resolve();
const wrong = ['not', 'the', 'password', 'of', 'anybody'].join('');

const noes: readonly No[] = [
  { what: 'protection', say: () => admin.protect(pageTitle), code: 'not-allowed' },
  {
    what: 'protection by a page that shows it',
    say: async () => {
      await admin.edit('Portal', `{{:${pageTitle}}}`);
      const protections = { action: 'protect', title: 'Portal', protections: 'edit=sysop' };
      await admin.call({ ...protections, cascade: true }, 'csrf');
    },
    code: 'not-allowed',
  },
  { what: 'a block', say: () => admin.block(account('bot').name), code: 'stopped' },
  {
    what: 'a block from the page',
    say: () =>
      admin.block(account('bot').name, {
        partial: true,
        pagerestrictions: pageTitle,
        allowusertalk: true,
      }),
    code: 'not-allowed',
  },
  { what: 'no grant to edit', say: nothing, as: 'read', code: 'not-allowed' },
  { what: 'a filter', say: nothing, size: 'FILTERDISALLOW', as: 'human', code: 'edit-refused' },
  {
    what: "a filter's warning",
    say: nothing,
    size: 'FILTERWARN',
    as: 'human',
    code: 'edit-refused',
  },
  {
    what: 'a filter that blocks',
    say: nothing,
    size: 'FILTERBLOCK',
    as: 'human',
    code: 'edit-refused',
  },
  {
    what: 'the list of unwanted links',
    say: async () => {
      await admin.edit('Template:Item', '{{{Size}}}');
      await admin.edit('MediaWiki:Spam-blacklist', 'unwanted\\.example');
    },
    size: 'https://unwanted.example/a',
    as: 'human',
    code: 'edit-refused',
  },
  {
    what: 'the list of unwanted titles',
    say: () => admin.edit('MediaWiki:Titleblacklist', `${pageTitle}.* <noedit>`),
    code: 'edit-refused',
  },
  {
    what: 'the longest page',
    say: () => setSwitches({ maxArticleKb: 1 }),
    size: 'x'.repeat(1500),
    code: 'edit-refused',
  },
  {
    what: 'a rate limit',
    say: () => setSwitches({ ratelimit: [0, 60], limitEverybody: true }),
    code: 'wiki-unavailable',
  },
  {
    what: 'read-only mode',
    say: () => setSwitches({ readonly: 'an upgrade' }),
    code: 'wiki-unavailable',
  },
  { what: 'lag', say: () => setSwitches({ lag: 30 }), code: 'wiki-unavailable' },
  ...([429, 500, 503] as const).map((status) => ({
    what: `status ${status}`,
    say: () => setSwitches({ unavailable: { status, retryAfter: 7 } }),
    code: 'wiki-unavailable',
  })),
  { what: 'a wrong password', say: nothing, password: wrong, code: 'login-refused' },
  {
    what: 'bot passwords that are off',
    say: () => setSwitches({ noBotPasswords: true }),
    code: 'login-refused',
  },
  { what: 'deletion', say: () => admin.delete(pageTitle), code: 'page-missing' },
];

describeOnOwnWiki('a real MediaWiki that says no', () => {
  let lab: FaultLab;
  let way: Way;

  beforeEach(async () => {
    lab = await realFaultLab();
    way = await startWay(lab.handler);
    await lab.put(pageTitle, pageWith(start));
  });

  afterEach(() => way.close());

  function sceneOf({ as = 'bot', password }: No): Scene {
    const { username, password: right } = account(as);
    const reveal = () => password ?? right;
    const credentials = { kind: 'password', username, password: { reveal } } as const;
    return setScene(way, { credentials, options: { deadlines } });
  }

  it.each(noes)('by $what ends a run, and the next one, before anything is saved', async (no) => {
    const scene = sceneOf(no);
    scene.setData(start);
    expect(await scene.push()).toBe('done');
    scene.setData({ ...start, A: no.size ?? '2' });
    await no.say();

    const end = await scene.push();
    // Who looks at what a filter says, and at a block that it sets, ends sooner.
    const next = await scene.push();

    expect(end).toBe(no.code);
    expect(['stopped', no.code]).toContain(next);
    await setSwitches({});
    const after = await lab.history(pageTitle);
    const { name } = account(no.as ?? 'bot');
    const byBot = ({ user, comment }: LabRevision) => user === name && comment.includes('(ws-');
    expect(after.filter(byBot)).toEqual([]);
    if (no.what !== 'deletion') expect(after.at(-1)?.text).toBe(pageWith(start).trimEnd());
    scene.strike();
  });
});
