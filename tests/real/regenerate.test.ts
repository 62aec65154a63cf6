/** `regenerate` and derived text on a real MediaWiki. */
import { beforeEach, expect } from 'vitest';
import { exampleWorkplace, type Workplace } from '../support/command-line.ts';
import { damagedPageTests, goodRevisionTests, withLayout } from '../support/damaged-page.ts';
import { describeOnOwnWiki, ownWiki, resetWiki } from '../support/mediawiki/control.ts';
import { asUser, seedPages } from '../support/mediawiki/people.ts';
import { xenPage } from '../support/xen.ts';

const title = '2014 GSoC and OPW Round 8 Projects';
let place: Workplace;

const human = () => asUser('human');

describeOnOwnWiki('a damaged page on a real MediaWiki', () => {
  beforeEach(async () => {
    await resetWiki();
    await seedPages({ [title]: xenPage });
    const { accounts, api } = ownWiki();
    place = exampleWorkplace({
      WIKISYNC_XEN_USERNAME: accounts.bot.username,
      WIKISYNC_XEN_PASSWORD: accounts.bot.password,
    });
    place.edit('config/wikisync.yaml', 'folder: ../fixtures/xen/wiki', `api: ${api}\n    gap: 0`);
    withLayout(place);
    expect((await place.run('sync')).code).toBe(0);
  });

  const page = {
    place: () => place,
    read: async () => (await human().read(title)) ?? '',
    edit: async (text: string) => {
      await human().edit(title, text);
    },
    revisions: async () =>
      (await human().revisions(title)).map(({ id }) => id).toSorted((a, b) => b - a),
  };
  damagedPageTests(page);
  goodRevisionTests(page);
});
