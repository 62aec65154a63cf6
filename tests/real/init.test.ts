/** A page of a real MediaWiki is adopted from its address. */
import { beforeEach, expect, it } from 'vitest';
import { workplace } from '../support/command-line.ts';
import { describeOnOwnWiki, ownWiki, resetWiki } from '../support/mediawiki/control.ts';
import { asUser, seedPages } from '../support/mediawiki/people.ts';
import { xenPage } from '../support/xen.ts';

const title = '2014 GSoC and OPW Round 8 Projects';

describeOnOwnWiki('init on a real MediaWiki', () => {
  beforeEach(async () => {
    await resetWiki();
    await seedPages({ [title]: xenPage });
  });

  it('finds the API and the title from the address, without a login and without an edit', async () => {
    const address = new URL(ownWiki().api.replace(/api\.php$/, 'index.php'));
    address.searchParams.set('title', title.replaceAll(' ', '_'));
    const before = await asUser('human').revisions(title);
    const place = workplace();

    const { code, out, err } = await place.run('init', address.href, '--contact', 'me@example.org');

    expect({ code, out, err }).toMatchObject({ code: 0 });
    expect(place.read('config/wikisync.yaml')).toContain(`page: "${title}"`);
    expect((await place.run('plan', '--exit-code')).code).toBe(0);
    expect(await asUser('human').revisions(title)).toEqual(before);
  });
});
