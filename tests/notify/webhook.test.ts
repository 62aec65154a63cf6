/** Messages to a web address, on a real server. */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { NotSent } from '../../src/notify/message.ts';
import { postMessage } from '../../src/notify/webhook.ts';

interface Received {
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let server: Server;
let received: Received[];
/** What the server answers, in turn; 200 afterwards, `undefined` never. */
let answers: (number | undefined)[];

beforeEach(async () => {
  received = [];
  answers = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      received.push({ path: request.url, headers: request.headers, body });
      const status = answers.length === 0 ? 200 : answers.shift();
      if (status === undefined) return;
      response.writeHead(status, { location: '/elsewhere' });
      response.end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?key=s3cret`;
const message = { subject: 'x', text: 'y', json: '{"a":"ä"}' };

async function failureOf(sent: Promise<void>): Promise<NotSent> {
  const failure = await sent.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(failure instanceof NotSent)) throw new Error('it did not fail as such', { cause: failure });
  return failure;
}

async function send(
  more: { readonly url?: string; readonly secret?: string; readonly deadline?: number } = {},
) {
  const waits: number[] = [];
  const wait = async (milliseconds: number) => waits.push(milliseconds);
  const { secret, ...others } = more;
  await postMessage({ ...others, url: more.url ?? url(), secret, wait }, message);
  return waits;
}

it('is sent once, as JSON, with a signature that its receiver can check', async () => {
  await send({ secret: 'a key' });

  expect(received).toHaveLength(1);
  expect(received[0]).toMatchObject({ path: '/hook?key=s3cret', body: '{"a":"ä"}' });
  expect(received[0]?.headers['content-type']).toBe('application/json');
  expect(received[0]?.headers['x-wikisync-signature']).toBe(
    `sha256=${createHmac('sha256', 'a key')
      .update(received[0]?.body ?? '')
      .digest('hex')}`,
  );
});

it('is sent again to a receiver that is ill, and three times at most', async () => {
  answers = [503, 429];
  expect(await send()).toEqual([2000, 2000]);
  expect(received).toHaveLength(3);

  received.length = 0;
  answers = [500, 500, 500, 500];
  expect((await failureOf(send().then(() => undefined))).message).toBe(
    'its receiver answered with status 500',
  );
  expect(received).toHaveLength(3);
});

it.each([301, 302, 307, 308, 400, 404])(
  'is not sent elsewhere, or again, for a %i',
  async (status) => {
    answers = [status];

    const { message: said } = await failureOf(send().then(() => undefined));

    expect(said).toBe(`its receiver answered with status ${status}`);
    expect(received).toHaveLength(1);
  },
);

it('does not wait for a receiver that never answers', async () => {
  answers = [undefined, undefined, undefined];

  const { message: said } = await failureOf(send({ deadline: 50 }).then(() => undefined));

  expect(said).toBe('its receiver did not answer in time');
});

it('does not name the address where nobody is', async () => {
  const address = url();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));

  const { message: said } = await failureOf(send({ url: address }).then(() => undefined));

  expect(said).toBe('its receiver cannot be reached (ECONNREFUSED)');
});

it.each([
  ['http://example.org/hook', 'is not https'],
  ['ftp://127.0.0.1/', 'is not https'],
  ['no address', 'is no address'],
  ['https://bot:s3cret@example.org/hook', 'has a user name'],
])('is not sent to %s', async (address, said) => {
  expect((await failureOf(send({ url: address }).then(() => undefined))).message).toContain(said);
});
