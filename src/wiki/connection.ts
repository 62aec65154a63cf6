/** An account's connection to a wiki: it logs in when it must, and not before. */
import { SyncError } from '../errors.ts';
import { parseParsed, parseQuery, type QueryAnswer } from './answers.ts';
import type { ConnectionOptions } from './connection-options.ts';
import { accountName } from './credentials.ts';
import { checkIdentity } from './identity.ts';
import { freshLoginToken, logIn } from './login.ts';
import { type Patient, sendPatiently } from './retry.ts';
import { methodFor, type Params, type Reply, type Session } from './session.ts';
import { shared } from './shared-work.ts';
import type { Verdict } from './wiki-error.ts';

/** Makes a query's parameters; its `meta` is a list, as tokens may have to be added. */
export type BuildQuery = (loggedIn: boolean) => Params & { readonly meta?: readonly string[] };

/** Seconds of replication lag at which the wiki is left alone. */
const maxLag = 5;

/** Lost logins that a run renews: one that loses them all the time has something wrong. */
const maxRenewals = 1;

/** Sends requests one after another, in the name of the account once it is logged in. */
export class Connection {
  readonly #options: ConnectionOptions;
  /** What was on its way together is told each that the login is lost. */
  readonly #renewed = shared((verdict: Verdict) => this.#renew(verdict));
  #session: Promise<Session> | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #account: string | undefined;
  #loggedIn: boolean;
  #loginToken: string | undefined;
  #csrfToken: string | undefined;
  #refused: SyncError | undefined;
  #renewals = 0;
  #hasHighLimits = false;
  /** From an edit's sending on until its outcome is known. */
  #hasSentEdit = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#loggedIn = options.credentials.kind === 'token';
    this.#account =
      options.credentials.kind === 'password'
        ? accountName(options.credentials.username)
        : undefined;
  }

  /** The account's name; `undefined` without credentials, and with a token until the wiki tells. */
  get account(): string | undefined {
    return this.#account;
  }

  /** Whether requests are sent in the account's name. */
  get loggedIn(): boolean {
    return this.#loggedIn;
  }

  /** Whether an edit can be sent without asking for a token. */
  get canEdit(): boolean {
    return this.#loggedIn && this.#csrfToken !== undefined && this.#account !== undefined;
  }

  /** How many titles one request may name, as far as is known of the account's rights. */
  get titlesAtOnce(): number {
    return this.#loggedIn && this.#hasHighLimits ? 500 : 50;
  }

  /**
   * Asks the wiki something, and tries again while that is worth it. The token that an edit will
   * need comes with the first answer that can bring it.
   *
   * @param build makes the query, knowing whether it is asked in the account's name
   * @throws {SyncError} login-refused, credentials-missing, wiki-unavailable, wiki-answer
   */
  async query(build: BuildQuery): Promise<QueryAnswer> {
    return this.#learn(parseQuery(await this.#insist(() => this.#ask(build))));
  }

  /**
   * Asks a module that changes nothing; its answer's shape is the caller's affair.
   *
   * @throws {SyncError} as `query`
   */
  ask(params: Params): Promise<unknown> {
    return this.#insist(() => this.#patiently(() => ({ ...params, ...this.#manners() })));
  }

  /**
   * What the wiki makes of a text on a page, as `how` says; nothing is saved.
   *
   * @throws {SyncError} wiki-unavailable, wiki-answer, login-refused
   */
  async parsed(title: string, text: string, how: Params): Promise<string> {
    const asked = { action: 'parse', title, text, ...how };
    const reply = await this.#patiently(() => ({ ...asked, ...this.#manners() }), 'post');
    if (reply.kind === 'answer') return parseParsed(reply.body);
    throw reply.verdict.error;
  }

  /** Sends an edit, once. What is asked from now on is about it, until `settled` is called. */
  async edit(params: Params): Promise<Reply> {
    const token = this.#csrfToken;
    if (!this.canEdit || token === undefined) throw new RangeError('no token to edit with');
    const reply = this.#send({ ...params, ...this.#manners(), token }, 'post');
    this.#hasSentEdit = true;
    return reply;
  }

  /** Says that it is known what became of the last edit. */
  settled(): void {
    this.#hasSentEdit = false;
  }

  /** Begins to log in, unless that is done; if that fails, who needs the login tries again. */
  logInAhead(): void {
    this.logIn().catch(() => undefined);
  }

  /**
   * Logs in, unless that is done.
   *
   * @throws {SyncError} credentials-missing, login-refused, wiki-unavailable
   */
  readonly logIn = shared(() => this.#logIn());

  async #logIn(): Promise<void> {
    if (this.#loggedIn) return;
    if (this.#refused !== undefined) throw this.#refused;
    const { wiki, credentials } = this.#options;
    try {
      this.#account = await logIn({
        ...{ wiki, credentials },
        token: this.#loginToken,
        fetchToken: () => freshLoginToken((asked) => this.#patiently(() => asked), wiki),
        post: (params) => this.#send(params, 'post'),
      });
      this.#loggedIn = true;
    } catch (error) {
      // Each wrong try counts towards locking the account out.
      if (error instanceof SyncError && error.code === 'login-refused') this.#refused = error;
      throw error;
    } finally {
      this.#loginToken = undefined;
    }
  }

  /**
   * Logs in anew after the wiki lost the login.
   *
   * @throws {SyncError} the verdict's, if another login would not help
   */
  async renew(verdict: Verdict): Promise<void> {
    if (!verdict.renew) throw verdict.error;
    return this.#renewed(verdict);
  }

  async #renew(verdict: Verdict): Promise<void> {
    if (this.#renewals === maxRenewals) throw verdict.error;
    this.#renewals += 1;
    this.#csrfToken = undefined;
    if (this.#options.credentials.kind === 'token') return;
    this.#loggedIn = false;
    this.#loginToken = undefined;
    (await this.#open()).forget();
    await this.logIn();
  }

  /** Asks, and once more after renewing a login that was lost. */
  async #insist(ask: () => Promise<Patient>): Promise<unknown> {
    if (this.#options.isPrivate) await this.logIn();
    const first = await ask();
    if (first.kind === 'answer') return first.body;
    await this.renew(first.verdict);
    const second = await ask();
    if (second.kind === 'answer') return second.body;
    throw second.verdict.error;
  }

  #ask(build: BuildQuery): Promise<Patient> {
    return this.#patiently(() => {
      const { meta = [], ...rest } = build(this.#loggedIn);
      const type = this.#wantedToken();
      const wanted = type === undefined ? meta : [...meta, 'tokens'];
      return {
        action: 'query',
        ...rest,
        ...(type === undefined ? {} : { type }),
        meta: wanted.length === 0 ? undefined : wanted,
        ...this.#manners(),
      };
    });
  }

  #patiently(params: () => Params, method?: 'post'): Promise<Patient> {
    const { wiki, wait } = this.#options;
    const send = (asked: Params) => this.#send(asked, method ?? methodFor(asked));
    return sendPatiently(() => send(params()), { wiki, wait });
  }

  /** Waits for its turn: one request at a time. */
  #send(params: Params, method: 'get' | 'post'): Promise<Reply> {
    const { budget, turns } = this.#options;
    const purpose = this.#hasSentEdit ? 'proof' : 'work';
    const turn = this.#queue.then(async () => {
      budget.spend(purpose);
      const session = await this.#open();
      const reply = await turns.take(method, () => session.send(params, method));
      const isDown = reply.kind === 'failed' && reply.failure.kind !== 'api';
      budget.note(isDown ? 'failed' : 'answered');
      return reply;
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  #open(): Promise<Session> {
    this.#session ??= this.#options.open();
    return this.#session;
  }

  #manners(): Params {
    if (!this.#loggedIn) return { maxlag: maxLag };
    return { maxlag: maxLag, assert: 'user', assertuser: this.#account };
  }

  /** A login's token costs nothing in the read before it, which then is one request less. */
  #wantedToken(): string | undefined {
    if (this.#loggedIn) return this.#csrfToken === undefined ? 'csrf' : undefined;
    return this.#options.credentials.kind === 'password' ? 'login' : undefined;
  }

  #learn(answer: QueryAnswer): QueryAnswer {
    const { tokens, userinfo } = answer.query;
    if (!this.#loggedIn) {
      this.#loginToken = tokens?.logintoken ?? this.#loginToken;
      return answer;
    }
    checkIdentity(answer, { wiki: this.#options.wiki, account: this.#account });
    this.#account = userinfo?.name ?? this.#account;
    this.#hasHighLimits = userinfo?.rights?.includes('apihighlimits') ?? this.#hasHighLimits;
    this.#csrfToken = tokens?.csrftoken ?? this.#csrfToken;
    return answer;
  }
}
