/** A MediaWiki in this process, on a loopback port. */
import { answerRequest } from './api.ts';
import { type Edge, startEdge } from './edge.ts';
import { Sessions } from './sessions.ts';
import { Store } from './store.ts';

export interface FakeMediaWiki {
  readonly store: Store;
  readonly sessions: Sessions;
  readonly edge: Edge;
}

export async function startFakeMediaWiki(): Promise<FakeMediaWiki> {
  const store = new Store();
  const sessions = new Sessions(store);
  const edge = await startEdge((request) => answerRequest(store, sessions, request));
  return { store, sessions, edge };
}
