/** What a failure means: to the user, to a request that may go again, and to an edit's outcome. */
import { SyncError, type SyncErrorCode } from '../errors.ts';
import { type Consequence, otherCode, type Row, rows } from './error-codes.ts';
import type { ApiError, Failure } from './session.ts';
import { garbledRow, networkRow, statusRow, type TransportRow } from './transport-failures.ts';

/** What a failed request means. */
export interface Verdict {
  readonly error: SyncError;
  /** What follows if it was an edit. */
  readonly edit: Consequence;
  /** Milliseconds before a request that may go again does so; `undefined`: a read never does. */
  readonly retryAfter: number | undefined;
  /** The login was lost, and nothing was done: log in anew, once. */
  readonly renew: boolean;
}

/** What a failed request means, and what may be done about it. */
export function verdictOf(failure: Failure, wiki: string): Verdict {
  switch (failure.kind) {
    case 'api':
      return apiVerdict(failure.errors, failure.retryAfter, wiki);
    case 'http':
      return transportVerdict(statusRow(failure.status), {
        message: `Wiki '${wiki}' answered with HTTP status ${failure.status}.`,
        detail: `http-${failure.status}`,
        retryAfter: failure.retryAfter,
      });
    case 'network': {
      const verdict = transportVerdict(networkRow(failure.code), {
        message: `Wiki '${wiki}' cannot be reached: ${failure.code}.`,
        detail: failure.code,
      });
      return failure.sent ? verdict : { ...verdict, edit: 'resend' };
    }
    case 'garbled':
      return transportVerdict(garbledRow, {
        message: `Wiki '${wiki}' did not answer as MediaWiki's API does: ${failure.reason}.`,
      });
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
  const isPartialBlock = row.code === 'stopped' && shown?.partial === true;
  const words = shown?.text ? `: ${shown.text.replace(/\.$/, '')}` : '';
  const detail = shown === undefined ? {} : { detail: shown.code };
  return {
    error: new SyncError(
      isPartialBlock ? 'not-allowed' : row.code,
      `Wiki '${wiki}' ${row.says}${words}.`,
      { hint: row.hint, ...detail },
    ),
    edit: isPartialBlock ? 'skip' : row.edit,
    retryAfter:
      row.wait === undefined
        ? undefined
        : 1000 * Math.max(row.wait, retryAfter ?? 0, Math.min(shown?.lag ?? 0, 60)),
    renew: row.renew === true,
  };
}

function matches(row: Row, code: string): boolean {
  return row.codes.some((pattern) => {
    const [head = '', tail] = pattern.split('*');
    return tail === undefined ? code === head : code.startsWith(head) && code.endsWith(tail);
  });
}

function transportVerdict(
  { code, hint, edit, wait }: TransportRow,
  seen: {
    readonly message: string;
    readonly detail?: string;
    readonly retryAfter?: number | undefined;
  },
): Verdict {
  const { message, detail, retryAfter = 0 } = seen;
  return {
    error: new SyncError(code, message, { hint, ...(detail === undefined ? {} : { detail }) }),
    edit,
    retryAfter: wait === undefined ? undefined : 1000 * Math.max(wait, retryAfter),
    renew: false,
  };
}
