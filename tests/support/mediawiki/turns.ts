/**
 * Whose turn it is with the one real MediaWiki: files of tests run beside others that do without it,
 * and one after the other among themselves.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

declare module 'vitest' {
  interface ProvidedContext {
    /** The port on loopback at which one waits for one's turn. */
    turns: number;
  }
}

/** A queue that was opened. */
export interface Turns {
  readonly port: number;
  readonly close: () => void;
}

/** Opens the queue. A turn ends with its connection, and so also with a process that dies. */
export async function openTurns(): Promise<Turns> {
  const waiting: Socket[] = [];
  const next = (): void => {
    waiting[0]?.write('go');
  };
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      const at = waiting.indexOf(socket);
      waiting.splice(at, 1);
      if (at === 0) next();
    });
    waiting.push(socket);
    if (waiting.length === 1) next();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

/** Waits for a turn. @returns what ends it */
export async function takeTurn(port: number): Promise<() => void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'data');
  // A process is not kept by having the turn.
  socket.unref();
  return () => socket.end();
}
