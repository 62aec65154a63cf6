/**
 * A MediaWiki of this run's own: database, settings and servers in a new temporary folder, on a
 * loopback port that the system chooses.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from './command.ts';
import { mediaWikiVersion } from './existing-wiki.ts';
import { installWiki } from './install-wiki.ts';
import type { OwnWiki } from './provided-wiki.ts';
import { fpmConfig, nginxConfig, type Place } from './server-config.ts';

export interface RunningWiki {
  readonly wiki: OwnWiki;
  /** Ends its processes and removes its folder. */
  stop(): Promise<void>;
}

/** Installs a wiki from unpacked code and serves it. */
export async function startWiki(code: string): Promise<RunningWiki> {
  const folder = await mkdtemp(join(tmpdir(), 'wikisync-mediawiki-run-'));
  let keeper: ChildProcess | undefined;
  const stop = async () => {
    if (keeper !== undefined) await end(keeper);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const place = { code, folder, port: await freePort() };
    const accounts = await installWiki(place);
    keeper = await serve(place);
    const url = `http://127.0.0.1:${place.port}`;
    const control = `${url}/control.php`;
    await untilAnswered(control);
    const kept = await fetch(`${control}?do=keep&name=pristine`, { method: 'POST' });
    if (!kept.ok) throw new Error(await kept.text());
    const api = `${url}/api.php`;
    const version = await mediaWikiVersion(api);
    const processGroup = keeper.pid ?? 0;
    return {
      wiki: { kind: 'own', api, version, accounts, control, processGroup, folder, code },
      stop,
    };
  } catch (error) {
    const logs = await lastWords(folder);
    await stop();
    throw new Error(`the wiki cannot be started: ${error}\n${logs}`);
  }
}

/**
 * The keeper leads the group of processes, and ends them when its stdin closes. However this process
 * ends, even without a chance to clean up, the system closes that pipe: the servers go, and the folder.
 */
const keeperScript = `
folder=$1 nginx=$2
shift 2
"$@" &
"$nginx" -e "$folder/nginx.log" -c "$folder/nginx.conf" &
read -r _
kill $(jobs -p)
wait
rm -rf "$folder"
`;

async function serve(place: Place): Promise<ChildProcess> {
  const { folder } = place;
  await writeFile(join(folder, 'fpm.conf'), fpmConfig(place));
  await writeFile(join(folder, 'nginx.conf'), nginxConfig(place));
  const version = await run('php', ['-r', 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;']);
  const fpm = [await find(`php-fpm${version}`), '-F', '-y', join(folder, 'fpm.conf')];
  if (process.getuid?.() === 0) fpm.push('-R');
  const log = openSync(join(folder, 'keeper.log'), 'a');
  const keeper = spawn(
    'bash',
    ['-c', keeperScript, 'keeper', folder, await find('nginx'), ...fpm],
    // A group of its own, and a session: Ctrl-C on the terminal does not reach it.
    { detached: true, stdio: ['pipe', log, log], cwd: folder },
  );
  keeper.unref();
  return keeper;
}

/** Servers are in folders for root, which the path may lack. */
async function find(program: string): Promise<string> {
  const PATH = `${process.env['PATH']}:/usr/sbin`;
  return (await run('sh', ['-c', `command -v ${program}`], { env: { PATH } })).trim();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port to listen on');
  return address.port;
}

async function untilAnswered(url: string): Promise<void> {
  for (let patience = 500; patience > 0; patience--) {
    const status = await fetch(url).then(
      (response) => response.status,
      () => undefined,
    );
    // 502 is nginx without PHP: it is up earlier.
    if (status !== undefined && status !== 502) return;
    await sleep(20);
  }
  throw new Error('no answer within ten seconds');
}

async function lastWords(folder: string): Promise<string> {
  const logs = (await readdir(folder)).filter((name) => name.endsWith('.log'));
  const texts = await Promise.all(logs.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.map((text) => text.trimEnd().split('\n').slice(-10).join('\n')).join('\n');
}

async function end(keeper: ChildProcess): Promise<void> {
  if (keeper.pid === undefined || keeper.exitCode !== null || keeper.signalCode !== null) return;
  const ended = once(keeper, 'exit').then(() => true);
  keeper.stdin?.end();
  if (await Promise.race([ended, sleep(5000, false)])) return;
  process.kill(-keeper.pid, 'SIGKILL');
  await ended;
}
