/** What the process writes to, and what becomes of it where that cannot be written. */
import { fstatSync, writeSync } from 'node:fs';

/** Standard output or standard error. */
export interface Output {
  /** All of it is written before this returns, where the system has it so. */
  readonly write: (text: string) => void;
  /** Whether somebody sees it as it comes. */
  readonly isTerminal: boolean;
  /** How wide a terminal is; undefined where it is none. */
  readonly columns: number | undefined;
}

/** Ends in order where nobody reads on, and never well where what was to be read is lost. */
export function standardOutput(error: Output): Output {
  return openOutput(1, {
    stream: () => process.stdout,
    fail: ({ code, message }) => {
      // The reader of a pipe went away: there is nobody to tell.
      if (code === 'EPIPE') process.exit(0);
      error.write(`wikisync: standard output could not be written: ${message}\n`);
      // What the run does goes on, and its own failure is graver.
      process.once('exit', () => {
        process.exitCode ||= 1;
      });
    },
  });
}

/** Goes on where nobody reads the log any more. */
export function standardError(): Output {
  return openOutput(2, { stream: () => process.stderr, fail: () => undefined });
}

/**
 * Node's streams for pipes bring what it has for networks with them, a tenth of a short run's time: files
 * and pipes are written to without them.
 */
function openOutput(
  file: number,
  how: {
    readonly stream: () => NodeJS.WriteStream;
    /** Is told once, and never from within `write`; what is written after that is lost. */
    readonly fail: (error: NodeJS.ErrnoException) => void;
  },
): Output {
  const openStream = (): NodeJS.WriteStream => how.stream().on('error', how.fail);
  let stream = isFileOrPipe(file) ? undefined : openStream();
  let isLost = false;
  const writeAll = (bytes: Buffer): void => {
    let left = bytes;
    try {
      while (left.length > 0) left = left.subarray(writeSync(file, left));
    } catch (error) {
      if (codeOf(error) === 'EAGAIN') {
        // Who reads it does not let us wait for it, and Node can.
        stream = openStream();
        stream.write(left);
        return;
      }
      isLost = true;
      process.nextTick(how.fail, error);
    }
  };
  return {
    write: (text) => {
      if (stream !== undefined) stream.write(text);
      else if (!isLost) writeAll(Buffer.from(text));
    },
    isTerminal: stream?.isTTY === true,
    columns: stream?.columns,
  };
}

function isFileOrPipe(file: number): boolean {
  const kind = fstatSync(file);
  return kind.isFile() || kind.isFIFO() || kind.isSocket();
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
