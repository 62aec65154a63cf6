/** Logging in with a bot password. See https://www.mediawiki.org/wiki/API:Login */
import { SyncError } from '../errors.ts';
import { type LoginAnswer, parseLogin, parseQuery } from './answers.ts';
import type { Credentials } from './credentials.ts';
import type { Patient } from './retry.ts';
import type { Params, Reply } from './session.ts';
import { verdictOf } from './wiki-error.ts';

/** What a login needs. */
export interface Login {
  /** As the config calls the wiki. */
  readonly wiki: string;
  readonly credentials: Credentials;
  /** A token that came with an earlier answer; it may have expired since. */
  readonly token: string | undefined;
  readonly fetchToken: () => Promise<string>;
  /** Sends once: each wrong password counts towards locking the account out. */
  readonly post: (params: Params) => Promise<Reply>;
}

/**
 * Logs in.
 *
 * @returns the account's name, as the wiki writes it
 * @throws {SyncError} credentials-missing, login-refused, wiki-unavailable, wiki-answer
 */
export async function logIn(login: Login): Promise<string> {
  const { credentials, wiki } = login;
  if (credentials.kind !== 'password') {
    throw new SyncError('credentials-missing', `There are no credentials for wiki '${wiki}'.`, {
      hint: 'Nothing is ever saved without an account; set them in the environment or in .env.',
    });
  }
  // Without the label MediaWiki would try the account's main password.
  if (!credentials.username.includes('@')) {
    throw new SyncError('login-refused', `The user name for wiki '${wiki}' is no bot password's.`, {
      hint: "Make a bot password at Special:BotPasswords; its user name is 'Account@label'.",
    });
  }
  const attempt = async (token: string) =>
    answerOf(
      await login.post({
        action: 'login',
        lgname: credentials.username,
        lgpassword: credentials.password.reveal(),
        lgtoken: token,
      }),
      wiki,
    );
  const first = await attempt(login.token ?? (await login.fetchToken()));
  const answer =
    login.token !== undefined && isExpired(first) ? await attempt(await login.fetchToken()) : first;
  if (answer.result === 'Success' && answer.lgusername !== undefined) return answer.lgusername;
  throw refused(answer, wiki);
}

/** Asks for a token. @throws {SyncError} wiki-unavailable, wiki-answer */
export async function freshLoginToken(
  ask: (params: Params) => Promise<Patient>,
  wiki: string,
): Promise<string> {
  const patient = await ask({ action: 'query', meta: 'tokens', type: 'login' });
  if (patient.kind === 'failed') throw patient.verdict.error;
  return loginTokenIn(patient.body, wiki);
}

/** The token that a query for one was answered with. @throws {SyncError} wiki-answer */
export function loginTokenIn(body: unknown, wiki: string): string {
  const token = parseQuery(body).query.tokens?.logintoken;
  if (token !== undefined) return token;
  throw new SyncError('wiki-answer', `Wiki '${wiki}' gives no login token.`);
}

function answerOf(reply: Reply, wiki: string): LoginAnswer {
  if (reply.kind === 'failed') throw verdictOf(reply.failure, wiki).error;
  return parseLogin(reply.body);
}

/** The token's session is gone; the password was not looked at. */
function isExpired({ result, reason }: LoginAnswer): boolean {
  return ['NeedToken', 'WrongToken'].includes(result) || reason?.code === 'sessionlost';
}

function refused({ result, reason }: LoginAnswer, wiki: string): SyncError {
  const code = reason?.code ?? result;
  return new SyncError('login-refused', `Wiki '${wiki}' refuses the login: ${code}.`, {
    hint: code.includes('throttled')
      ? 'There were too many tries; wait some minutes before the next.'
      : 'Check the bot password, and whether it is limited to other addresses.',
    detail: code,
  });
}
