/** Everything that can go wrong with one request between a bot and a wiki, as data. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { WireAnswer, WireRequest } from '../fake-mediawiki/wire.ts';

/** What a fault has at hand. */
export interface Meeting {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  /** The whole request; a fault that breaks off before need not wait for it. */
  readonly request: () => Promise<WireRequest>;
  /** Has the wiki do what it is asked. */
  readonly pass: (request: WireRequest) => Promise<WireAnswer>;
  /** Another server, which must never be asked anything. */
  readonly foreign: string;
}

/** One kind of fault. */
export interface FaultKind {
  readonly name: string;
  /** Seconds that the bot is told to wait. */
  readonly retryAfter?: number;
  readonly meet: (meeting: Meeting) => Promise<void>;
}

const html = '<!DOCTYPE html><title>Sign in</title><p>Welcome to the network.';

function plain(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): WireAnswer {
  return { status, headers: { 'Content-Type': 'text/html', ...headers }, body };
}

export function send(response: ServerResponse, { status, headers, body }: WireAnswer): void {
  for (const [name, value] of Object.entries(headers)) {
    response.setHeader(name, typeof value === 'string' ? value : [...value]);
  }
  response.writeHead(status);
  response.end(body);
}

/** An answer of somebody else's, in place of the wiki's or after it. */
function instead(
  name: string,
  when: 'before' | 'after',
  answer: WireAnswer | ((meeting: Meeting, answer: WireAnswer | undefined) => WireAnswer),
  retryAfter?: number,
): FaultKind {
  return {
    name: `${name}, ${when === 'before' ? 'and the wiki never saw the request' : 'and the wiki did it'}`,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    meet: async (meeting) => {
      const request = await meeting.request();
      const real = when === 'after' ? await meeting.pass(request) : undefined;
      send(meeting.response, typeof answer === 'function' ? answer(meeting, real) : answer);
    },
  };
}

const moved = [301, 302, 303, 307, 308].map((status) =>
  instead(`a redirect (${status}) to another server`, 'before', ({ foreign }) =>
    plain(status, { Location: foreign }, html),
  ),
);

function asJson(body: string): WireAnswer {
  return { status: 200, headers: { 'Content-Type': 'application/json' }, body };
}

function raw(name: string, bytes: (answer: WireAnswer) => Buffer | string): FaultKind {
  return {
    name,
    meet: async ({ message, request, pass }) => {
      const answer = await pass(await request());
      message.socket.write(bytes(answer));
      message.socket.destroySoon();
    },
  };
}

function zipped(name: string, bytes: (zip: Buffer) => Buffer): FaultKind {
  return {
    name,
    meet: async ({ response, request, pass }) => {
      const { body } = await pass(await request());
      response.writeHead(200, {
        'Content-Type': 'application/json',
        'Content-Encoding': 'gzip',
      });
      response.end(bytes(gzipSync(body)));
    },
  };
}

