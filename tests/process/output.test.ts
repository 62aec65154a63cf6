/** Standard output that cannot be written. */
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, constants, existsSync, openSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { exampleWorkplace } from '../support/command-line.ts';
import { buildProgram, type Ended } from '../support/program.ts';

const program = buildProgram();
afterAll(() => program.remove());

function run(command: string, stdout: 'pipe' | number): Promise<Omit<Ended, 'out'>> {
  const main = join(program.folder, 'dist/cli/main.js');
  const child = spawn(process.execPath, [main, command], {
    cwd: exampleWorkplace().folder,
    stdio: ['ignore', stdout, 'pipe'],
  });
  child.stdout?.destroy();
  let err = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return new Promise((done) => {
    child.on('close', (code) => done({ code: code ?? undefined, err }));
  });
}

describe.each(['--version', '--help', 'plan'])('%s', (command) => {
  it('ends in order where nobody reads on', async () => {
    expect(await run(command, 'pipe')).toEqual({ code: 0, err: '' });
  });

  it.runIf(existsSync('/dev/full'))('fails where the disk is full', async () => {
    expect(await run(command, openSync('/dev/full', 'w'))).toEqual({
      code: 1,
      err: expect.stringMatching(/^wikisync: standard output could not be written: .*ENOSPC/),
    });
  });
});

describe('a pipe that is full, and whose writers are not to wait', () => {
  it('gets all of it, once there is room', async () => {
    const { folder } = exampleWorkplace();
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    const writer = openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK);
    const before = fill(writer);
    // As any other than its first three, what it gets stays as it was opened.
    const command = ['-c', 'exec "$0" "$@" >&3', process.execPath];
    const main = join(program.folder, 'dist/cli/main.js');
    const child = spawn('sh', [...command, main, '--help'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit', writer],
    });
    const ended = new Promise((done) => child.on('close', done));
    closeSync(writer);
    // Time for it to meet the full pipe; if it comes later, it meets one with room.
    await setTimeout(500);

    const read = await text(new Socket({ fd: reader }));

    expect(await ended).toBe(0);
    expect(read.slice(before)).toBe(
      (await program.start({ cwd: folder, args: ['--help'] }).ended).out,
    );
  });
});

/** @returns how many bytes went in before it was full */
function fill(pipe: number): number {
  for (let bytes = 0; ; ) {
    try {
      bytes += writeSync(pipe, '.'.repeat(1024));
    } catch {
      return bytes;
    }
  }
}
