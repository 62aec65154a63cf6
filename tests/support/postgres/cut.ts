/** The way to a database, which breaks off at a moment. */
import { connect, createServer, type Socket } from 'node:net';

/** A way that can be cut. */
export interface CutWay {
  readonly port: number;
  /** What clients have said so far, in pieces. */
  readonly pieces: () => number;
  /**
   * Breaks every connection off at a piece, from 1 on: before the database has it, or once it does,
   * and its answer is lost.
   */
  readonly cutAt: (piece: number, when: 'before' | 'after') => void;
  /** Breaks off all that is there now. */
  readonly cutAll: () => void;
  readonly close: () => Promise<void>;
}

/** The address of a database by another way. */
export function byWay(url: string, { port }: CutWay): string {
  return url.replace(/:\d+\/postgres/, `:${port}/postgres`);
}

/** Opens a way to a port of this machine. */
export async function startCutWay(target: number): Promise<CutWay> {
  const sockets = new Set<Socket>();
  let pieces = 0;
  let cut: { readonly piece: number; readonly when: 'before' | 'after' } | undefined;
  const server = createServer((client) => {
    const database = connect(target, '127.0.0.1');
    let isCut = false;
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        if (!isCut) for (const both of [client, database]) both.destroy();
      });
    }
    client.on('data', (chunk) => {
      pieces += 1;
      if (pieces !== cut?.piece) database.write(chunk);
      else if (cut.when === 'before') client.destroy();
      else {
        isCut = true;
        // It does what it was told, if that was all of it, and finds nobody to tell.
        database.write(chunk, () => client.destroy());
        setTimeout(() => database.destroy(), 50);
      }
    });
    database.on('data', (chunk) => {
      if (!isCut) client.write(chunk);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    pieces: () => pieces,
    cutAt: (piece, when) => {
      pieces = 0;
      cut = { piece, when };
    },
    cutAll: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
