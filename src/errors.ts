/** What can fail outside: the wiki, the network, the disk. Wrong input is a diagnostic instead. */
import type { SyncErrorCode } from './core/error-code.ts';

export type { SyncErrorCode };

/**
 * Failed input or output, told in words that are safe to print: never a library's own error, and
 * never its `cause`, as those hold the request with its password.
 */
export class SyncError extends Error {
  readonly code: SyncErrorCode;
  /** One sentence: what to do about it. */
  readonly hint: string | undefined;
  /** The API's own code or the transport's, where there is one. */
  readonly detail: string | undefined;

  constructor(
    code: SyncErrorCode,
    message: string,
    more: { readonly hint?: string; readonly detail?: string } = {},
  ) {
    super(message);
    this.name = 'SyncError';
    this.code = code;
    this.hint = more.hint;
    this.detail = more.detail;
  }
}
