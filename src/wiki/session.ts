/** One request to a wiki and what came of it, as plain data: no library's object leaves a session. */

import type { ForeignAnswer } from './foreign-answer.ts';

/** Parameters of the API; `undefined` and `false` are left out, lists are joined. */
export type Params = Readonly<
  Record<string, string | number | boolean | readonly string[] | undefined>
>;

/** An error in the API's own words. */
export interface ApiError {
  readonly code: string;
  /** English, on one line, cut, and without secrets. */
  readonly text: string;
  /** Of a block: only of some pages. */
  readonly partial?: boolean;
  /** Seconds, with `maxlag`. */
  readonly lag?: number;
}

/** Why a request brought no answer that can be used. */
export type Failure =
  /** The wiki refused: all of its errors, at least one. */
  | { readonly kind: 'api'; readonly errors: readonly ApiError[]; readonly retryAfter?: number }
  /** Something on the way, or a broken wiki; `retryAfter` in seconds. */
  | ({
      readonly kind: 'http';
      readonly status: number;
      readonly retryAfter?: number;
    } & ForeignAnswer)
  /** `sent` unless it is certain that no byte of the request reached the wiki. */
  | { readonly kind: 'network'; readonly code: string; readonly sent: boolean }
  /** An answer with success as its status that is not the API's. */
  | ({ readonly kind: 'garbled'; readonly reason: string } & ForeignAnswer);

export type Reply =
  | { readonly kind: 'answer'; readonly body: unknown }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** A connection that keeps cookies and sends each request exactly once. */
export interface Session {
  /** Never rejects. A `token` goes last. */
  readonly send: (params: Params, method: 'get' | 'post') => Promise<Reply>;
  /** Drops all cookies. */
  readonly forget: () => void;
}

/** Characters of titles, as an address has them, up to which a question is sent as an address. */
const longestTitles = 2000;

/** How a question is sent: servers refuse addresses that are too long, and many titles make one. */
export function methodFor({ titles }: Params): 'get' | 'post' {
  const length = Array.isArray(titles) ? encodeURIComponent(titles.join('|')).length : 0;
  return length > longestTitles ? 'post' : 'get';
}
