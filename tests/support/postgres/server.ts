/** A PostgreSQL of this run's own, in a temporary folder, on a free port of this machine. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canary } from '../canaries.ts';

/** A server, running. */
export interface Server {
  /** Of its superuser, who needs no password, and of no database. */
  readonly admin: string;
  readonly port: number;
  /** Ends it at once, as a power cut would, and starts it again. */
  readonly crash: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Nobody: PostgreSQL does not run as root. */
const nobody = 65_534;

/** The folder of the newest PostgreSQL's programs; `undefined` if there is none. */
export function findPrograms(): string | undefined {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
  const folders = versions
    .toSorted((one, other) => Number(other) - Number(one))
    .map((version) => `/usr/lib/postgresql/${version}/bin`);
  return [...folders, ...toldFolder()].find((folder) => existsSync(join(folder, 'initdb')));
}

function toldFolder(): readonly string[] {
  try {
    return [execFileSync('pg_config', ['--bindir'], { encoding: 'utf8' }).trim()];
  } catch {
    return [];
  }
}

/** Makes a cluster, and starts its server. */
export async function startServer(programs: string): Promise<Server> {
  const isRoot = process.getuid?.() === 0;
  const identity = isRoot ? { uid: nobody, gid: nobody } : {};
  const folder = mkdtempSync(join(tmpdir(), 'wikisync-postgres-'));
  const secret = join(folder, 'password');
  writeFileSync(secret, `${canary}\n`);
  if (isRoot) for (const path of [folder, secret]) chownSync(path, nobody, nobody);
  const data = join(folder, 'data');
  execFileSync(
    join(programs, 'initdb'),
    [
      ...['-D', data, '-U', 'keeper', `--pwfile=${secret}`, '--no-sync', '-E', 'UTF8'],
      ...['--locale=C', '--auth-local=trust', '--auth-host=scram-sha-256'],
    ],
    { ...identity, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const port = await freePort();
  // What a server may be set to by its keeper, and wikisync has to cope with.
  const settings = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'];
  const others = ['max_connections=60', 'shared_buffers=16MB', 'autovacuum=off', 'jit=off'];
  const args = [
    ...['-D', data, '-k', folder, '-p', String(port), '-h', '127.0.0.1'],
    ...[...settings, ...others].flatMap((setting) => ['-c', setting]),
  ];
  const start = (): Promise<ChildProcess> => started(join(programs, 'postgres'), args, identity);
  let server = await start();
  return {
    admin: `postgres:///postgres?host=${folder}&port=${port}&user=keeper`,
    port,
    crash: async () => {
      await ended(server, 'SIGQUIT');
      server = await start();
    },
    stop: async () => {
      await ended(server, 'SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function started(
  program: string,
  args: readonly string[],
  identity: { readonly uid?: number; readonly gid?: number },
): Promise<ChildProcess> {
  const child = spawn(program, args, {
    ...identity,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    child.on('error', reject);
    child.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}:\n${said}`)));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-4000);
      if (said.includes('ready to accept connections')) resolve(child);
    });
  });
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        resolve(typeof address === 'object' && address !== null ? address.port : 0),
      );
    });
  });
}
