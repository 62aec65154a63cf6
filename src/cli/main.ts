#!/usr/bin/env node
/** The process: the only file that knows there is one. */
import { exitCodes } from './exit-code.ts';
import { runCli } from './run-cli.ts';

// A run that never reaches its end, such as one that waits for nothing, must not look like success.
process.exitCode = exitCodes.defect;

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of a pipe went away: there is nobody to tell.
  if (error.code === 'EPIPE') process.exit(exitCodes.done);
});

process.exitCode = await runCli(process.argv.slice(2), {
  cwd: process.cwd(),
  environment: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isTerminal: process.stdout.isTTY === true,
  columns: process.stdout.columns,
});
