/** What stands between a bot and a wiki: it counts requests, and makes the way as bad as asked. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ApiParams, type Handler, paramsOf, readRequest, type WireAnswer } from './wire.ts';

export type Fault =
  /** The connection breaks before the wiki has seen the request. */
  | { readonly kind: 'reset-before' }
  /** The wiki does what it is asked; the connection breaks before its answer. */
  | { readonly kind: 'lose-answer' }
  /** The wiki does what it is asked; half of its answer comes. */
  | { readonly kind: 'cut-answer' }
  /** The wiki does what it is asked; no answer comes, and the connection stays. */
  | { readonly kind: 'hang' }
  /** A proxy sends the request twice and passes the second answer on. */
  | { readonly kind: 'replay' }
  /**
   * Another answer, before or after the wiki has done what it is asked; `{requestid}` in it becomes
   * the request's.
   */
  | { readonly kind: 'answer'; readonly after?: boolean; readonly answer: Partial<WireAnswer> };

export interface Edge {
  /** Address of the wiki's api.php behind it. */
  readonly api: string;
  /** Parameters of each request, in order. */
  readonly requests: ApiParams[];
  /** Lets the next requests of an action meet a fault, `times` of them (1 if absent). */
  readonly fail: (action: string, fault: Fault, times?: number) => void;
  /** Called when a request arrives, before it is handled. */
  onRequest: (params: ApiParams) => Promise<void> | void;
  readonly close: () => Promise<void>;
}

export async function startEdge(handler: Handler): Promise<Edge> {
  const faults: { readonly action: string; readonly fault: Fault }[] = [];
  const server = createServer((message, response) => {
    readRequest(message)
      .then(async (request) => {
        const params = paramsOf(request);
        edge.requests.push(params);
        await edge.onRequest(params);
        const planned = faults.findIndex(({ action }) => action === actionOf(params));
        const [found] = planned === -1 ? [] : faults.splice(planned, 1);
        const fault = repeating(found?.fault, params);
        await meet(fault, () => Promise.resolve(handler(request)), response);
      })
      .catch((error: unknown) => send(response, { status: 500, headers: {}, body: String(error) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const edge: Edge = {
    api: `http://127.0.0.1:${port}/api.php`,
    requests: [],
    fail: (action, fault, times = 1) => {
      for (let i = 0; i < times; i += 1) faults.push({ action, fault });
    },
    onRequest: () => undefined,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return edge;
}

/** `query` with a login token alone is told apart as `token`. */
function actionOf(params: ApiParams): string {
  const action = params.get('action') ?? '';
  return action === 'query' && params.get('meta') === 'tokens' ? 'token' : action;
}

function repeating(fault: Fault | undefined, params: ApiParams): Fault | undefined {
  if (fault?.kind !== 'answer') return fault;
  const body = (fault.answer.body ?? '').replace('{requestid}', params.get('requestid') ?? '');
  return { ...fault, answer: { ...fault.answer, body } };
}

async function meet(
  fault: Fault | undefined,
  handle: () => Promise<WireAnswer>,
  response: ServerResponse,
): Promise<void> {
  switch (fault?.kind) {
    case undefined:
      return send(response, await handle());
    case 'reset-before':
      response.destroy();
      return;
    case 'lose-answer':
      await handle();
      response.destroy();
      return;
    case 'cut-answer': {
      const { status, headers, body } = await handle();
      return send(response, { status, headers, body: body.slice(0, body.length / 2) });
    }
    case 'hang':
      await handle();
      return;
    case 'replay':
      await handle();
      return send(response, await handle());
    case 'answer':
      if (fault.after === true) await handle();
      return send(response, { status: 200, headers: {}, body: '', ...fault.answer });
  }
}

function send(response: ServerResponse, { status, headers, body }: WireAnswer): void {
  for (const [name, value] of Object.entries(headers)) {
    response.setHeader(name, typeof value === 'string' ? value : [...value]);
  }
  response.writeHead(status);
  response.end(body);
}
