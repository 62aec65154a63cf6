/** Stands between a program and a wiki, and counts what goes through. */
import { createServer, request } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What went through since the last time that it was asked. */
export interface Counted {
  readonly requests: number;
  /** Of requests and answers, with their headers. */
  readonly bytes: number;
}

/** A proxy in front of one wiki. */
export interface CountingProxy {
  /** Address of the wiki's api.php behind it. */
  readonly api: string;
  readonly take: () => Counted;
  readonly close: () => Promise<void>;
}

/** Passes everything on as it is. */
export async function startCountingProxy(api: string): Promise<CountingProxy> {
  const target = new URL(api);
  let requests = 0;
  let before = 0;
  const sockets = new Set<Socket>();
  const bytes = (): number =>
    [...sockets].reduce((sum, { bytesRead, bytesWritten }) => sum + bytesRead + bytesWritten, 0);
  const server = createServer((message, response) => {
    requests += 1;
    const path = target.pathname + new URL(message.url ?? '/', api).search;
    const passed = request(
      {
        host: target.hostname,
        port: target.port,
        path,
        method: message.method,
        headers: message.headers,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      },
    );
    passed.on('error', () => response.destroy());
    message.pipe(passed);
  }).on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    api: `http://127.0.0.1:${port}/api.php`,
    take: () => {
      const counted = { requests, bytes: bytes() - before };
      requests = 0;
      before = bytes();
      return counted;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