/** All of them. Where a name does not say otherwise, the wiki never saw the request. */
export const faultKinds: readonly FaultKind[] = [
  {
    name: 'reset while the request comes',
    meet: async ({ message }) => {
      message.socket.resetAndDestroy();
    },
  },
  {
    name: 'closed while the request comes',
    meet: async ({ message }) => {
      message.socket.end();
    },
  },
  {
    name: 'closed without an answer',
    meet: async ({ message, request }) => {
      await request();
      message.socket.end();
    },
  },
  {
    name: 'the request cut, and passed on',
    meet: async ({ response, request, pass }) => {
      const whole = await request();
      const body = whole.body.subarray(0, Math.floor(whole.body.length * 0.7));
      send(response, await pass({ ...whole, body }));
    },
  },
  {
    name: 'reset after the body',
    meet: async ({ message, request }) => {
      await request();
      message.socket.resetAndDestroy();
    },
  },
  {
    name: 'reset once the wiki did it',
    meet: async ({ message, request, pass }) => {
      await pass(await request());
      message.socket.resetAndDestroy();
    },
  },
  {
    name: 'closed without an answer once the wiki did it',
    meet: async ({ message, request, pass }) => {
      await pass(await request());
      message.socket.end();
    },
  },
  raw('an answer cut in its headers', () => 'HTTP/1.1 200 OK\r\nContent-Ty'),
  raw('an answer cut in its body', ({ body }) =>
    [
      'HTTP/1.1 200 OK',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body.slice(0, body.length / 2),
    ].join('\r\n'),
  ),
  raw('an answer in chunks that end too early', ({ body }) =>
    [
      'HTTP/1.1 200 OK',
      'Content-Type: application/json',
      'Transfer-Encoding: chunked',
      '',
      Math.floor(body.length).toString(16),
      body.slice(0, body.length / 2),
    ].join('\r\n'),
  ),
  instead('half of the answer as if it were whole', 'after', (_, answer) =>
    asJson((answer?.body ?? '').slice(0, -20)),
  ),
  {
    name: 'no answer at all',
    meet: async ({ request }) => {
      await request();
    },
  },
  {
    name: 'no answer once the wiki did it',
    meet: async ({ request, pass }) => {
      await pass(await request());
    },
  },
  {
    name: 'an answer that trickles without an end',
    meet: async ({ response, request, pass }) => {
      await pass(await request());
      response.writeHead(200, { 'Content-Type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 20);
      response.once('close', () => clearInterval(drip));
    },
  },
  ...moved,
  instead('400', 'before', plain(400, {}, html)),
  instead('403 with a page', 'before', plain(403, {}, html)),
  instead('408', 'before', plain(408, {}, '')),
  instead('413', 'before', plain(413, {}, html)),
  instead('429 with seconds', 'before', plain(429, { 'Retry-After': '7' }, html), 7),
  instead(
    '429 with a date',
    'before',
    plain(
      429,
      { 'Retry-After': 'Mon, 05 Jan 2026 10:00:09 GMT', Date: 'Mon, 05 Jan 2026 10:00:00 GMT' },
      html,
    ),
    9,
  ),
  instead('500', 'before', plain(500, {}, html)),
  instead('500', 'after', plain(500, {}, html)),
  instead('502', 'after', plain(502, {}, html)),
  instead('503 with seconds', 'before', plain(503, { 'Retry-After': '5' }, html), 5),
  instead('504', 'after', plain(504, {}, html)),
  instead('a page with status 200', 'before', plain(200, {}, html)),
  instead('a page with status 200', 'after', plain(200, {}, html)),
  instead("another request's answer", 'after', (_, answer) =>
    asJson((answer?.body ?? '').replace(/"requestid":\s*"[^"]*"/, '"requestid":"somebody"')),
  ),
  instead('an empty object', 'after', asJson('{}')),
  instead('an empty list', 'after', asJson('[]')),
  instead('null', 'after', asJson('null')),
  zipped('a zipped answer that is cut', (zip) => zip.subarray(0, zip.length / 2)),
  zipped('a zipped answer that is broken', (zip) => Buffer.concat([zip.subarray(0, 12), zip])),
  {
    name: 'an answer without an end',
    meet: async ({ response, request, pass }) => {
      await pass(await request());
      response.writeHead(200, { 'Content-Type': 'application/json' });
      const megabyte = Buffer.alloc(1024 * 1024, ' ');
      const pour = (): void => {
        while (!response.destroyed && response.write(megabyte));
      };
      response.on('drain', pour);
      pour();
    },
  },
  {
    name: 'the request sent twice',
    meet: async ({ response, request, pass }) => {
      const whole = await request();
      await pass(whole);
      send(response, await pass(whole));
    },
  },
  {
    name: "a good answer with another server's cookie",
    meet: async ({ response, request, pass }) => {
      const answer = await pass(await request());
      const cookies = [answer.headers['set-cookie'] ?? answer.headers['Set-Cookie'] ?? []].flat();
      const own = Object.fromEntries(
        Object.entries(answer.headers).filter(([name]) => !/^set-cookie$/i.test(name)),
      );
      const foreign = 'spy=1; Domain=elsewhere.example; Path=/';
      send(response, { ...answer, headers: { ...own, 'Set-Cookie': [...cookies, foreign] } });
    },
  },
  instead('an answer declared as a page', 'after', (_, answer) =>
    plain(200, {}, answer?.body ?? ''),
  ),
  instead('an answer out of a cache', 'after', (_, answer) => ({
    ...asJson(answer?.body ?? ''),
    headers: { 'Content-Type': 'application/json', Age: '30' },
  })),
];
