/** Standard output that cannot be written. */
import { spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
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
