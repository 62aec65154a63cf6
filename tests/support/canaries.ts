/** Secrets of the tests, which no stream, file, report or error may ever show in any spelling. */

/** The bot's password on the fake wiki. */
export const canary = 'canary-p@ss word/+é';

/** The access token of the bot on the fake wiki. */
export const bearer = 'canary-bearer-token';

/** The bot's password on this run's own MediaWiki, which wants 32 letters. */
export const realPassword = 'botpasswordbotpasswordbotpasswor';

const spellings = [canary, bearer, realPassword].flatMap((secret) => [
  secret,
  encodeURIComponent(secret),
  encodeURIComponent(secret).replaceAll('%20', '+'),
  new URLSearchParams({ secret }).toString().slice('secret='.length),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  JSON.stringify(secret).slice(1, -1),
]);

/** The spelling of a secret that a text shows; `undefined` if it shows none. */
export function shownCanary(text: string): string | undefined {
  return spellings.find((spelling) => text.includes(spelling));
}

/** Fails if a text shows a secret. */
export function expectNoCanary(text: string, where: string): void {
  const shown = shownCanary(text);
  if (shown !== undefined) throw new Error(`${where} shows a secret: ${shown}`);
}
