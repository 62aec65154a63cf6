/** Messages as JSON to a web address. */
import { createHmac } from 'node:crypto';
import type { Message } from './message.ts';
import { patiently } from './patiently.ts';
import { addressOf, send } from './send.ts';

/** Where to, and how long to try. */
export interface Webhook {
  /** A secret, as whoever has it can send. */
  readonly url: string;
  /** Signs the body, so that its receiver knows where it comes from. */
  readonly secret: string | undefined;
  /** Milliseconds for one attempt; 15,000 if absent. */
  readonly deadline?: number;
  /** Between attempts; for tests. */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

/**
 * Sends a message once it is taken: at most three times where the receiver is not there, or is ill.
 *
 * @throws {NotSent}
 */
export async function postMessage(webhook: Webhook, message: Message): Promise<void> {
  const { secret, deadline, wait } = webhook;
  const url = addressOf(webhook.url, 'WIKISYNC_WEBHOOK_URL');
  const body = message.json;
  const headers = { 'content-type': 'application/json', ...signatureOf(secret, body) };
  await patiently(() => send(url, { headers, body, deadline }), wait);
}

function signatureOf(secret: string | undefined, body: string): Readonly<Record<string, string>> {
  if (secret === undefined) return {};
  const digest = createHmac('sha256', secret).update(body).digest('hex');
  return { 'x-wikisync-signature': `sha256=${digest}` };
}
