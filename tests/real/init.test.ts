/** Pages of a real MediaWiki are adopted from their addresses. */
import { readdirSync, readFileSync } from 'node:fs';
import { beforeEach, expect, it } from 'vitest';
import { type Workplace, workplace } from '../support/command-line.ts';
import {
  account,
  describeOnOwnWiki,
  ownWiki,
  resetWiki,
  setSwitches,
} from '../support/mediawiki/control.ts';
import { asUser, seedPages } from '../support/mediawiki/people.ts';
import { xenPage } from '../support/xen.ts';

const title = '2014 GSoC and OPW Round 8 Projects';
const lists = readdirSync('fixtures/adopt').map((file) => file.replace(/\.wiki$/, ''));

describeOnOwnWiki('init on a real MediaWiki', () => {
  beforeEach(() => resetWiki());

  /** As the address bar of a browser has it. */
  function addressOf(page: string): string {
    const address = new URL(ownWiki().api.replace(/api\.php$/, 'index.php'));
    address.searchParams.set('title', page.replaceAll(' ', '_'));
    return address.href;
  }

  async function plannedNothing(place: Workplace): Promise<void> {
    const { out } = await place.run('plan', '--format', 'json');
    const [listing] = JSON.parse(out).listings;
    expect(listing.changes).toEqual({ page: [], data: [] });
    expect(listing.conflicts).toEqual([]);
  }

  it('finds the API and the title from the address, without a login and without an edit', async () => {
    await seedPages({ [title]: xenPage });
    const before = await asUser('human').revisions(title);
    const place = workplace();

    const made = await place.run('init', addressOf(title), '--contact', 'me@example.org');

    expect(made).toMatchObject({ code: 0 });
    expect(place.read('config/wikisync.yaml')).toContain(`page: "${title}"`);
    expect((await place.run('plan', '--exit-code')).code).toBe(0);
    expect(await asUser('human').revisions(title)).toEqual(before);
  });

  it('plans nothing after init, on pages of every habit', async () => {
    const texts = lists.map((name) => [name, readFileSync(`fixtures/adopt/${name}.wiki`, 'utf8')]);
    await seedPages(Object.fromEntries(texts));

    for (const name of lists) {
      const before = await asUser('human').revisions(name);
      const place = workplace();
      const { code, err } = await place.run('init', addressOf(name), '--yes');
      expect({ name, code, err }).toMatchObject({ code: expect.toBeOneOf([0, 1]) });
      await plannedNothing(place);
      expect(await asUser('human').revisions(name)).toEqual(before);
    }
  }, 120_000);

  it("takes what the wiki's people say of the template, by the name of a redirect too", async () => {
    await asUser('admin').edit(
      'Template:Project',
      `<noinclude><templatedata>{ "params": {
        "Project": { "label": "Title", "type": "line", "required": true },
        "Difficulty": { "suggestedvalues": ["Low", "Low-Medium", "Medium", "High"] },
        "Funding": { "type": "url" }
      } }</templatedata></noinclude>`,
    );
    await asUser('admin').edit('Template:Undertaking', '#REDIRECT [[Template:Project]]');
    await seedPages({ [title]: xenPage.replace('{{project', '{{undertaking') });
    const place = workplace();

    const made = await place.run('init', addressOf(title), '--template', 'undertaking');

    expect(made).toMatchObject({ code: 0 });
    const config = place.read('config/wikisync.yaml');
    expect(config).toContain('8 calls of Project');
    expect(config).toContain('low-medium: [Low-Medium]');
    expect(config).toContain('# funding: { parameter: Funding, type: url }');
    await plannedNothing(place);
  });

  it('reads a private wiki with credentials, and says which are missing', async () => {
    await seedPages({ [title]: xenPage });
    await setSwitches({ private: true });
    const place = workplace();

    const without = await place.run('init', addressOf(title));
    const { username, password } = account('read');
    const credentials = { WIKISYNC_LOCAL_USERNAME: username, WIKISYNC_LOCAL_PASSWORD: password };
    const within = await place.runWith(credentials, 'init', addressOf(title));

    expect(without).toMatchObject({ code: 1 });
    expect(without.err).toContain('WIKISYNC_LOCAL_USERNAME');
    expect(within).toMatchObject({ code: 0 });
    expect(place.read('config/wikisync.yaml')).toContain(`page: "${title}"`);
  });
});
