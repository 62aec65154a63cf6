/** Whom a wiki takes a session for. */
import { SyncError } from '../errors.ts';
import type { QueryAnswer } from './answers.ts';

/** The token of everybody who is not logged in: an edit with it goes in under an address. */
const anonymousToken = '+\\';

/**
 * Refuses an answer that was not given to the account that is logged in.
 *
 * @param expected the account's name is `undefined` until the wiki tells it, with a token
 * @throws {SyncError} login-refused
 */
export function checkIdentity(
  { query: { tokens, userinfo } }: QueryAnswer,
  { wiki, account }: { readonly wiki: string; readonly account: string | undefined },
): void {
  const isNobody = userinfo?.anon === true || tokens?.csrftoken === anonymousToken;
  const isOther = account !== undefined && userinfo !== undefined && userinfo.name !== account;
  if (!isNobody && !isOther) return;
  throw new SyncError(
    'login-refused',
    `Wiki '${wiki}' does not take the session for the account's any more.`,
    { hint: 'Nothing is ever saved without an account.' },
  );
}
