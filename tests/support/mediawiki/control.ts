import { beforeAll, describe, inject } from 'vitest';
import type { Account, AccountName, Accounts, ExistingWiki, OwnWiki } from './provided-wiki.ts';

/** How the wiki of this run can be made to behave. What is left out is off. */
export interface Switches {
  /** Read-only mode, with this reason. */
  readonly readonly?: string;
  /** How many edits somebody may make in how many seconds. Bots and sysops are exempt, `slow` is not. */
  readonly ratelimit?: readonly [count: number, seconds: number];
  /** The rate limit holds for bots and sysops, too. */
  readonly limitEverybody?: boolean;
  /** Bots have MediaWiki's own default limits: 90 edits a minute unless `ratelimit` says otherwise. */
  readonly limitBots?: boolean;
  /** Seconds by which the replicas of the database lag, for `maxlag`. */
  readonly lag?: number;
  /** Makes waiting jobs count for `maxlag`: jobs divided by this are the lag in seconds. */
  readonly jobQueueFactor?: number;
  /** What asks everybody a captcha. */
  readonly captcha?: readonly ('edit' | 'create' | 'addurl')[];
  /** Only who is logged in may read. */
  readonly private?: boolean;
  /** How long a session lasts. */
  readonly sessionSeconds?: number;
  /** Another value logs everybody out. */
  readonly tokenVersion?: string;
  /** Bot passwords are not accepted. */
  readonly noBotPasswords?: boolean;
  /** The longest page, in KiB; 4096 otherwise. */
  readonly maxArticleKb?: number;
  /** How long each request takes longer. */
  readonly sleepMs?: number;
  /** Every request is answered by this status and a page of HTML. */
  readonly unavailable?: { readonly status: 429 | 500 | 503; readonly retryAfter: number };
}

/** The wiki of this run, where there is one. Outside of its `describe`s, ask `inject('mediawiki')`. */
export function wiki(): ExistingWiki | OwnWiki {
  const provided = inject('mediawiki');
  if (provided.kind === 'none') throw new Error(provided.reason);
  return provided;
}

/** The wiki of this run, if it may be reset and switched. */
export function ownWiki(): OwnWiki {
  const provided = wiki();
  if (provided.kind !== 'own')
    throw new Error('a wiki of somebody else is neither reset nor switched');
  return provided;
}

export function account(name: AccountName): Account {
  const found = wiki().accounts[name];
  if (found === undefined) throw new Error(`the wiki has no account for ${name}`);
  return found;
}

/**
 * Describes what holds on any real MediaWiki. Skipped where there is none, or none of the accounts
 * that it `needs` besides the bot's. A wiki of this run's own is reset before its first test.
 */
export function describeOnWiki(
  title: string,
  body: () => void,
  needs: readonly AccountName[] = [],
): void {
  const provided = inject('mediawiki');
  const accounts: Partial<Accounts> = provided.kind === 'none' ? {} : provided.accounts;
  const possible = provided.kind !== 'none' && needs.every((name) => accounts[name] !== undefined);
  describe.skipIf(!possible)(title, () => {
    beforeAll(async () => {
      if (provided.kind === 'own') await resetWiki();
    });
    body();
  });
}

/** Describes what needs resets, switches or all the accounts: skipped except on this run's own wiki. */
export function describeOnOwnWiki(title: string, body: () => void): void {
  describe.skipIf(inject('mediawiki').kind !== 'own')(title, () => {
    beforeAll(() => resetWiki());
    body();
  });
}

/**
 * Brings the wiki back as it was: no pages but the main page, nobody logged in, caches and counters
 * empty, every switch off. Or as it was when `keepWiki` got that name. Takes milliseconds.
 */
export async function resetWiki(to = 'pristine'): Promise<void> {
  await control(`reset&name=${to}`);
}

/** Keeps the wiki's pages and accounts as they are under a name, for `resetWiki`. */
export async function keepWiki(name: string): Promise<void> {
  await control(`keep&name=${name}`);
}

/** Sets the switches to these, and all the others off. */
export async function setSwitches(switches: Switches): Promise<void> {
  await control('switch', JSON.stringify(switches));
}

/** Logs everybody out and empties the caches, as a restart of the server does. */
export async function forgetSessions(): Promise<void> {
  await control('forget');
}

/**
 * A title for this run alone: on a wiki of somebody else, pages of earlier runs are still there.
 */
export function ownTitle(title: string): string {
  return wiki().kind === 'own' ? title : `Wikisync test ${startOfRun}/${title}`;
}

const startOfRun = new Date().toISOString().slice(0, 19);

async function control(action: string, body?: string): Promise<void> {
  const response = await fetch(`${ownWiki().control}?do=${action}`, {
    method: 'POST',
    ...(body === undefined ? {} : { body }),
  });
  if (!response.ok) throw new Error(`${action}: ${await response.text()}`);
}
