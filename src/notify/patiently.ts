/** Sends a message again where it may yet go through. */
import { setTimeout } from 'node:timers/promises';
import pRetry from 'p-retry';
import { NotSent } from './message.ts';

/** Attempts in all, and milliseconds between them. */
const attempts = 3;
const pause = 2000;

/**
 * Three attempts at most, as long as each ends so that the next may pass.
 *
 * @param wait between attempts; for tests
 * @throws {NotSent} of the last one
 */
export async function patiently(
  send: () => Promise<void>,
  wait: (milliseconds: number) => Promise<unknown> = setTimeout,
): Promise<void> {
  await pRetry(send, {
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
