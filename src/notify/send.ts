/** A POST to an address that is a secret: nothing of it gets into what is said of a failure. */
import { isLoopback, NotSent, reasonWith } from './message.ts';

/** What is sent. */
export interface Sending {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds for one attempt; 15,000 if absent. */
  readonly deadline?: number | undefined;
}

/** Sends once. @throws {NotSent} */
export async function send(url: URL, { headers, body, deadline }: Sending): Promise<void> {
  const status = await answerOf(
    fetch(url, {
      method: 'POST',
      headers: { 'user-agent': 'wikisync', ...headers },
      body,
      // Its receiver is who was named, and nobody that he names.
      redirect: 'manual',
      signal: AbortSignal.timeout(deadline ?? 15_000),
    }),
  );
  if (status >= 200 && status < 300) return;
  const mayPass = status >= 500 || status === 429;
  throw new NotSent(`its receiver answered with status ${status}`, mayPass, status);
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

/**
 * The address that a variable holds.
 *
 * @param name of the variable
 * @throws {NotSent} it is none that a secret may be sent to
 */
export function addressOf(url: string, name: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined) throw new NotSent(`${name} is no address`, false);
  const isSafe =
    parsed.protocol === 'https:' || (parsed.protocol === 'http:' && isLoopback(parsed.hostname));
  if (!isSafe) throw new NotSent(`${name} is not https`, false);
  if (parsed.username !== '' || parsed.password !== '') {
    throw new NotSent(`${name} has a user name, and none can be sent`, false);
  }
  return parsed;
}
