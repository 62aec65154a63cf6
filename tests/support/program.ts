/** The program as its users run it: built, and a process of its own. */
import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expectNoCanary } from './canaries.ts';

/** A program that was built for one test file. */
export interface Program {
  /** Has it as a package has it: `dist/cli/main.js`. */
  readonly folder: string;
  readonly start: (options: StartOptions) => Started;
  readonly remove: () => void;
}

export interface StartOptions {
  readonly cwd: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Modules that are loaded before the program. */
  readonly preload?: readonly string[];
}

export interface Started {
  /** The process's number; `undefined` if it could not be started. */
  readonly pid: number | undefined;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<Ended>;
}

export interface Ended {
  /** `undefined` if a signal ended it. */
  readonly code: number | undefined;
  readonly out: string;
  readonly err: string;
}

/** Builds the sources as they are, beside the packages that they need. */
export function buildProgram(): Program {
  mkdirSync('node_modules/.cache', { recursive: true });
  const folder = mkdtempSync(resolve('node_modules/.cache/wikisync-'));
  copyFileSync('package.json', join(folder, 'package.json'));
  const bundler = resolve('node_modules/rolldown/bin/cli.mjs');
  const target = ['--config', '--dir', join(folder, 'dist/cli')];
  execFileSync(process.execPath, [bundler, ...target]);
  const main = join(folder, 'dist/cli/main.js');
  return {
    folder,
    start: (options) => start(main, options),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function start(main: string, { cwd, args, environment = {}, preload = [] }: StartOptions): Started {
  const imports = preload.flatMap((file) => ['--import', pathToFileURL(resolve(file)).href]);
  const child = spawn(process.execPath, [...imports, main, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], TZ: 'UTC', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = new Promise<Ended>((done) => {
    child.on('close', (code) => {
      expectNoCanary(out, 'standard output');
      expectNoCanary(err, 'standard error');
      done({ code: code ?? undefined, out, err });
    });
  });
  return { pid: child.pid, kill: (signal) => child.kill(signal), ended };
}
