/** The process: the only file that knows there is one. */
import { hostname } from 'node:os';
import { SyncError } from '../errors.ts';
import { exitCodes } from './exit-code.ts';
import { standardError, standardOutput } from './output.ts';
import { runCli } from './run-cli.ts';

// A run that never reaches its end, such as one that waits for nothing, must not look like success.
process.exitCode = exitCodes.defect;

const err = standardError();
const out = standardOutput(err);
const stopping = new AbortController();
let stoppedBy: number | undefined;
for (const [signal, number] of [
  ['SIGINT', 2],
  ['SIGTERM', 15],
] as const) {
  process.on(signal, () => {
    // Asked again, it goes at once: the journal tells the next run what to look for.
    if (stopping.signal.aborted) process.exit(128 + number);
    stoppedBy = number;
    err.write('wikisync: stopping when what is under way is done\n');
    stopping.abort();
  });
}

void runCli(process.argv.slice(2), {
  cwd: process.cwd(),
  environment: process.env,
  out: out.write,
  err: err.write,
  isTerminal: out.isTerminal,
  columns: out.columns,
  errColumns: process.env['TERM'] === 'dumb' ? undefined : err.columns,
  // In this order: where nobody looks, what is read from is not opened.
  ask: err.isTerminal && process.stdin.isTTY ? ask : undefined,
  clock: { now, every },
  stopping: stopping.signal,
  identity: { pid: process.pid, machine: hostname(), isRunning },
}).then((code) => {
  // A server is there until it is stopped: that is how it ends well.
  const isServer = process.argv[2] === 'serve';
  process.exitCode = stoppedBy === undefined || isServer ? code : 128 + stoppedBy;
});

async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const closed = new Promise<never>((_, reject) => {
      lines.once('close', () => reject(noAnswer()));
    });
    return await Promise.race([lines.question(question), closed]);
  } finally {
    lines.close();
  }
}

/** Ctrl-D, Ctrl-C, or a terminal that went away. */
function noAnswer(): SyncError {
  return new SyncError('usage', 'There was a question, and no answer came.', {
    hint: 'Give it as an option: see wikisync init --help.',
  });
}

/** Milliseconds. Asking `performance` would load what measures Node itself. */
function now(): number {
  return Number(process.hrtime.bigint()) / 1_000_000;
}

function every(milliseconds: number, call: () => void): () => void {
  const timer = setInterval(call, milliseconds).unref();
  return () => clearInterval(timer);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
