/** The programs that are measured, each in processes of its own. */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { rolldown } from 'rolldown';

const folder = resolve('node_modules/.cache/wikisync-bench');

/** Builds the program as its users have it. @returns its main file */
export function builtProgram(): string {
  mkdirSync(folder, { recursive: true });
  copyFileSync('package.json', join(folder, 'package.json'));
  const args = ['node_modules/rolldown/bin/cli.mjs', '--config', '--dir', join(folder, 'dist/cli')];
  execFileSync(process.execPath, args);
  return join(folder, 'dist/cli/main.js');
}

/** Puts the worker into one file. @returns the file */
export async function builtWorker(): Promise<string> {
  const file = join(folder, 'worker.mjs');
  const bundle = await rolldown({
    input: 'tests/bench/speed/worker.ts',
    platform: 'node',
    external: [/^[^./]/],
  });
  await bundle.write({ file, format: 'esm' });
  return file;
}

/** An interpreter of Python that has a module, if one is installed. */
export function pythonWith(module: string): string | undefined {
  return ['python3', '/usr/bin/python3'].find(
    (each) => spawnSync(each, ['-c', `import ${module}`]).status === 0,
  );
}

/** Runs a program, and gives what it printed as JSON. */
export function jsonFrom<T>(program: string, args: readonly string[]): T {
  return JSON.parse(execFileSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 26 })) as T;
}

/** One run of a program. */
export interface Run {
  /** Milliseconds. */
  readonly wall: number;
  readonly cpu: number;
  /** MiB. */
  readonly peak: number;
}

/** Runs a program to its end. @throws {Error} if it fails, with what it said */
export async function runProgram(
  command: readonly string[],
  { cwd, environment = {} }: { readonly cwd: string; readonly environment?: NodeJS.ProcessEnv },
): Promise<Run> {
  const args = [resolve('tests/bench/speed/measured-run.py'), ...command];
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment };
  const { stdout } = await promisify(execFile)('python3', args, { cwd, env, maxBuffer: 2 ** 26 });
  const run: Run & { readonly code: number; readonly said: string } = JSON.parse(stdout);
  if (run.code !== 0) throw new Error(`${command.join(' ')} ended with ${run.code}: ${run.said}`);
  return run;
}
