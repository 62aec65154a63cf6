/** Lets the application be reached: the only user of hono's server for Node. */
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { SyncError } from '../errors.ts';
import type { ListenAddress } from './access.ts';

/** A server that listens. */
export interface Listening {
  /** Where it is found. */
  readonly url: string;
  /** Answers what is asked of it, and no more. */
  readonly close: () => Promise<void>;
}

/** Milliseconds that a request may take to be there. */
const requestTime = 10_000;

/** Begins to listen. @throws {SyncError} usage: the address is taken, or not this machine's */
export async function listen(app: Hono, { host, port }: ListenAddress): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      requestTimeout: requestTime,
      headersTimeout: requestTime,
      maxHeaderSize: 16_384,
    },
  });
  const bound = await new Promise<number>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code ?? 'unknown failure';
      const message = `Cannot listen on ${shown(host)}:${port}: ${why}.`;
      reject(new SyncError('usage', message, { hint: 'Choose another address with --listen.' }));
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
  return {
    url: `http://${shown(host)}:${bound}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Connections that wait for a next request would keep it open.
        if ('closeIdleConnections' in server) server.closeIdleConnections();
      }),
  };
}

function shown(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
