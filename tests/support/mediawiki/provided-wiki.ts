/** What a person or program logs in with: by `action=login`, with a bot password or the account's own. */
export interface Account {
  /** The account's name, as revisions and `assertuser` have it. */
  readonly name: string;
  /** What to log in as: the name, for a bot password followed by `@` and its label. */
  readonly username: string;
  readonly password: string;
}

/** The accounts of a wiki to test on. A wiki that somebody else set up may have the first only. */
export interface Accounts {
  /** In the bot group, with every grant. */
  readonly bot: Account;
  /** The same account without the grant to edit fast: it meets the rate limit. */
  readonly slow?: Account;
  /** The same account with the basic grant alone: it may not edit. */
  readonly read?: Account;
  /** Somebody without groups, not autoconfirmed. */
  readonly human?: Account;
  /** A sysop. */
  readonly admin?: Account;
  /** Somebody for tests to block. */
  readonly vandal?: Account;
}

export type AccountName = keyof Accounts;

/** The wiki that this run of the tests has. */
export type ProvidedWiki = NoWiki | ExistingWiki | OwnWiki;

/** There is none, and why. */
export interface NoWiki {
  readonly kind: 'none';
  readonly reason: string;
}

/** One that was there already: it is neither reset nor switched. */
export interface ExistingWiki {
  readonly kind: 'existing';
  /** The address of its api.php. */
  readonly api: string;
  /** As its siteinfo says, such as `MediaWiki 1.39.17`. */
  readonly version: string;
  readonly accounts: Accounts;
}

/** One that was brought up for this run, and goes with it. */
export interface OwnWiki {
  readonly kind: 'own';
  readonly api: string;
  readonly version: string;
  readonly accounts: Required<Accounts>;
  /** The address that resets and switches it, see control.php. */
  readonly control: string;
  /** The process group that serves it. */
  readonly processGroup: number;
  /** Its database, settings and logs. */
  readonly folder: string;
  /** The unpacked MediaWiki, which other runs use too. */
  readonly code: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    mediawiki: ProvidedWiki;
  }
}
