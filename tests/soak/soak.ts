/** The built server in a world that never rests, and what it holds as time goes by. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { shownCanary } from '../support/canaries.ts';
import { buildProgram } from '../support/program.ts';
import { listings, makeWorld, type World } from './world.ts';

/** What the process held at a moment, after its garbage was collected. */
export interface Sample {
  /** Milliseconds since the start. */
  readonly at: number;
  /** Bytes. */
  readonly heap: number;
  /** What Node waits for, by kind. */
  readonly resources: Readonly<Record<string, number>>;
  /** Open files and sockets. */
  readonly files: number;
}

/** What came of it. */
export interface SoakResult {
  readonly samples: readonly Sample[];
  readonly exitCode: number | null;
  /** Runs over listings that ended, by exit code. */
  readonly runs: Readonly<Record<string, number>>;
  /** Changes of people that did not come to the other side. */
  readonly lost: readonly string[];
  /** Milliseconds from each edit of a page to the data file that has it. */
  readonly delays: readonly number[];
  /** The last lines that the server logged. */
  readonly log: string;
  readonly showsSecret: boolean;
}

/** Milliseconds between two samples, at least. */
const shortestSpan = 2000;

/** Soaks for so long, and ends all that it started. */
export async function soak(milliseconds: number, stopped: AbortSignal): Promise<SoakResult> {
  const folder = mkdtempSync(join(tmpdir(), 'wikisync-soak-'));
  const program = buildProgram();
  const world = await makeWorld(folder);
  try {
    const server = startServer(join(program.folder, 'dist/cli/main.js'), folder, world);
    try {
      return await watch(server, { world, milliseconds, stopped });
    } finally {
      server.child.kill('SIGKILL');
    }
  } finally {
    await world.wiki.edge.close();
    program.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Server {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly log: string[];
}

function startServer(main: string, cwd: string, { environment }: World): Server {
  const probe = pathToFileURL(resolve('tests/soak/probe.mjs')).href;
  const args = ['--expose-gc', '--import', probe, main];
  const serve = ['serve', '--listen', '127.0.0.1:0', '--poll', '2', '--log', 'json'];
  const child = spawn(process.execPath, [...args, ...serve], {
    cwd,
    env: { PATH: process.env['PATH'], TZ: 'UTC', ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const log: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    log.push(...text.split('\n').filter((line) => line !== ''));
  });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  return { child, ended, log };
}

async function watch(
  server: Server,
  about: { readonly world: World; readonly milliseconds: number; readonly stopped: AbortSignal },
): Promise<SoakResult> {
  const { world, milliseconds, stopped } = about;
  const begun = performance.now();
  const since = (): number => performance.now() - begun;
  const samples: Sample[] = [];
  const awaited = new Map<string, { readonly text: string; readonly at: number }>();
  const mentors = new Map<string, string>();
  const delays: number[] = [];
  const span = Math.max(shortestSpan, milliseconds / 100);
  for (let beat = 0; since() < milliseconds && !stopped.aborted; beat += 1) {
    await setTimeout(500);
    world.wiki.store.time += beat % 2;
    world.wiki.edge.requests.length = 0;
    delays.push(...arrived(awaited, world, since()));
    live(world, beat, { awaited, mentors, now: since() });
    if (beat % 3 === 0) await visit(server.log);
    if (since() - (samples.at(-1)?.at ?? 0) >= span) samples.push(await sample(server, since()));
  }
  world.wiki.store.readonly = undefined;
  await quiet(world, { awaited, mentors });
  server.child.kill('SIGTERM');
  const exitCode = await server.ended;
  return {
    ...{ samples, exitCode, delays, lost: lostOf(world, { awaited, mentors }) },
    runs: runsOf(server.log),
    log: server.log.slice(-20).join('\n'),
    showsSecret: server.log.some((line) => shownCanary(line) !== undefined),
  };
}

interface Expected {
  /** What was last written to each page, until it has come to the data file. */
  readonly awaited: Map<string, { readonly text: string; readonly at: number }>;
  /** What was last written to each data file. */
  readonly mentors: Map<string, string>;
}

/** What happens in half a second: people edit, and the wiki has its troubles. */
function live(
  world: World,
  beat: number,
  { awaited, mentors, now }: Expected & { readonly now: number },
): void {
  const { store, edge } = world.wiki;
  const listing = listings[beat % listings.length] ?? '';
  if (beat % 9 === 4 && !awaited.has(listing)) {
    awaited.set(listing, { text: world.editPage(listing), at: now });
  }
  if (beat % 14 === 11) mentors.set(listing, world.editData(listing));
  if (beat % 60 === 20) edge.fail('query', { kind: 'reset-before' });
  if (beat % 60 === 40) edge.fail('edit', { kind: 'lose-answer' });
  if (beat % 120 === 100) store.readonly = 'maintenance';
  if (beat % 120 === 104) store.readonly = undefined;
}

/** Takes note of what has come to the data files; gives how long it took. */
function arrived(awaited: Expected['awaited'], world: World, now: number): readonly number[] {
  return [...awaited].flatMap(([listing, { text, at }]) => {
    if (!world.dataOf(listing).includes(`skills: ${text}\n`)) return [];
    awaited.delete(listing);
    return [now - at];
  });
}

/** A person, or Prometheus, looks at the dashboard. */
async function visit(log: readonly string[]): Promise<void> {
  const url = /"url":"([^"]+)"/.exec(log.find((line) => line.includes('"url"')) ?? '')?.[1];
  if (url === undefined) return;
  const reports = listings.map((listing) => `reports/${listing}`);
  for (const path of ['', 'metrics', 'readyz', ...reports]) {
    const answer = await fetch(`${url}${path}`);
    await answer.text();
  }
}

async function sample({ child }: Server, at: number): Promise<Sample> {
  const told = new Promise<{ readonly heap: number; readonly resources: readonly string[] }>(
    (resolve) => child.once('message', (message) => resolve(message as never)),
  );
  child.send('sample');
  const { heap, resources } = await told;
  const counts: Record<string, number> = {};
  for (const name of resources) counts[name] = (counts[name] ?? 0) + 1;
  return { at, heap, resources: counts, files: readdirSync(`/proc/${child.pid}/fd`).length };
}

/** Everybody goes home, and all that was changed has time to come to the other side. */
async function quiet(world: World, expected: Expected): Promise<void> {
  for (let tries = 0; tries < 240; tries += 1) {
    arrived(expected.awaited, world, 0);
    if (lostOf(world, expected).length === 0) return;
    if (tries % 2 === 0) world.wiki.store.time += 1;
    await setTimeout(500);
  }
}

function lostOf(world: World, { awaited, mentors }: Expected): readonly string[] {
  return [
    ...[...awaited].map(([listing, { text }]) => `${listing}: ${text} of the page`),
    ...[...mentors]
      .filter(([listing, mentor]) => !world.pageOf(listing).includes(`|Mentor=${mentor}\n`))
      .map(([listing, mentor]) => `${listing}: ${mentor} of the data file`),
  ];
}

function runsOf(log: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const line of log) {
    const code = /"exitCode":(\d+)/.exec(line)?.[1];
    if (code !== undefined) counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}
