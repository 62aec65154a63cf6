/** The fault matrix in front of a real MediaWiki: the same scenarios as on the fake one. */
import { forwardTo } from '../support/fake-mediawiki/forward.ts';
import { faultKinds } from '../support/faults/kinds.ts';
import { type Cell, describeFaults, type FaultLab } from '../support/faults/matrix.ts';
import { account, describeOnOwnWiki, ownWiki, resetWiki } from '../support/mediawiki/control.ts';
import { asUser, seedPages } from '../support/mediawiki/people.ts';

/** An edit takes a tenth of a second here, and answers that never come are waited for. */
const deadlines = { get: 2000, post: 2000 };

async function realFaultLab(): Promise<FaultLab> {
  await resetWiki();
  const bot = account('bot');
  const [name = ''] = bot.username.split('@');
  const human = asUser('human');
  return {
    handler: forwardTo(ownWiki().api),
    account: name,
    people: ['Admin', 'Human', account('human').username.split('@')[0] ?? ''],
    credentials: {
      kind: 'password',
      username: bot.username,
      password: { reveal: () => bot.password },
    },
    put: (title, text) => seedPages({ [title]: text }),
    text: async (title) => (await human.revisions(title))[0]?.text,
    history: async (title) => {
      const newestFirst = await human.revisions(title);
      return newestFirst.map(({ summary, ...more }) => ({ ...more, comment: summary })).reverse();
    },
    prepare: async () => ({ deadlines }),
    close: () => Promise.resolve(),
  };
}

const once = { times: 1, reverted: 'never' } as const;

const cells: readonly Cell[] = [
  // What befalls an edit is what counts; all else is read again.
  ...faultKinds.map((kind) => ({ ...once, point: 'edit' as const, kind })),
  ...faultKinds
    .filter(({ name }) => /the wiki did it/.test(name))
    .map((kind) => ({ ...once, point: 'edit' as const, kind, reverted: 'at once' as const })),
  ...faultKinds
    .filter(({ name }) => /the wiki did it/.test(name))
    .map((kind) => ({ ...once, point: 'verifying read' as const, kind })),
];

describeOnOwnWiki('on a real MediaWiki', () => {
  describeFaults('a fault of the network', realFaultLab, cells);
});
