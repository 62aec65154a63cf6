/** What a failure means: to the user, to a request that may go again, and to an edit's outcome. */
import { SyncError, type SyncErrorCode } from '../errors.ts';
import { otherCode, type Row, rows } from './error-codes.ts';
import type { ApiError, Failure } from './session.ts';

/** What a failed request means. */
export interface Verdict {
  readonly error: SyncError;
  /** Milliseconds before a request *that changes nothing* may go again; `undefined`: never. */
  readonly retryAfter: number | undefined;
  /** The login was lost, and nothing was done: log in anew, once. */
  readonly renew: boolean;
  /** Whether an edit that was answered so is certain not to have been saved. */
  readonly refused: boolean;
}

/** What a failed request means, and what may be done about it. */
export function verdictOf(failure: Failure, wiki: string): Verdict {
  switch (failure.kind) {
    case 'api':
      return apiVerdict(failure.errors, failure.retryAfter, wiki);
    case 'http':
      return httpVerdict(failure.status, failure.retryAfter, wiki);
    case 'network':
      return networkVerdict(failure.code, failure.sent, wiki);
    case 'garbled':
      return {
        error: new SyncError(
          'wiki-answer',
          `Wiki '${wiki}' did not answer as MediaWiki's API does: ${failure.reason}.`,
          { hint: 'Check that the address ends in api.php, and that nothing stands in between.' },
        ),
        retryAfter: 2000,
        renew: false,
        refused: false,
      };
  }
}

/** Why the wiki would refuse an edit, from what it says before one is sent. */
export function refusal(errors: readonly ApiError[], wiki: string): SyncError {
  const { error } = apiVerdict(errors, undefined, wiki);
  return error.code === 'wiki-answer' ? withCode(error, 'not-allowed') : error;
}

/** The same error under another code. */
export function withCode(error: SyncError, code: SyncErrorCode): SyncError {
  return new SyncError(code, error.message, {
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error.detail === undefined ? {} : { detail: error.detail }),
  });
}

function apiVerdict(
  errors: readonly ApiError[],
  retryAfter: number | undefined,
  wiki: string,
): Verdict {
  const known = rows.find((row) => errors.some(({ code }) => matches(row, code)));
  const row: Omit<Row, 'codes'> = known ?? otherCode;
  const shown = errors.find(({ code }) => known !== undefined && matches(known, code)) ?? errors[0];
  const code = row.code === 'stopped' && shown?.partial === true ? 'not-allowed' : row.code;
  const words = shown?.text ? `: ${shown.text.replace(/\.$/, '')}` : '';
  return {
    error: new SyncError(code, `Wiki '${wiki}' ${row.says}${words}.`, {
      ...(row.hint === undefined ? {} : { hint: row.hint }),
      ...(shown === undefined ? {} : { detail: shown.code }),
    }),
    retryAfter:
      row.wait === undefined
        ? undefined
        : 1000 * Math.max(row.wait, retryAfter ?? 0, Math.min(shown?.lag ?? 0, 60)),
    renew: row.renew === true,
    refused: row.unknown !== true,
  };
}

function matches(row: Row, code: string): boolean {
  return row.codes.some((pattern) => {
    const [head = '', tail] = pattern.split('*');
    return tail === undefined ? code === head : code.startsWith(head) && code.endsWith(tail);
  });
}

function httpVerdict(status: number, retryAfter: number | undefined, wiki: string): Verdict {
  const passing = [408, 409, 425, 429, 500, 502, 503, 504].includes(status);
  const moved = status >= 300 && status < 400;
  return {
    error: new SyncError(
      passing ? 'wiki-unavailable' : 'wiki-answer',
      `Wiki '${wiki}' answered with HTTP status ${status}.`,
      {
        hint: passing
          ? 'Run it again later.'
          : moved
            ? 'Redirects are not followed; write the address that it leads to into the config.'
            : 'Check the address, and whether the server refuses the user agent or this machine.',
        detail: `http-${status}`,
      },
    ),
    retryAfter: passing ? 1000 * Math.max(1, retryAfter ?? 0) : undefined,
    renew: false,
    refused: false,
  };
}

function networkVerdict(code: string, sent: boolean, wiki: string): Verdict {
  const certificate = /CERT|SIGNATURE|EPROTO/.test(code);
  return {
    error: new SyncError('wiki-unavailable', `Wiki '${wiki}' cannot be reached: ${code}.`, {
      hint: certificate
        ? 'Its certificate is not accepted; check the address and the clock of this machine.'
        : 'Check the address and the network, or run it again later.',
      detail: code,
    }),
    retryAfter: certificate ? undefined : 1000,
    renew: false,
    refused: !sent,
  };
}
