/** When a request that changes nothing is sent again. Edits never come here. */
import pRetry from 'p-retry';
import type { Reply, Session } from './session.ts';
import { type Verdict, verdictOf } from './wiki-error.ts';

type Answer = { readonly kind: 'answer'; readonly body: unknown };

/** What an answer that never came right means. */
export type Patient = Answer | { readonly kind: 'failed'; readonly verdict: Verdict };

/** How long to try. */
export interface Patience {
  readonly wiki: string;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** Attempts in all. */
const attempts = 5;

/** Longest single wait, in milliseconds; a wiki that asks for more is left for a later run. */
export const longestWait = 120_000;

/** Sends until an answer comes, a failure that stays, or patience ends. */
export async function sendPatiently(
  send: () => ReturnType<Session['send']>,
  patience: Patience,
): Promise<Patient> {
  try {
    return await pRetry(() => send().then((reply) => answered(reply, patience.wiki)), {
      retries: attempts - 1,
      // Waiting is done here, as p-retry knows no Retry-After.
      minTimeout: 0,
      maxTimeout: 0,
      shouldRetry: ({ error }) => mayRetry(error),
      onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
        if (retriesLeft > 0 && mayRetry(error)) await patience.wait(delay(error, attemptNumber));
      },
    });
  } catch (error) {
    if (error instanceof Refused) return { kind: 'failed', verdict: error.verdict };
    throw error;
  }
}

/** Carries a verdict through p-retry, which only knows errors. */
class Refused extends Error {
  readonly verdict: Verdict;

  constructor(verdict: Verdict) {
    super(verdict.error.message);
    this.verdict = verdict;
  }
}

function answered(reply: Reply, wiki: string): Answer {
  if (reply.kind === 'failed') throw new Refused(verdictOf(reply.failure, wiki));
  return reply;
}

function mayRetry(error: Error): boolean {
  const after = error instanceof Refused ? error.verdict.retryAfter : undefined;
  return after !== undefined && after <= longestWait;
}

/** What the wiki asks for, and up to 1, 2, 4, 8 seconds more by chance, so that clients do not meet. */
function delay(error: Error, attempt: number): number {
  const asked = error instanceof Refused ? (error.verdict.retryAfter ?? 0) : 0;
  return Math.round(asked + Math.random() * Math.min(60_000, 1000 * 2 ** (attempt - 1)));
}
