/** The command line run in this process, on a folder of its own. */
import {
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { expectNoCanary } from './canaries.ts';

/** What a command line did. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A working folder that goes when the test does. */
export interface Workplace {
  readonly folder: string;
  readonly run: (...args: readonly string[]) => Promise<Outcome>;
  /** In another environment. */
  readonly runWith: (
    environment: Readonly<Record<string, string>>,
    ...args: readonly string[]
  ) => Promise<Outcome>;
  /** In a folder of the place, which is made if need be. */
  readonly runFrom: (path: string, ...args: readonly string[]) => Promise<Outcome>;
  /** Begins what goes on until it is stopped. */
  readonly start: (...args: readonly string[]) => Served;
  /** On a terminal, where these answers are given; the questions stand in `err`. */
  readonly answering: (answers: readonly string[], ...args: readonly string[]) => Promise<Outcome>;
  /** As a run that is stopped before it comes to its first listing. */
  readonly stopped: (...args: readonly string[]) => Promise<Outcome>;
  readonly read: (path: string) => string;
  readonly write: (path: string, text: string) => void;
  /** Replaces a text that must be there. */
  readonly edit: (path: string, from: string, to: string) => void;
}

/** A command line that is under way. */
export interface Served {
  /** What it has said on standard error so far. */
  readonly err: () => string;
  /** Waits until it has said something that fits; a test's own limit ends that. */
  readonly said: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** Stops it, and waits for its end. */
  readonly stop: () => Promise<Outcome>;
}

/** The page's file of the example's folder wiki. */
export const xenPagePath = 'fixtures/xen/wiki/2014_GSoC_and_OPW_Round_8_Projects.wiki';

/** The example's data file. */
export const xenDataPath = 'fixtures/xen/projects.yaml';

/** An empty folder. */
export function workplace(environment: Readonly<Record<string, string>> = {}): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'wikisync-test-'));
  onTestFinished(() => {
    for (const [path, text] of textsIn(folder)) expectNoCanary(text, path);
    rmSync(folder, { recursive: true, force: true });
  });
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  return {
    folder,
    read,
    write,
    edit: (path, from, to) => {
      const text = read(path);
      if (!text.includes(from)) throw new Error(`${path} has no '${from}'`);
      write(
        path,
        text.replace(from, () => to),
      );
    },
    run: (...args) => runIn(environment, args),
    runWith: (other, ...args) => runIn(other, args),
    runFrom: (path, ...args) => {
      const cwd = join(folder, path);
      mkdirSync(cwd, { recursive: true });
      return runIn(environment, args, { cwd });
    },
    start: (...args) => startIn(environment, args),
    answering: (answers, ...args) => runIn(environment, args, { answers }),
    stopped: (...args) => runIn(environment, args, { stopping: AbortSignal.abort() }),
  };

  function startIn(environment: Readonly<Record<string, string>>, args: readonly string[]): Served {
    const stopping = new AbortController();
    let err = '';
    const heard = (text: string): void => {
      err += text;
    };
    const ended = runIn(environment, args, { stopping: stopping.signal, heard });
    onTestFinished(() => stopping.abort());
    return {
      err: () => err,
      said: async (pattern) => {
        for (;;) {
          const found = pattern.exec(err);
          if (found !== null) return found;
          const isOver = await Promise.race([ended.then(() => true), setTimeout(20, false)]);
          if (isOver) throw new Error(`it ended without saying ${pattern}:\n${err}`);
        }
      },
      stop: () => {
        stopping.abort();
        return ended;
      },
    };
  }

  async function runIn(
    environment: Readonly<Record<string, string>>,
    args: readonly string[],
    how: {
      readonly answers?: readonly string[];
      readonly stopping?: AbortSignal;
      readonly heard?: (text: string) => void;
      readonly cwd?: string;
    } = {},
  ): Promise<Outcome> {
    let out = '';
    let err = '';
    const { answers, stopping = new AbortController().signal } = how;
    const left = [...(answers ?? [])];
    const ask = async (question: string): Promise<string> => {
      err += question;
      const answer = left.shift();
      if (answer === undefined) throw new Error(`nobody answers: ${question}`);
      return answer;
    };
    const identity = nextIdentity();
    running.add(identity.pid);
    const code = await runCli(args, {
      cwd: how.cwd ?? folder,
      environment,
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
        how.heard?.(text);
      },
      isTerminal: false,
      columns: 100,
      errColumns: undefined,
      clock: { now: () => 0, every: () => () => undefined },
      stopping,
      ask: answers === undefined ? undefined : ask,
      identity,
    });
    running.delete(identity.pid);
    expectNoCanary(out, 'standard output');
    expectNoCanary(err, 'standard error');
    return { code, out, err };
  }
}

/** A folder with the example: its config, its page and its data file. */
export function exampleWorkplace(environment: Readonly<Record<string, string>> = {}): Workplace {
  const place = workplace(environment);
  for (const path of ['config', 'fixtures/xen']) {
    cpSync(path, join(place.folder, path), { recursive: true });
  }
  return place;
}

/** All files below a folder, and what is in them. */
function textsIn(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => lstatSync(join(folder, path)).isFile())
    .map((path) => [path, readFileSync(join(folder, path), 'utf8')] as const);
}

let runs = 0;

/** Processes that are there. */
const running = new Set<number>();

/** Each run is a process of its own. */
function nextIdentity() {
  runs += 1;
  const isRunning = (pid: number): boolean => running.has(pid);
  return { pid: 10_000_000 + runs, machine: hostname(), isRunning };
}
