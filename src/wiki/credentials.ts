/** What opens an account, as the wiki's session needs it. */

/** A value that neither prints nor serialises itself. */
export interface Secret {
  readonly reveal: () => string;
}

/** How the bot logs in. */
export type Credentials =
  /** Reading only: nothing is ever saved without an account. */
  | { readonly kind: 'none' }
  /** A bot password: the name is `Account@label`, see https://www.mediawiki.org/wiki/Manual:Bot_passwords */
  | { readonly kind: 'password'; readonly username: string; readonly password: Secret }
  /** An owner-only OAuth 2 access token, see https://www.mediawiki.org/wiki/OAuth/Owner-only_consumers */
  | { readonly kind: 'token'; readonly token: Secret };

/** As revisions have it: without a bot password's label, and in the wiki's spelling. */
export function accountName(username: string): string {
  const name = username.replace(/@.*$/s, '').replaceAll('_', ' ').trim();
  return name.charAt(0).toUpperCase() + name.slice(1);
}
