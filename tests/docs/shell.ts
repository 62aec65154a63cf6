/** Commands of the documentation, run as a reader would run them: by bash, in a folder of their own. */
import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Outcome, Workplace } from '../support/command-line.ts';

/** What a command gave: both streams, the log first, as they come on a terminal. */
export interface Ran {
  readonly code: number;
  readonly shown: string;
}

/** Runs one command of a page. */
export type RunCommand = (command: string) => Promise<Ran>;

/**
 * A shell in a workplace: `wikisync` and `npx wikisync` in it are the program in this process, so
 * that pipes, redirections and substitutions work, and nothing has to be built.
 */
export async function openShell(
  place: Workplace,
  environment: Readonly<Record<string, string>>,
): Promise<RunCommand> {
  const tools = mkdtempSync(join(tmpdir(), 'wikisync-docs-'));
  const socket = join(tools, 'socket');
  const server = await serve(place, socket);
  onTestFinished(async () => {
    await new Promise((done) => server.close(done));
    rmSync(tools, { recursive: true, force: true });
  });
  writeFileSync(join(tools, 'call.mjs'), caller);
  const call = `exec ${process.execPath} ${tools}/call.mjs "$@"`;
  writeTool(join(tools, 'wikisync'), call);
  writeTool(join(tools, 'npx'), `[ "$1" = wikisync ] || exit 127\nshift\n${call}`);
  const env = { ...environment, PATH: `${tools}:${process.env['PATH']}`, WIKISYNC_SOCKET: socket };
  return async (command) => {
    const plain = plainCall(command);
    if (plain === undefined) return bash(command, { cwd: place.folder, env });
    return toRan(await place.runWith(environment, ...plain));
  };
}

function writeTool(path: string, script: string): void {
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}

/** Passes its arguments on, and gives back what comes. */
const caller = `
import { connect } from 'node:net';
const { WIKISYNC_SOCKET: path, ...environment } = process.env;
const socket = connect(path);
let answer = '';
socket.on('data', (chunk) => { answer += chunk; });
socket.on('end', () => {
  const { code, out, err } = JSON.parse(answer);
  process.stderr.write(err);
  process.stdout.write(out);
  process.exitCode = code;
});
socket.end(JSON.stringify({ args: process.argv.slice(2), environment }));
`;

function serve(place: Workplace, socket: string): Promise<Server> {
  const server = createServer({ allowHalfOpen: true }, (connection) => {
    let request = '';
    connection.setEncoding('utf8').on('data', (chunk: string) => {
      request += chunk;
    });
    connection.on('end', () => {
      const { args, environment } = JSON.parse(request);
      void place
        .runWith(environment, ...args)
        .then((outcome) => connection.end(JSON.stringify(outcome)));
    });
  });
  return new Promise((done) => server.listen(socket, () => done(server)));
}

function toRan({ code, out, err }: Outcome): Ran {
  return { code, shown: err + out };
}

function bash(
  command: string,
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<Ran> {
  return new Promise((done) => {
    const script = `exec 2>&1\nset -o pipefail\n${command}`;
    execFile('bash', ['-c', script], { ...options, timeout: 30_000 }, (error, shown) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      done({ code, shown });
    });
  });
}

/** A call of wikisync that has nothing for a shell to do but to take quotes away. */
function plainCall(command: string): readonly string[] | undefined {
  const text = withoutComment(command);
  const call = /^(?:npx )?wikisync(?=\s|$)/.exec(text);
  if (call === null) return undefined;
  const rest = text.slice(call[0].length);
  if (!/^(?:\s+(?:[\w./:=,@%+-]+|"[^"`$\\!]*"|'[^']*'))*\s*$/.test(rest)) return undefined;
  return [...rest.matchAll(/[\w./:=,@%+-]+|"([^"]*)"|'([^']*)'/g)].map(
    ([word, double, single]) => double ?? single ?? word,
  );
}

/** A command without what explains it behind a `#`. */
export function withoutComment(command: string): string {
  return command.includes('\n') ? command : command.replace(/(?:^|\s+)#(?![^"']*["']\s*$).*$/, '');
}

/** The commands of a block, of one line or of several. @throws where one has no end */
export function commandsOf(text: string): readonly string[] {
  const commands: string[] = [];
  let begun = '';
  for (const line of text.split('\n')) {
    begun = begun === '' ? line : `${begun}\n${line}`;
    if (withoutComment(begun).trim() === '') begun = '';
    else if (isWhole(begun)) {
      commands.push(begun);
      begun = '';
    }
  }
  if (begun.trim() !== '') throw new Error(`this command has no end: ${begun}`);
  return commands;
}

/** Whether bash would not wait for another line. */
function isWhole(command: string): boolean {
  if (command.endsWith('\\')) return false;
  if (!/["'`(){}<|]|&&|\b(?:if|for|while|case)\b/.test(command)) return true;
  const { status, stderr } = spawnSync('bash', ['-n', '-c', command], { encoding: 'utf8' });
  return status === 0 && !stderr.includes('here-document');
}
