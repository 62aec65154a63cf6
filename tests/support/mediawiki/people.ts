/**
 * People (and other bots) at work on the wiki while wikisync is: a client of its API that has
 * nothing in common with the one that is tested.
 */
import { account, forgetSessions, ownWiki, wiki } from './control.ts';
import { runScript } from './install-wiki.ts';
import type { AccountName } from './provided-wiki.ts';

export type Parameters = Readonly<Record<string, string | number | boolean | undefined>>;

/** A version of a page. */
export interface SeenRevision {
  readonly id: number;
  /** The revision before, 0 for the first. */
  readonly parent: number;
  readonly user: string;
  /** ISO 8601, to the second. */
  readonly timestamp: string;
  readonly summary: string;
  readonly minor: boolean;
  readonly tags: readonly string[];
  readonly text: string;
}

export interface Person {
  /** The account's name, as revisions have it. */
  readonly name: string;
  /** Asks the API as this person, by POST; with a `token` of the type if one is given. */
  call(parameters: Parameters, tokenType?: 'csrf'): Promise<ApiAnswer>;
  /** Writes a page, whatever it was; returns the new revision, or `undefined` if nothing changed. */
  edit(title: string, text: string, more?: Parameters): Promise<number | undefined>;
  /** Takes one revision back. */
  undo(title: string, revision: number): Promise<number | undefined>;
  /** The text as it stands, or `undefined` if there is no such page. */
  read(title: string): Promise<string | undefined>;
  /** The newest versions, newest first; none if there is no such page. */
  revisions(title: string, limit?: number): Promise<SeenRevision[]>;
  /** Moves a page. A redirect stays unless `noredirect` is given. */
  move(from: string, to: string, more?: Parameters): Promise<void>;
  delete(title: string): Promise<void>;
  /** Lets only sysops edit a page, or as given: `edit=autoconfirmed`, `create=sysop`. */
  protect(title: string, protections?: string): Promise<void>;
  /** Blocks an account for good. */
  block(user: string, more?: Parameters): Promise<void>;
  unblock(user: string): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: the shape of an answer depends on the question, and tests look at what they asked for.
export type ApiAnswer = any;

/** What the API refused, by its code. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;
  readonly answer: ApiAnswer;

  constructor(code: string, answer: ApiAnswer) {
    super(`${code}: ${JSON.stringify(answer)}`);
    this.code = code;
    this.answer = answer;
  }
}

/** Someone who logs in when there is something to do, and again when the wiki forgot them. */
export function asUser(who: AccountName): Person {
  const { name, username, password } = account(who);
  const session = openSession();
  // One for all that asks at the same time: a second login would end the first one's session.
  let token: Promise<string> | undefined;

  const login = async () => {
    session.forget();
    const { query } = await session.ask({ action: 'query', meta: 'tokens', type: 'login' });
    const { login: outcome } = await session.ask({
      action: 'login',
      lgname: username,
      lgpassword: password,
      lgtoken: query.tokens.logintoken,
    });
    if (outcome.result !== 'Success') throw new Refused('login', outcome);
    const tokens = await session.ask({ action: 'query', meta: 'tokens', type: 'csrf' });
    return tokens.query.tokens.csrftoken as string;
  };

  const loggedIn = (): Promise<string> => {
    token ??= login().catch((error: unknown) => {
      token = undefined;
      throw error;
    });
    return token;
  };

  const call: Person['call'] = async (parameters, tokenType) => {
    const ask = async () => {
      const csrf = await loggedIn();
      return session.ask({
        ...parameters,
        assert: 'user',
        assertuser: name,
        ...(tokenType === undefined ? {} : { token: csrf }),
      });
    };
    const before = token;
    try {
      return await ask();
    } catch (error) {
      const forgotten = error instanceof Refused && /^assert|^badtoken$/.test(error.code);
      if (before === undefined || !forgotten) throw error;
      if (token === before) token = undefined;
      return ask();
    }
  };

  return { name, call, ...actions(call) };
}

/** Asks the API without logging in, by POST. */
export async function askAnonymously(parameters: Parameters): Promise<ApiAnswer> {
  return openSession().ask(parameters);
}

/** Has an admin write pages, one after the other: titles and texts. */
export async function seedPages(pages: Readonly<Record<string, string>>): Promise<void> {
  const admin = asUser('admin');
  for (const [title, text] of Object.entries(pages)) await admin.edit(title, text);
}

/** The same for hundreds of pages that are not there yet, in seconds. */
export async function seedManyPages(pages: Readonly<Record<string, string>>): Promise<void> {
  await runScript('pages.php', { ...ownWiki(), input: JSON.stringify(pages) });
  await forgetSessions();
}

/** Has an admin write a template, named without its namespace. */
export async function seedTemplate(name: string, text: string): Promise<void> {
  await seedPages({ [`Template:${name}`]: text });
}

function actions(call: Person['call']): Omit<Person, 'name' | 'call'> {
  const edit = async (parameters: Parameters) => {
    const answer = await call({ action: 'edit', ...parameters }, 'csrf');
    if (answer.edit.result !== 'Success') throw new Refused('edit', answer.edit);
    return answer.edit.newrevid as number | undefined;
  };
  const revisions = async (title: string, limit: number): Promise<SeenRevision[]> => {
    const { query } = await call({
      action: 'query',
      titles: title,
      prop: 'revisions',
      rvprop: 'ids|user|timestamp|comment|flags|tags|content',
      rvslots: 'main',
      rvlimit: limit,
    });
    return (query.pages[0].revisions ?? []).map(toRevision);
  };
  return {
    edit: (title, text, more) => edit({ title, text, ...more }),
    undo: (title, revision) => edit({ title, undo: revision }),
    read: async (title) => (await revisions(title, 1))[0]?.text,
    revisions: (title, limit = 10) => revisions(title, limit),
    move: async (from, to, more) => {
      await call({ action: 'move', from, to, ...more }, 'csrf');
    },
    delete: async (title) => {
      await call({ action: 'delete', title }, 'csrf');
    },
    protect: async (title, protections = 'edit=sysop') => {
      await call({ action: 'protect', title, protections, expiry: 'infinite' }, 'csrf');
    },
    block: async (user, more) => {
      await call({ action: 'block', user, expiry: 'infinite', reason: 'test', ...more }, 'csrf');
    },
    unblock: async (user) => {
      await call({ action: 'unblock', user }, 'csrf');
    },
  };
}

function toRevision(answer: ApiAnswer): SeenRevision {
  return {
    id: answer.revid,
    parent: answer.parentid,
    user: answer.user,
    timestamp: answer.timestamp,
    summary: answer.comment,
    minor: answer.minor,
    tags: answer.tags,
    text: answer.slots.main.content,
  };
}

interface Session {
  ask(parameters: Parameters): Promise<ApiAnswer>;
  /** Drops the cookies. */
  forget(): void;
}

function openSession(): Session {
  const cookies = new Map<string, string>();
  return {
    forget: () => cookies.clear(),
    ask: async (parameters) => {
      const response = await fetch(wiki().api, {
        method: 'POST',
        headers: { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        body: toForm({ format: 'json', formatversion: 2, ...parameters }),
      });
      for (const cookie of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(cookie) ?? [];
        cookies.set(name, value);
      }
      if (!response.ok) throw new Refused(`http-${response.status}`, await response.text());
      const answer: ApiAnswer = await response.json();
      if (answer.error !== undefined) throw new Refused(answer.error.code, answer.error);
      return answer;
    },
  };
}

/** As the API has it: a flag that is false is left out. */
function toForm(parameters: Parameters): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== false)
      form.append(name, value === true ? '1' : `${value}`);
  }
  return form;
}
