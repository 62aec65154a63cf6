/** What can go wrong with a request on its way, and what the bot then sees of it. */
import type { Failure } from '../../../src/wiki/session.ts';
import type { Chance } from './chance.ts';

/** Whether, and when, the wiki does what a request asks. */
export type Execution =
  | 'never'
  | 'at-once'
  /** A proxy sends it twice; the second answer is passed on. */
  | 'twice'
  /** After the client has given up, within MediaWiki's limit of 120 seconds. */
  | { readonly kind: 'late'; readonly after: number };

/** One trouble; without a failure the wiki's own answer is passed on. */
export interface Fault {
  readonly name: string;
  readonly execution: Execution;
  readonly failure?: Failure;
  /** An answer that is the API's, and says nothing. */
  readonly isEmpty?: boolean;
  /** All sessions are gone before the wiki sees the request. */
  readonly losesSession?: boolean;
  /** Milliseconds until the bot sees it; a few if absent. */
  readonly takes?: number;
  /** Requests for a new revision that go to a replica without it. */
  readonly staleReads?: number;
}

/** Seconds for which MediaWiki works on an edit at most. */
const longestWork = 120;

type MakeFault = (chance: Chance) => Fault;

/** A wiki may have done a request before its answer went wrong, or never have seen it. */
const eitherWay = (chance: Chance): Execution => (chance.happens(0.6) ? 'at-once' : 'never');

const network = (code: string, sent: boolean): Failure => ({ kind: 'network', code, sent });

const api = (code: string, retryAfter?: number): Failure => ({
  kind: 'api',
  errors: [{ code, text: 'The wiki says no.' }],
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

const http = (status: number, retryAfter?: number): Failure => ({
  kind: 'http',
  status,
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

const maybeSeconds = (chance: Chance): number | undefined =>
  chance.happens(0.5) ? chance.between(1, 90) : undefined;

/** What may befall any request. */
const anyFault: readonly MakeFault[] = [
  () => ({ name: 'refused', execution: 'never', failure: network('ECONNREFUSED', false) }),
  () => ({ name: 'name unknown', execution: 'never', failure: network('EAI_AGAIN', false) }),
  () => ({ name: 'lost on the way', execution: 'never', failure: network('ECONNRESET', true) }),
  () => ({ name: 'answer lost', execution: 'at-once', failure: network('ECONNRESET', true) }),
  (chance) => ({
    name: 'no answer in time',
    execution: eitherWay(chance),
    failure: network('ERR_CANCELED', true),
    takes: 150_000,
  }),
  (chance) => ({
    name: 'garbled',
    execution: eitherWay(chance),
    failure: { kind: 'garbled', reason: chance.pick(['it is not JSON', 'it answers another']) },
  }),
  (chance) => ({ name: 'empty answer', execution: eitherWay(chance), isEmpty: true }),
  (chance) => ({ name: '429', execution: 'never', failure: http(429, maybeSeconds(chance)) }),
  (chance) => ({
    name: '5xx',
    execution: eitherWay(chance),
    failure: http(chance.pick([500, 502, 503, 504]), maybeSeconds(chance)),
  }),
  () => ({ name: 'maxlag', execution: 'never', failure: api('maxlag', 5) }),
  () => ({ name: 'readonly', execution: 'never', failure: api('readonly') }),
  () => ({ name: 'ratelimited', execution: 'never', failure: api('ratelimited') }),
  (chance) => ({
    name: 'inner error',
    execution: eitherWay(chance),
    failure: api('internal_api_error_DBQueryError'),
  }),
  () => ({ name: 'session lost', execution: 'at-once', losesSession: true }),
  () => ({ name: 'assertuserfailed', execution: 'never', failure: api('assertuserfailed') }),
  (chance) => ({ name: 'replica', execution: 'at-once', staleReads: chance.between(1, 5) }),
];

/** What matters most for an edit. */
const editFault: readonly MakeFault[] = [
  () => ({ name: 'answer lost', execution: 'at-once', failure: network('ECONNRESET', true) }),
  () => ({ name: 'badtoken', execution: 'never', failure: api('badtoken') }),
  () => ({ name: 'replay', execution: 'twice' }),
  (chance) => ({
    name: 'late',
    execution: { kind: 'late', after: 1000 * chance.between(1, longestWork - 2) },
    failure: network('ECONNRESET', true),
  }),
  (chance) => ({
    name: 'late, behind a proxy',
    execution: { kind: 'late', after: 1000 * chance.between(1, longestWork - 2) },
    failure: http(504, maybeSeconds(chance)),
  }),
  (chance) => ({ name: 'replica', execution: 'at-once', staleReads: chance.between(1, 5) }),
];

/** Picks a fault for a request, if it meets one. */
export function faultFor(action: string, probability: number, chance: Chance): Fault | undefined {
  // Edits are few, and what befalls them counts.
  const isEdit = action === 'edit';
  if (!chance.happens(isEdit ? Math.min(0.8, probability * 6) : probability)) return undefined;
  return chance.pick(isEdit && chance.happens(0.7) ? editFault : anyFault)(chance);
}
