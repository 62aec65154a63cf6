/** The real MediaWiki does what the fake one does, and the bot fares the same on both. */
import { type MediaWikiOptions, openMediaWiki } from '../../src/wiki/media-wiki.ts';
import { startEdge } from '../support/fake-mediawiki/edge.ts';
import { forwardTo } from '../support/fake-mediawiki/forward.ts';
import { botOptions, type MediaWikiLab } from '../support/fake-mediawiki/lab.ts';
import {
  describeOnOwnWiki,
  forgetSessions,
  ownWiki,
  resetWiki,
  setSwitches,
} from '../support/mediawiki/control.ts';
import { asUser } from '../support/mediawiki/people.ts';
import { describeChanges, describeMediaWikiChanges } from '../wiki/changes-contract.ts';
import { describeEdits } from '../wiki/edit-model.ts';
import { describeMediaWiki } from '../wiki/media-wiki-contract.ts';
import { describeTroubles } from '../wiki/troubles-contract.ts';
import { describeWiki } from '../wiki/wiki-contract.ts';

describeOnOwnWiki('contract', () => {
  describeWiki('a real MediaWiki', realLab);
  describeMediaWiki('a real MediaWiki', realLab);
  describeTroubles('a real MediaWiki', realLab);
  describeChanges('a real MediaWiki', realLab);
  describeMediaWikiChanges('a real MediaWiki', realLab);
  describeEdits('a real MediaWiki', realLab);
});

async function realLab(): Promise<MediaWikiLab> {
  await resetWiki();
  const { api, accounts } = ownWiki();
  const { name, username, password } = accounts.bot;
  const human = asUser('human');
  const admin = asUser('admin');
  const edge = await startEdge(forwardTo(api));
  const openWith = (options: Partial<MediaWikiOptions>) =>
    openMediaWiki({ ...botOptions(edge.api, username, password, []), ...options });
  return {
    edge,
    account: name,
    username,
    password,
    openWith,
    open: () => openWith({}),
    put: async (title, text) => {
      await human.edit(title, text);
    },
    remove: (title) => admin.delete(title),
    text: (title) => human.read(title),
    history: async (title) =>
      (await human.revisions(title))
        .map(({ id, user, summary, text }) => ({ id, user, comment: summary, text }))
        .reverse(),
    protect: (title) => admin.protect(title),
    block: (reason, pages) =>
      admin.block(name, {
        reason,
        ...(pages === undefined
          ? {}
          : { partial: true, pagerestrictions: pages.join('|'), allowusertalk: true }),
      }),
    move: (from, to) => admin.move(from, to),
    setReadOnly: (reason) => setSwitches({ readonly: reason }),
    setPrivate: () => setSwitches({ private: true }),
    demandCaptcha: () => setSwitches({ captcha: ['edit', 'addurl'] }),
    forgetSessions,
    close: () => edge.close(),
  };
}
