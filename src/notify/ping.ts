/**
 * Pings of a dead-man's switch, which tells people when they stop coming. The paths are those of
 * healthchecks.io, which others have taken over: the address itself after a good run, `/start` and
 * `/fail` below it.
 */
import { patiently } from './patiently.ts';
import { addressOf, send } from './send.ts';

/** What a ping says. */
export type PingKind = 'start' | 'success' | 'fail';

/** Where to, and how long to try. */
export interface Switch {
  /** A secret, as whoever has it can ping. */
  readonly url: string;
  /** Milliseconds for one attempt; 15,000 if absent. */
  readonly deadline?: number;
  /** Between attempts; for tests. */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

/**
 * Pings, with a line that people find there: at most three times where nobody is there, or is ill.
 *
 * @throws {NotSent}
 */
export async function ping({ url, deadline, wait }: Switch, kind: PingKind, text: string) {
  const address = addressOf(url, 'WIKISYNC_PING_URL');
  if (kind !== 'success') address.pathname = `${address.pathname.replace(/\/$/, '')}/${kind}`;
  const headers = { 'content-type': 'text/plain; charset=utf-8' };
  await patiently(() => send(address, { headers, body: `${text}\n`, deadline }), wait);
}
