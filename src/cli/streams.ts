/** What becomes of a process whose output cannot be written. */

/** Ends in order where nobody reads on, and never well where what was to be read is lost. */
export function heedBrokenOutput(): void {
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    // The reader of a pipe went away: there is nobody to tell.
    if (code === 'EPIPE') process.exit(0);
    process.stderr.write(`wikisync: standard output could not be written: ${message}\n`);
    // What the run does goes on, and its own failure is graver.
    process.once('exit', () => {
      process.exitCode ||= 1;
    });
  });
  // Nobody reads the log any more: the run goes on.
  process.stderr.on('error', () => undefined);
}
