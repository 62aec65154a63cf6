/** Messages as JSON to a web address. */
import { createHmac } from 'node:crypto';
import { isLoopback, type Message, NotSent, reasonWith } from './message.ts';
import { patiently } from './patiently.ts';

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
  const url = addressOf(webhook);
  await patiently(() => post(url, webhook, message.json), webhook.wait);
}

async function post(url: URL, { secret, deadline = 15_000 }: Webhook, body: string): Promise<void> {
  const signature =
    secret === undefined
      ? {}
      : {
          'x-wikisync-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
        };
  const status = await answerOf(
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'wikisync', ...signature },
      body,
      // Its receiver is who was named, and nobody that he names.
      redirect: 'manual',
      signal: AbortSignal.timeout(deadline),
    }),
  );
  if (status >= 200 && status < 300) return;
  throw new NotSent(`its receiver answered with status ${status}`, status >= 500 || status === 429);
}

/** Of fetch's own errors their code alone: they name the address. */
async function answerOf(sent: Promise<Response>): Promise<number> {
  try {
    const response = await sent;
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    const { name, cause } = error as { name?: unknown; cause?: { code?: unknown } };
    if (name === 'TimeoutError') throw new NotSent('its receiver did not answer in time', true);
    throw new NotSent(reasonWith('its receiver cannot be reached', cause?.code), true);
  }
}

function addressOf({ url }: Webhook): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined) throw new NotSent('WIKISYNC_WEBHOOK_URL is no address', false);
  const isSafe =
    parsed.protocol === 'https:' || (parsed.protocol === 'http:' && isLoopback(parsed.hostname));
  if (!isSafe) throw new NotSent('WIKISYNC_WEBHOOK_URL is not https', false);
  if (parsed.username !== '' || parsed.password !== '') {
    throw new NotSent('WIKISYNC_WEBHOOK_URL has a user name, and none can be sent', false);
  }
  return parsed;
}
