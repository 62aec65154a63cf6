/**
 * mwn as transport: it sends, keeps cookies and chooses the encoding, and decides nothing.
 *
 * Its own recoveries re-send edits after any network error, follow redirects with the password,
 * and log in anew in the middle of a login, so all of them are off.
 */
import { randomBytes } from 'node:crypto';
import { Mwn } from 'mwn';
import { CookieJar } from 'tough-cookie';
import type { Credentials } from './credentials.ts';
import { apiErrors, failureOf, type RequestContext } from './failure.ts';
import type { Params, Reply, Session } from './session.ts';

/** How to reach a wiki. */
export interface SessionOptions {
  readonly api: string;
  readonly userAgent: string;
  readonly credentials: Credentials;
  /** URL of a proxy; the environment's are never used. */
  readonly proxy: string | undefined;
  /** Milliseconds for a whole request, however slowly its answer trickles. */
  readonly deadlines: { readonly get: number; readonly post: number };
}

/** MediaWiki answers at most 8 MiB ($wgAPIMaxResultSize), here with room for JSON's escapes. */
const maxAnswerBytes = 16 * 1024 * 1024;

/** Opens a session; nothing is sent yet. */
export function openMwnSession(options: SessionOptions): Session {
  const bot = quietMwn(options);
  const secrets = secretsOf(options);
  return {
    send: async (params, method) => {
      const requestId = randomBytes(9).toString('base64url');
      const context = {
        requestId,
        secrets: [...secrets, String(params['token'] ?? ''), String(params['lgtoken'] ?? '')],
        now: Date.now(),
      };
      try {
        const body: unknown = await bot.request(
          { ...mutable(params), requestid: requestId },
          { method, signal: AbortSignal.timeout(options.deadlines[method]) },
        );
        return checked(body, context);
      } catch (error) {
        return { kind: 'failed', failure: failureOf(error, context) };
      }
    },
    forget: () => {
      bot.cookieJar = lenientJar();
    },
  };
}

/** A cookie that must not be set is no reason to lose the answer that it came with. */
function lenientJar(): Mwn['cookieJar'] {
  const jar = new CookieJar();
  const setCookie = (cookie: string, url: string) =>
    CookieJar.prototype.setCookie.call(jar, cookie, url, { ignoreError: true });
  // mwn declares it as the module for `require` does, which TypeScript takes for another class.
  return Object.assign(jar, { setCookie }) as unknown as Mwn['cookieJar'];
}

function quietMwn(options: SessionOptions): Mwn {
  // Its log goes to stdout, which is the report's alone.
  Mwn.setLoggingConfig({ stream: { write: () => true } as unknown as NodeJS.WriteStream });
  const bot = new Mwn({
    apiUrl: options.api,
    userAgent: options.userAgent,
    silent: true,
    suppressAPIWarnings: true,
    maxRetries: 0,
    defaultParams: {
      format: 'json',
      formatversion: '2',
      errorformat: 'plaintext',
      errorlang: 'en',
    },
    ...(options.credentials.kind === 'token'
      ? { OAuth2AccessToken: options.credentials.token.reveal() }
      : {}),
  });
  // Without it mwn 3.0.3 also asks for a lag limit, which would delay a login.
  delete bot.options.defaultParams?.['maxlag'];
  bot.cookieJar = lenientJar();
  bot.setRequestOptions({
    maxRedirects: 0,
    maxContentLength: maxAnswerBytes,
    timeout: 0,
    proxy: proxyOf(options.proxy),
    transformRequest: [shortened],
    transformResponse: [bodyOf],
  });
  if (options.credentials.kind === 'token') bot.initOAuth();
  return bot;
}

/** A form's spaces in one byte instead of three; what is no text is a form of another kind. */
function shortened(body: unknown): unknown {
  return typeof body === 'string' ? body.replaceAll('%20', '+') : body;
}

/**
 * The API's answer as data. What is not declared as JSON, or comes out of a cache, stays a text, so
 * that it is taken for nobody's answer.
 */
function bodyOf(text: unknown, headers: Readonly<Record<string, unknown>>): unknown {
  const type = String(headers['content-type'] ?? '');
  if (typeof text !== 'string' || !/^application\/json\b/i.test(type)) return text;
  if (headers['age'] !== undefined && headers['age'] !== '0') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function checked(body: unknown, context: RequestContext): Reply {
  const requestId =
    typeof body === 'object' && body !== null && 'requestid' in body ? body.requestid : undefined;
  if (requestId !== context.requestId) {
    return { kind: 'failed', failure: { kind: 'garbled', reason: 'it answers another request' } };
  }
  const errors = apiErrors(body, context.secrets);
  return errors.length === 0
    ? { kind: 'answer', body }
    : { kind: 'failed', failure: { kind: 'api', errors } };
}

function proxyOf(proxy: string | undefined) {
  if (proxy === undefined) return false as const;
  const url = new URL(proxy);
  const auth = {
    username: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
  return {
    protocol: url.protocol,
    host: url.hostname,
    port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
    ...(url.username === '' ? {} : { auth }),
  };
}

function secretsOf({ credentials, proxy }: SessionOptions): readonly string[] {
  const proxyPassword = proxy === undefined ? '' : decodeURIComponent(new URL(proxy).password);
  switch (credentials.kind) {
    case 'none':
      return [proxyPassword];
    case 'password':
      return [proxyPassword, credentials.password.reveal()];
    case 'token':
      return [proxyPassword, credentials.token.reveal()];
  }
}

/** mwn joins lists in place. */
function mutable(params: Params): Record<string, string | number | boolean | string[] | undefined> {
  const copies = Object.entries(params).map(
    ([name, value]) => [name, typeof value === 'object' ? [...value] : value] as const,
  );
  return Object.fromEntries(copies);
}
