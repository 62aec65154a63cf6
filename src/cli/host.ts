/** The process as commands see it, so that tests can be one. */

/** What a command line runs in. */
export interface Host {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Standard output: the report and nothing else. */
  readonly out: (text: string) => void;
  /** Standard error: progress, log, usage. */
  readonly err: (text: string) => void;
  /** Whether standard output is a terminal. */
  readonly isTerminal: boolean;
  /** Aborted when the program is asked to stop: then it ends what is under way, and no more. */
  readonly stopping: AbortSignal;
  readonly identity: Identity;
  /** Columns of the terminal, if it is one. */
  readonly columns: number | undefined;
  /** Columns of the terminal that standard error is, if it is one that a line can be redrawn on. */
  readonly errColumns: number | undefined;
  readonly clock: Clock;
  /** Asks whoever sits there; `undefined` where nobody does. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
}

/** Time, for what shows how it goes by. */
export interface Clock {
  /** Milliseconds, from any beginning. */
  readonly now: () => number;
  /** Calls again and again until it is stopped; a process does not stay for it. */
  readonly every: (milliseconds: number, call: () => void) => () => void;
}

/** What the lock of a state folder is told of who runs. */
export interface Identity {
  readonly pid: number;
  /** The machine's name. */
  readonly machine: string;
  /** Whether such a process is there, on this machine. */
  readonly isRunning: (pid: number) => boolean;
}

/** A host whose streams show `[secret]` in place of each secret, whatever was to be printed. */
export function maskedHost(host: Host, secrets: readonly string[]): Host {
  const mask = maskOf(secrets);
  return {
    ...host,
    out: (text) => host.out(mask(text)),
    err: (text) => host.err(mask(text)),
  };
}

/** Shows `[secret]` in a text in place of each secret. */
export function maskOf(secrets: readonly string[]): (text: string) => string {
  const forms = secrets.flatMap(encodings).filter((form) => form.length > 3);
  const longestFirst = [...new Set(forms)].toSorted((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((masked, form) => masked.replaceAll(form, '[secret]'), text);
}

/** As it is, as a URL, a form, base64 and JSON have it. */
function encodings(secret: string): readonly string[] {
  return [
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(secret).replaceAll('%20', '+'),
    Buffer.from(secret, 'utf8').toString('base64'),
    JSON.stringify(secret).slice(1, -1),
  ];
}

/** Whether reports are coloured. See https://no-color.org and https://force-color.org. */
export function hasColour(host: Host): boolean {
  const { environment, isTerminal } = host;
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  if ((environment['FORCE_COLOR'] ?? '') !== '') return environment['FORCE_COLOR'] !== '0';
  return isTerminal && environment['TERM'] !== 'dumb';
}
