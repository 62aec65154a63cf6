/** The fake MediaWiki as a place for faults: no socket of its own, a new one for each scenario. */
import { canary } from '../support/canaries.ts';
import { answerRequest } from '../support/fake-mediawiki/api.ts';
import { Sessions } from '../support/fake-mediawiki/sessions.ts';
import { Store } from '../support/fake-mediawiki/store.ts';
import type { FaultLab } from '../support/faults/matrix.ts';

export interface FakeFaultLab extends FaultLab {
  readonly store: Store;
  /** The wiki loses all logins. */
  readonly forgetSessions: () => void;
}

export async function fakeFaultLab(): Promise<FakeFaultLab> {
  const store = new Store();
  const sessions = new Sessions(store);
  store.createAccount('SyncBot', { bot: true }).passwords.set('lab', canary);
  return {
    store,
    forgetSessions: () => sessions.forgetAll(),
    handler: (request) => answerRequest(store, sessions, request),
    account: 'SyncBot',
    people: ['Human', 'Admin'],
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
