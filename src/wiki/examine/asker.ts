/**
 * Asks a wiki without patience: who waits for a doctor wants to know how it is now. Nothing is
 * sent twice, but for a question that a lagging wiki puts off.
 */
import { parseQuery, type QueryAnswer } from '../answers.ts';
import { maxParts, merged } from '../page-query.ts';
import type { Failure, Params, Reply, Session } from '../session.ts';
import type { MediaWikiSeen } from './seen.ts';

/** What came of a question. */
export type Asked =
  | { readonly kind: 'answer'; readonly answer: QueryAnswer }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Who asks one wiki. */
export interface Asker {
  /** Asks until the answer about the pages is whole; a list of something else is not followed. */
  readonly ask: (params: Params) => Promise<Asked>;
  /** Sends an action other than a query, once. */
  readonly post: (params: Params) => Promise<Reply>;
  /** Why the wiki put off a question. */
  readonly lag: () => MediaWikiSeen['lag'];
  /** Milliseconds by which its clock was last seen to be ahead of this machine's. */
  readonly ahead: () => number | undefined;
}

/** Seconds of replication lag at which a bot leaves a wiki alone. */
const maxLag = 5;

/** Begins to ask over a session; `now` is this machine's clock, in milliseconds. */
export function createAsker(session: Session, now: () => number): Asker {
  let lag: MediaWikiSeen['lag'];
  let ahead: number | undefined;
  const send = async (params: Params): Promise<Asked> => {
    const began = now();
    const asked = askedOf(await session.send({ action: 'query', ...params }, 'get'));
    const time = asked.kind === 'answer' ? Date.parse(asked.answer.curtimestamp ?? '') : Number.NaN;
    if (!Number.isNaN(time)) ahead = time - (began + now()) / 2;
    return asked;
  };
  const once = async (params: Params): Promise<Asked> => {
    if (lag !== undefined) return send(params);
    const asked = await send({ ...params, maxlag: maxLag });
    lag = lagOf(asked);
    // Lag is a reason not to write: the few questions of a person are still answered.
    return lag === undefined ? asked : send(params);
  };
  return {
    ask: async (params) => {
      const first = await once(params);
      if (first.kind === 'failed') return first;
      let whole = first.answer;
      for (let part = 1; isCut(whole) && part < maxParts; part += 1) {
        const next = await once({ ...params, ...whole.continue });
        if (next.kind === 'failed') return next;
        whole = merged(whole, next.answer);
      }
      return { kind: 'answer', answer: whole };
    },
    post: (params) => session.send(params, 'post'),
    lag: () => lag,
    ahead: () => ahead,
  };
}

/** The codes of the errors that a question was answered with. */
export function errorCodes(asked: Asked): readonly string[] {
  if (asked.kind === 'answer' || asked.failure.kind !== 'api') return [];
  return asked.failure.errors.map(({ code }) => code);
}

function askedOf(reply: Reply): Asked {
  if (reply.kind === 'failed') return reply;
  const answer = parseQuery(reply.body);
  return { kind: 'answer', answer };
}

function isCut({ batchcomplete, continue: from }: QueryAnswer): boolean {
  return batchcomplete !== true && from !== undefined;
}

function lagOf(asked: Asked): MediaWikiSeen['lag'] {
  if (asked.kind === 'answer' || asked.failure.kind !== 'api') return undefined;
  return asked.failure.errors.find(({ code }) => code === 'maxlag')?.text;
}
