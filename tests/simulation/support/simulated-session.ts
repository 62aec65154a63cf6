/** A session with the simulated wiki, and all that can happen to a request. */
import type { IncomingHttpHeaders } from 'node:http';
import { apiErrors } from '../../../src/wiki/failure.ts';
import type { Params, Reply, Session } from '../../../src/wiki/session.ts';
import type { WireAnswer, WireRequest } from '../../support/fake-mediawiki/wire.ts';
import type { BotProcess } from './bot-process.ts';
import type { Chance } from './chance.ts';
import { type Fault, faultFor } from './faults.ts';
import type { World } from './world.ts';

/** What a session is made of. */
export interface SessionSetting {
  readonly world: World;
  readonly process: BotProcess;
  readonly run: number;
  readonly chance: Chance;
  /** How likely a request is to meet a fault. */
  readonly faults: number;
  /** An access token, instead of logging in. */
  readonly bearer: string | undefined;
}

/** Opens a session; it keeps cookies, and shows failures as `mwn-session.ts` does. */
export function openSimulatedSession(setting: SessionSetting): Session {
  const { world, process, run, chance } = setting;
  const { history, clock } = world;
  const cookies = new Map<string, string>();
  let count = 0;
  let inFlight = 0;

  const send = async (params: Params, method: 'get' | 'post'): Promise<Reply> => {
    count += 1;
    const sent = plain(params, `${run}.${count}`);
    const action = sent['action'] ?? '';
    await process.leave(`${method} ${describe(sent)}`);
    const fault = faultFor(action, setting.faults, chance);
    if (fault !== undefined) world.tell(() => `  fault: ${fault.name}`);
    history.add({
      kind: 'sent',
      time: clock.now,
      run,
      action,
      params: new Map(Object.entries(sent)),
      inFlight,
    });
    inFlight += 1;
    const request = toRequest(sent, method, headersOf(cookies, setting.bearer));
    const reply = meet(fault, request);
    clock.pass(fault?.takes ?? chance.between(20, 400));
    await process.leave(`answer ${reply.kind === 'failed' ? JSON.stringify(reply.failure) : ''}`);
    inFlight -= 1;
    const retryAfter = reply.kind === 'failed' ? retryAfterOf(reply.failure) : undefined;
    history.add({ kind: 'answered', time: clock.now, run, action, retryAfter });
    return reply;
  };

  /** Lets the wiki do what is asked, when the fault says, and makes of its answer what comes back. */
  const meet = (fault: Fault | undefined, request: WireRequest): Reply => {
    clock.pass(chance.between(5, 200));
    if (fault?.losesSession === true) world.sessions.forgetAll();
    const answer = execute(fault, request);
    world.store.staleReads = fault?.staleReads ?? world.store.staleReads;
    if (fault?.failure !== undefined) return { kind: 'failed', failure: fault.failure };
    const id = /(?:^|[?&])requestid=([\d.]+)/.exec(`${request.url}&${request.body}`)?.[1];
    if (fault?.isEmpty === true) return { kind: 'answer', body: { requestid: id } };
    if (answer === undefined) throw new Error(`the fault '${fault?.name}' brings no answer`);
    keepCookies(cookies, answer);
    return received(answer);
  };

  const execute = (fault: Fault | undefined, request: WireRequest): WireAnswer | undefined => {
    const execution = fault?.execution ?? 'at-once';
    if (execution === 'never') return undefined;
    if (typeof execution === 'object') {
      clock.after(execution.after, () => {
        world.tell(() => '  the wiki comes to a request whose client has gone');
        world.answer(request, run);
      });
      return undefined;
    }
    if (execution === 'twice') world.answer(request, run);
    return world.answer(request, run);
  };

  return { send, forget: () => cookies.clear() };
}

/** As mwn sends them: lists joined, `false` and `undefined` left out, the token last. */
function plain(params: Params, requestid: string): Record<string, string> {
  const { token, ...rest } = params;
  const sent: Record<string, string> = {
    format: 'json',
    formatversion: '2',
    errorformat: 'plaintext',
    errorlang: 'en',
  };
  for (const [name, value] of Object.entries({ ...rest, requestid, token })) {
    if (value === undefined || value === false) continue;
    sent[name] = value === true ? '1' : typeof value === 'object' ? value.join('|') : String(value);
  }
  return sent;
}

function toRequest(
  params: Readonly<Record<string, string>>,
  method: 'get' | 'post',
  headers: IncomingHttpHeaders,
): WireRequest {
  const encoded = new URLSearchParams(params).toString();
  return method === 'get'
    ? { method: 'GET', url: `/api.php?${encoded}`, headers, body: Buffer.alloc(0) }
    : { method: 'POST', url: '/api.php', headers, body: Buffer.from(encoded) };
}

function headersOf(
  cookies: ReadonlyMap<string, string>,
  bearer: string | undefined,
): IncomingHttpHeaders {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return {
    ...(cookie === '' ? {} : { cookie }),
    ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
  };
}

function keepCookies(cookies: Map<string, string>, { headers }: WireAnswer): void {
  const set = headers['Set-Cookie'] ?? [];
  for (const line of typeof set === 'string' ? [set] : set) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (!/domain=/i.test(line)) cookies.set(name, value);
  }
}

function received(answer: WireAnswer): Reply {
  const body: unknown = JSON.parse(answer.body);
  const errors = apiErrors(body, []);
  if (errors.length === 0) return { kind: 'answer', body };
  const after = answer.headers['Retry-After'];
  const retryAfter = after === undefined ? {} : { retryAfter: Number(after) };
  return { kind: 'failed', failure: { kind: 'api', errors, ...retryAfter } };
}

function retryAfterOf(failure: Extract<Reply, { kind: 'failed' }>['failure']): number | undefined {
  return 'retryAfter' in failure ? failure.retryAfter : undefined;
}

function describe({ action, titles, pageids, revids, meta, baserevid }: Record<string, string>) {
  const about = [titles, pageids, revids, meta, baserevid].filter((part) => part !== undefined);
  return `${action} ${about.join(' ')}`;
}
