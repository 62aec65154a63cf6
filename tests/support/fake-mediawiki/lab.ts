/** A fake MediaWiki with an account, for tests; the real one has a lab of the same shape. */
import { type MediaWikiOptions, openMediaWiki } from '../../../src/wiki/media-wiki.ts';
import type { Wiki } from '../../../src/wiki/wiki.ts';
import { bearer, canary } from '../canaries.ts';
import type { Edge } from './edge.ts';
import { startFakeMediaWiki } from './start.ts';
import type { Store } from './store.ts';

/** A revision as the history shows it. */
export interface LabRevision {
  readonly id: number;
  readonly user: string;
  readonly comment: string;
  readonly text: string;
}

/** A wiki, and what people do on it. */
export interface Lab {
  readonly open: () => Wiki;
  /** A person saves, and makes the page if need be. */
  readonly put: (title: string, text: string) => Promise<void>;
  readonly remove: (title: string) => Promise<void>;
  /** `undefined` if there is no such page. */
  readonly text: (title: string) => Promise<string | undefined>;
  readonly close: () => Promise<void>;
}

/** A MediaWiki behind an edge, with an account for the bot. */
export interface MediaWikiLab extends Lab {
  readonly edge: Edge;
  /** The bot's, without its label. */
  readonly account: string;
  /** The bot password. */
  readonly username: string;
  readonly password: string;
  readonly openWith: (options: Partial<MediaWikiOptions>) => Wiki;
  /** Oldest first. */
  readonly history: (title: string) => Promise<readonly LabRevision[]>;
  readonly protect: (title: string) => Promise<void>;
  readonly block: (reason: string, pages?: readonly string[]) => Promise<void>;
  readonly move: (from: string, to: string) => Promise<void>;
  readonly setReadOnly: (reason: string) => Promise<void>;
  readonly setPrivate: () => Promise<void>;
  readonly demandCaptcha: () => Promise<void>;
  readonly forgetSessions: () => Promise<void>;
}

/** A fake MediaWiki's lab has its store too. */
export interface FakeLab extends MediaWikiLab {
  readonly store: Store;
  /** The milliseconds that the bot was told to wait. */
  readonly waits: number[];
}

export async function fakeLab(): Promise<FakeLab> {
  const { store, sessions, edge } = await startFakeMediaWiki();
  store.createAccount('SyncBot', { bot: true }).passwords.set('lab', canary);
  store.bearers.set(bearer, 'SyncBot');
  const waits: number[] = [];
  const openWith = (options: Partial<MediaWikiOptions>) =>
    openMediaWiki({ ...botOptions(edge.api, 'SyncBot@lab', canary, waits), ...options });
  return {
    store,
    edge,
    waits,
    account: 'SyncBot',
    username: 'SyncBot@lab',
    password: canary,
    openWith,
    open: () => openWith({}),
    put: async (title, text) => {
      store.put(title, { user: 'Human', text });
    },
    remove: async (title) => store.delete(title),
    text: async (title) => store.latest(title)?.text,
    history: async (title) => store.history(title),
    protect: async (title) => store.protect(title, 'sysop'),
    block: async (reason, pages) => {
      const account = store.accounts.get('SyncBot');
      if (account !== undefined) account.block = { reason, pages };
    },
    move: async (from, to) => store.move(from, to),
    setReadOnly: async (reason) => {
      store.readonly = reason;
    },
    setPrivate: async () => {
      store.private = true;
    },
    demandCaptcha: async () => {
      store.captcha = true;
    },
    forgetSessions: async () => sessions.forgetAll(),
    close: () => edge.close(),
  };
}

/** Options that need no patience: waits are noted in `waits`, and move the clock on at once. */
export function botOptions(
  api: string,
  username: string,
  password: string,
  waits: number[],
): MediaWikiOptions {
  let now = Date.parse('2026-01-01T00:00:00Z');
  return {
    name: 'lab',
    api,
    contact: 'https://example.org/bot',
    version: '0.0.0',
    credentials: { kind: 'password', username, password: { reveal: () => password } },
    editGap: 0,
    now: () => now,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
  };
}
