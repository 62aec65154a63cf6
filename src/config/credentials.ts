/** Credentials: from the environment or `.env` only, by wiki, and never printed. */
import { inspect } from 'node:util';
import { parse } from 'dotenv';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { DiagnosticCode } from '../core/diagnostic-code.ts';
import { variablePrefix } from './variable-prefix.ts';

/** A value that is never shown: neither as text, nor in JSON, nor in a debugger's listing. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself, for whoever has to send it. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}

/** How to log in to one wiki. */
export type Credentials =
  | { readonly kind: 'none' }
  /** A bot password: the user name is `Account@label`. */
  | { readonly kind: 'password'; readonly username: string; readonly password: Secret }
  /** An owner-only OAuth 2 access token. */
  | { readonly kind: 'token'; readonly token: Secret };

/** What was found for the wikis. */
export interface CredentialSet {
  readonly byWiki: ReadonlyMap<string, Credentials>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Where credentials may come from; the environment goes before `.env`. */
export interface CredentialSources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The text of `.env`, if there is one. */
  readonly dotenv: string | undefined;
}

/** What a variable holds, from the environment or else `.env`; `undefined` if that is nothing. */
export function secretIn(
  { environment, dotenv }: CredentialSources,
  name: string,
): Secret | undefined {
  const value = (environment[name] ?? parse(dotenv ?? '')[name] ?? '').trim();
  return value === '' ? undefined : new Secret(value);
}

/** Reads the credentials of the named wikis: `WIKISYNC_<WIKI>_USERNAME`, `_PASSWORD`, `_TOKEN`. */
export function readCredentials(
  wikis: readonly string[],
  sources: CredentialSources,
): CredentialSet {
  const file = parse(sources.dotenv ?? '');
  const diagnostics: Diagnostic[] = [];
  const byWiki = new Map<string, Credentials>();
  for (const wiki of wikis) {
    const read = (what: string): Found => {
      const name = `${variablePrefix(wiki)}_${what}`;
      return { name, value: sources.environment[name] ?? file[name] ?? '' };
    };
    const found = { username: read('USERNAME'), password: read('PASSWORD'), token: read('TOKEN') };
    const problems = problemsOf(wiki, found);
    diagnostics.push(...problems);
    byWiki.set(wiki, problems.length > 0 ? { kind: 'none' } : credentialsOf(found));
  }
  return { byWiki, diagnostics };
}

/** All secrets in clear, for masking what is printed. */
export function secretValues(credentials: Iterable<Credentials>): readonly string[] {
  return [...credentials].flatMap((found) => {
    if (found.kind === 'password') return [found.password.reveal()];
    return found.kind === 'token' ? [found.token.reveal()] : [];
  });
}

interface Found {
  readonly name: string;
  readonly value: string;
}

interface FoundCredentials {
  readonly username: Found;
  readonly password: Found;
  readonly token: Found;
}

function credentialsOf({ username, password, token }: FoundCredentials): Credentials {
  if (token.value !== '') return { kind: 'token', token: new Secret(token.value) };
  if (username.value === '') return { kind: 'none' };
  return { kind: 'password', username: username.value, password: new Secret(password.value) };
}

/** Never with a value in it: even a user name may be a password in the wrong place. */
function problemsOf(wiki: string, found: FoundCredentials): readonly Diagnostic[] {
  const { username, password, token } = found;
  const problems: Diagnostic[] = [];
  const add = (code: DiagnosticCode, message: string, hint: string): void => {
    problems.push({ code, severity: 'error', message, hint });
  };
  for (const { name, value } of [username, password, token]) {
    if (value === value.trim()) continue;
    add('credentials-space', `${name} begins or ends with white space.`, 'Remove it.');
  }
  if (token.value !== '' && (username.value !== '' || password.value !== '')) {
    const message = `The wiki '${wiki}' has both a token and a user name or password.`;
    add('credentials-both', message, `Set ${token.name} alone, or the other two.`);
  } else if ((username.value === '') !== (password.value === '')) {
    const [there, missing] = username.value === '' ? [password, username] : [username, password];
    add('credentials-half', `${there.name} is set, but ${missing.name} is not.`, 'Set both.');
  } else if (username.value !== '' && !/.@./.test(username.value)) {
    const message = `${username.name} is no bot password's user name: it has no @ with a label behind it.`;
    const hint =
      "Make a bot password at Special:BotPasswords; its user name is Account@label. The account's own password is never used.";
    add('credentials-not-a-bot-password', message, hint);
  }
  return problems;
}
