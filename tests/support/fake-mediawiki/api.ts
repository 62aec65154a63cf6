/** api.php: the checks around a module in the order of ApiMain::executeAction. */
import { ApiFailure } from './api-failure.ts';
import { edit } from './edit.ts';
import { cleanUp, preSave } from './pre-save.ts';
import { query } from './query.ts';
import type { FakeSession, Sessions } from './sessions.ts';
import type { Account, Store } from './store.ts';
import { templateData } from './template-data.ts';
import { type ApiParams, list, paramsOf, type WireAnswer, type WireRequest } from './wire.ts';

interface Result {
  readonly answer: object;
  readonly session?: FakeSession | undefined;
}

export function answerRequest(store: Store, sessions: Sessions, request: WireRequest): WireAnswer {
  const params = paramsOf(request);
  try {
    const { answer, session } = run(store, sessions, request, params);
    return json(answer, params, store, cookies(session));
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    const { code, message, data, headers } = error;
    const answer =
      params.get('errorformat') === 'plaintext'
        ? { errors: [{ code, text: message, data, module: params.get('action') }] }
        : { error: { code, info: message, ...data } };
    return json(answer, params, store, { ...headers, 'MediaWiki-API-Error': code });
  }
}

function run(store: Store, sessions: Sessions, request: WireRequest, params: ApiParams): Result {
  const action = params.get('action');
  const account = sessions.accountOf(request);
  checkAssertions(params, account);
  if (action === 'edit') checkToken(request, params, sessions);
  checkAccess(store, account, params);
  switch (action) {
    case 'query':
      return runQuery(store, sessions, request, params);
    case 'login': {
      const [answer, session] = sessions.logIn(request, params);
      return { answer, session };
    }
    case 'parse': {
      const { name = '127.0.0.1' } = account ?? {};
      const text = preSave(cleanUp(params.get('text') ?? ''), name, store.timestamp);
      return { answer: { parse: { title: params.get('title'), text } } };
    }
    case 'templatedata':
      return { answer: templateData(store, params) };
    case 'edit':
      return { answer: edit(store, account, params) };
    default:
      throw new ApiFailure('badvalue', `Unrecognized value for parameter "action": ${action}.`);
  }
}

function checkAssertions(params: ApiParams, account: Account | undefined): void {
  if (params.get('assert') === 'user' && account === undefined) {
    throw new ApiFailure('assertuserfailed', 'You are no longer logged in.');
  }
  const wanted = params.get('assertuser');
  if (wanted !== undefined && wanted !== account?.name) {
    throw new ApiFailure('assertnameduserfailed', `You are no longer logged in as "${wanted}".`);
  }
}

function checkToken(request: WireRequest, params: ApiParams, sessions: Sessions): void {
  if (request.method !== 'POST') throw new ApiFailure('mustbeposted', 'This must be posted.');
  const token = params.get('token');
  if (token === undefined)
    throw new ApiFailure('missingparam', 'The "token" parameter must be set.');
  if (token !== sessions.csrfToken(request))
    throw new ApiFailure('badtoken', 'Invalid CSRF token.');
}

function checkAccess(store: Store, account: Account | undefined, params: ApiParams): void {
  const action = params.get('action');
  const onlyTokens = action === 'query' && params.get('meta') === 'tokens' && !params.has('titles');
  if (store.private && account === undefined && action !== 'login' && !onlyTokens) {
    throw new ApiFailure('readapidenied', 'You need read permission to use this module.');
  }
  if (store.readonly !== undefined && action !== 'query') {
    throw new ApiFailure('readonly', 'The wiki is currently in read-only mode.', {
      data: { readonlyreason: store.readonly },
    });
  }
  const maxlag = Number(params.get('maxlag') ?? Number.POSITIVE_INFINITY);
  if (store.lag > maxlag) {
    throw new ApiFailure('maxlag', `Waiting for a database server: ${store.lag} seconds lagged.`, {
      data: { host: 'db1', lag: store.lag, type: 'db' },
      headers: { 'Retry-After': '5', 'X-Database-Lag': String(store.lag) },
    });
  }
}

function runQuery(
  store: Store,
  sessions: Sessions,
  request: WireRequest,
  params: ApiParams,
): Result {
  const account = sessions.accountOf(request);
  const answer = query({ store, account, params });
  if (!list(params, 'meta').includes('tokens')) return { answer };
  const types = list(params, 'type');
  const login = types.includes('login') ? sessions.loginToken(request) : undefined;
  const tokens = {
    ...(login === undefined ? {} : { logintoken: login.token }),
    ...(types.includes('csrf') ? { csrftoken: sessions.csrfToken(request) } : {}),
  };
  const inner = 'query' in answer ? Object(answer.query) : {};
  return { answer: { ...answer, query: { ...inner, tokens } }, session: login?.session };
}

function json(
  answer: object,
  params: ApiParams,
  store: Store,
  headers: WireAnswer['headers'],
): WireAnswer {
  const echoed = {
    ...answer,
    ...(params.has('requestid') ? { requestid: params.get('requestid') } : {}),
    ...(params.has('curtimestamp') ? { curtimestamp: store.timestamp } : {}),
  };
  return {
    status: 200,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(echoed),
  };
}

function cookies(session: FakeSession | undefined): WireAnswer['headers'] {
  if (session === undefined) return {};
  return {
    'Set-Cookie': [
      `fake_session=${session.id}; path=/; HttpOnly`,
      // A shared parent domain's cookie that does not fit, as farms behind a proxy send.
      'shared=1; path=/; domain=example.org',
    ],
  };
}
