/** The way from a bot to a wiki, on loopback, which can be as bad as ways get. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type ApiParams,
  type Handler,
  paramsOf,
  type WireRequest,
} from '../fake-mediawiki/wire.ts';
import { type FaultKind, send } from './kinds.ts';

/** What a request is for. */
export type RequestPoint =
  | 'read'
  | 'continuation'
  | 'login token'
  | 'login'
  | 'look before the edit'
  | 'stored form'
  | 'edit'
  | 'verifying read'
  | 'probe';

/** All of them, in the order of a run. */
export const requestPoints: readonly RequestPoint[] = [
  'read',
  'continuation',
  'login token',
  'login',
  'look before the edit',
  'stored form',
  'edit',
  'verifying read',
  'probe',
];

/** What a request is for, by its parameters. */
export function pointOf(params: ApiParams): RequestPoint {
  const action = params.get('action');
  if (action === 'login' || action === 'edit') return action;
  if (action === 'parse') return 'stored form';
  if (params.has('continue')) return 'continuation';
  if (params.get('meta') === 'tokens') return 'login token';
  if (params.has('rvendid')) return 'probe';
  if (params.has('revids')) return 'verifying read';
  return params.get('prop') === 'info' ? 'look before the edit' : 'read';
}

/** A way to a wiki. */
export interface Way {
  readonly api: string;
  /** What each request was for, in order. */
  readonly points: readonly RequestPoint[];
  /** Requests under way at the same time, at most. */
  readonly mostAtOnce: () => number;
  /** Requests to the other server, to which nothing may ever go. */
  readonly foreignRequests: () => number;
  /** Lets the next request of a point meet a fault, after `pass` that do not. */
  readonly spoil: (point: RequestPoint, kind: FaultKind, pass?: number) => void;
  /** Called when a request arrives. */
  onRequest: (point: RequestPoint) => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Planned {
  readonly point: RequestPoint;
  readonly kind: FaultKind;
  pass: number;
}

export async function startWay(handler: Handler): Promise<Way> {
  const points: RequestPoint[] = [];
  const planned: Planned[] = [];
  let atOnce = 0;
  let most = 0;
  let foreign = 0;
  const elsewhere = await listening(
    createServer((_, response) => {
      foreign += 1;
      response.end();
    }),
  );
  const pass = async (request: WireRequest) => handler(request);
  const server = await listening(
    createServer((message, response) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      response.once('close', () => {
        atOnce -= 1;
      });
      const { params, body } = incoming(message);
      params
        .then(async (early) => {
          const point = pointOf(early);
          points.push(point);
          await way.onRequest(point);
          const kind = take(planned, point);
          const request = () => body;
          if (kind === undefined) send(response, await pass(await body));
          else await kind.meet({ message, response, request, pass, foreign: elsewhere.api });
        })
        .catch(() => message.socket.destroy());
    }),
  );
  const way: Way = {
    api: server.api,
    points,
    mostAtOnce: () => most,
    foreignRequests: () => foreign,
    spoil: (point, kind, passing = 0) => planned.push({ point, kind, pass: passing }),
    onRequest: () => Promise.resolve(),
    close: async () => {
      await server.close();
      await elsewhere.close();
    },
  };
  return way;
}

function take(planned: Planned[], point: RequestPoint): FaultKind | undefined {
  const index = planned.findIndex((each) => each.point === point);
  const found = planned[index];
  if (found === undefined) return undefined;
  if (found.pass > 0) {
    found.pass -= 1;
    return undefined;
  }
  planned.splice(index, 1);
  return found.kind;
}

/** A request as it comes in: what it is for is told by its first bytes. */
function incoming(message: IncomingMessage): {
  readonly params: Promise<ApiParams>;
  readonly body: Promise<WireRequest>;
} {
  const { method = 'GET', url = '/', headers } = message;
  const chunks: Buffer[] = [];
  message.on('data', (chunk: Buffer) => chunks.push(chunk));
  const soFar = (): WireRequest => ({ method, url, headers, body: Buffer.concat(chunks) });
  const body = new Promise<WireRequest>((done, fail) => {
    message.once('end', () => done(soFar()));
    message.once('error', fail);
    message.once('aborted', () => fail(new Error('the request broke off')));
  });
  body.catch(() => undefined);
  const params = new Promise<ApiParams>((done) => {
    if (method !== 'POST') done(paramsOf(soFar()));
    message.once('data', () => done(paramsOf(soFar())));
    message.once('end', () => done(paramsOf(soFar())));
  });
  return { params, body };
}

async function listening(server: Server) {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    api: `http://127.0.0.1:${port}/api.php`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
