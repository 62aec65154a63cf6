/** Somebody who is told something by HTTP: a real server on this machine, which ends with the test. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request that came. */
export interface Received {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The server. */
export interface Receiver {
  readonly origin: string;
  /** In the order of their coming. */
  readonly received: readonly Received[];
}

/** What it answers. */
export interface Answer {
  readonly status: number;
  readonly body?: string;
}

/**
 * Begins to listen.
 *
 * @param answer to a request; 200 if absent
 */
export async function startReceiver(
  answer: (request: Received) => Answer = () => ({ status: 200 }),
): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      const { method, url, headers } = request;
      const one = { method, path: url, headers, body };
      received.push(one);
      const { status, body: text = 'ok' } = answer(one);
      response.writeHead(status);
      response.end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, received };
}
