/** Every kind of network fault at every request of a run, on the fake MediaWiki. */
import { canary } from '../support/canaries.ts';
import { answerRequest } from '../support/fake-mediawiki/api.ts';
import { Sessions } from '../support/fake-mediawiki/sessions.ts';
import { Store } from '../support/fake-mediawiki/store.ts';
import { cellsOf, describeFaults, type FaultLab } from '../support/faults/matrix.ts';
import { requestPoints } from '../support/faults/way.ts';

async function fakeFaultLab(): Promise<FaultLab> {
  const store = new Store();
  const sessions = new Sessions(store);
  store.createAccount('SyncBot', { bot: true }).passwords.set('lab', canary);
  return {
    handler: (request) => answerRequest(store, sessions, request),
    account: 'SyncBot',
    people: ['Human'],
    credentials: {
      kind: 'password',
      username: 'SyncBot@lab',
      password: { reveal: () => canary },
    },
    put: async (title, text) => {
      store.put(title, { user: 'Human', text });
    },
    text: async (title) => store.latest(title)?.text,
    history: async (title) => store.history(title),
    prepare: async (point) => {
      if (point === 'login token') {
        store.private = true;
        return { private: true };
      }
      if (point !== 'continuation') return {};
      store.put('User:Stop', { user: 'Human', text: '' });
      store.contentsPerAnswer = 1;
      return { stop: 'User:Stop' };
    },
    close: () => Promise.resolve(),
  };
}

describeFaults('a fault of the network', fakeFaultLab, cellsOf(requestPoints));
