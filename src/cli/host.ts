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
  /** Columns of the terminal, if it is one. */
  readonly columns: number | undefined;
}

/** A host whose streams show `[secret]` in place of each secret, whatever was to be printed. */
export function maskedHost(host: Host, secrets: readonly string[]): Host {
  const forms = secrets.flatMap(encodings).filter((form) => form.length > 3);
  const longestFirst = [...new Set(forms)].toSorted((a, b) => b.length - a.length);
  const mask = (text: string): string =>
    longestFirst.reduce((masked, form) => masked.replaceAll(form, '[secret]'), text);
  return {
    ...host,
    out: (text) => host.out(mask(text)),
    err: (text) => host.err(mask(text)),
  };
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
