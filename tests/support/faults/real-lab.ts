/** A real MediaWiki as a place for faults: reset for each scenario. */
import { forwardTo } from '../fake-mediawiki/forward.ts';
import { account, ownWiki, resetWiki } from '../mediawiki/control.ts';
import { asUser, seedPages } from '../mediawiki/people.ts';
import type { FaultLab } from './matrix.ts';

/** An edit takes a tenth of a second here, and answers that never come are waited for. */
const deadlines = { get: 2000, post: 2000 };

export async function realFaultLab(): Promise<FaultLab> {
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
