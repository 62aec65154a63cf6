import { spawn } from 'node:child_process';

export interface CommandOptions {
  readonly cwd?: string;
  /** Variables to add to this process's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** What the command reads on stdin; nothing unless given. */
  readonly input?: string;
}

/**
 * Runs a command to its end and returns what it wrote to stdout.
 *
 * @throws {Error} with the last lines that it wrote, if it cannot be started or fails.
 */
export function run(
  command: string,
  args: readonly string[],
  { cwd, env, input = '' }: CommandOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env } });
    const stdout: Buffer[] = [];
    const both: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => {
      stdout.push(chunk);
      both.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => both.push(chunk));
    // A command that fails early does not read its input: its exit code tells more than EPIPE.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(Buffer.concat(stdout).toString());
      else reject(new Error(failure([command, ...args], code ?? signal, Buffer.concat(both))));
    });
  });
}

function failure(command: readonly string[], end: unknown, output: Buffer): string {
  const lastLines = output.toString().trimEnd().split('\n').slice(-20).join('\n');
  return `${command.slice(0, 4).join(' ')} ended with ${end}:\n${lastLines}`;
}
