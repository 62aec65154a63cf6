/** Messages as JSON to a web address. */
import { createHmac } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import pRetry from 'p-retry';
import { isLoopback, type Message, NotSent } from './message.ts';

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

/** Attempts in all, and milliseconds between them. */
const attempts = 3;
const pause = 2000;

/**
 * Sends a message once it is taken: at most three times where the receiver is not there, or is ill.
 *
 * @throws {NotSent}
 */
export async function postMessage(webhook: Webhook, message: Message): Promise<void> {
  const url = addressOf(webhook);
  const { wait = setTimeout } = webhook;
  await pRetry(() => post(url, webhook, message.json), {
    retries: attempts - 1,
    // Waiting is done here, so that it can be waited for otherwise.
    minTimeout: 0,
    maxTimeout: 0,
    shouldRetry: ({ error }) => error instanceof NotSent && error.mayPass,
    onFailedAttempt: async ({ error, retriesLeft }) => {
      if (retriesLeft > 0 && error instanceof NotSent && error.mayPass) await wait(pause);
    },
  });
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

/** Nothing of fetch's own errors: they name the address. */
async function answerOf(sent: Promise<Response>): Promise<number> {
  try {
    const response = await sent;
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    throw new NotSent(
      isLate ? 'its receiver did not answer in time' : 'its receiver cannot be reached',
      true,
    );
  }
}

function addressOf({ url }: Webhook): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined) throw new NotSent('WIKISYNC_WEBHOOK_URL is no address', false);
  const isSafe =
    parsed.protocol === 'https:' || (parsed.protocol === 'http:' && isLoopback(parsed.hostname));
  if (!isSafe) throw new NotSent('WIKISYNC_WEBHOOK_URL is not https', false);
  return parsed;
}
