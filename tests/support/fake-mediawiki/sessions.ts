/** Who sends a request: cookies, bot passwords, access tokens. */
import { randomBytes } from 'node:crypto';
import { ApiFailure } from './api-failure.ts';
import type { Account, Store } from './store.ts';
import type { ApiParams, WireRequest } from './wire.ts';

/** The CSRF token of everybody who is not logged in. */
export const anonymousToken = '+\\';

export interface FakeSession {
  readonly id: string;
  user: string | undefined;
  loginToken: string | undefined;
  csrfToken: string;
}

const maxTries = 5;

export class Sessions {
  readonly #store: Store;
  readonly #sessions = new Map<string, FakeSession>();
  readonly #wrongTries = new Map<string, number>();
  readonly #bearerTokens = new Map<string, string>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** What a restart does, or a cache that overflows. */
  forgetAll(): void {
    this.#sessions.clear();
  }

  /** Whose request it is. */
  accountOf(request: WireRequest): Account | undefined {
    const bearer = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1];
    if (bearer === undefined) return this.#account(this.find(request)?.user);
    const name = this.#store.bearers.get(bearer);
    if (name !== undefined) return this.#account(name);
    throw new ApiFailure('mwoauth-invalid-authorization', 'The authorization headers are invalid.');
  }

  find(request: WireRequest): FakeSession | undefined {
    const id = /(?:^|; )fake_session=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
    return id === undefined ? undefined : this.#sessions.get(id);
  }

  csrfToken(request: WireRequest): string {
    const account = this.accountOf(request);
    if (account === undefined) return anonymousToken;
    const session = this.find(request);
    if (session?.user === account.name) return session.csrfToken;
    const known = this.#bearerTokens.get(account.name) ?? freshToken();
    this.#bearerTokens.set(account.name, known);
    return known;
  }

  /** Makes the session that the token belongs to, if there is none. */
  loginToken(request: WireRequest): { readonly token: string; readonly session: FakeSession } {
    const session = this.find(request) ?? this.#create(undefined);
    session.loginToken ??= freshToken();
    return { token: session.loginToken, session };
  }

  /** @returns the answer, and the session if it is a new one */
  logIn(request: WireRequest, params: ApiParams): [object, FakeSession?] {
    const session = this.find(request);
    if (this.accountOf(request) !== undefined)
      return [refusedLogin('api-login-fail-badsessionprovider', 'Aborted')];
    if (session?.loginToken === undefined) return [refusedLogin('sessionlost')];
    if (session.loginToken !== params.get('lgtoken'))
      return [refusedLogin('WrongToken', 'WrongToken')];
    session.loginToken = undefined;
    const [name = '', label = ''] = (params.get('lgname') ?? '').split('@');
    const tries = this.#wrongTries.get(name) ?? 0;
    if (tries >= maxTries) return [refusedLogin('login-throttled')];
    const account = this.#account(name.slice(0, 1).toUpperCase() + name.slice(1));
    const password = account?.passwords.get(label);
    if (account === undefined || password === undefined || password !== params.get('lgpassword')) {
      this.#wrongTries.set(name, tries + 1);
      return [refusedLogin('wrongpassword')];
    }
    this.#sessions.delete(session.id);
    this.#store.warnings.clear();
    return [
      { login: { result: 'Success', lguserid: 1, lgusername: account.name } },
      this.#create(account.name),
    ];
  }

  #account(name: string | undefined): Account | undefined {
    return name === undefined ? undefined : this.#store.accounts.get(name);
  }

  #create(user: string | undefined): FakeSession {
    const session = {
      id: randomBytes(16).toString('hex'),
      user,
      loginToken: undefined,
      csrfToken: freshToken(),
    };
    this.#sessions.set(session.id, session);
    return session;
  }
}

function refusedLogin(code: string, result = 'Failed'): object {
  return { login: { result, reason: { code, text: 'Not logged in.' } } };
}

function freshToken(): string {
  return `${randomBytes(16).toString('hex')}+\\`;
}
