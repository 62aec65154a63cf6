/** How people tell a bot to stop. */

/**
 * A stop page's words. It stops as soon as it has any, other than comments: people in a hurry
 * write what they like.
 *
 * @returns `undefined` if the page does not stop
 */
export function stopWords(text: string): string | undefined {
  const words = text
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return words === '' ? undefined : words.slice(0, 200);
}

/**
 * Whether a page turns this account away with `{{nobots}}` or `{{bots|deny=…}}`.
 * See https://en.wikipedia.org/wiki/Template:Bots
 */
export function turnsAway(text: string, account: string): boolean {
  return [
    ...visible(text).matchAll(/\{\{\s*(?:template\s*:\s*)?((?:no)?bots)\s*(?:\|([^{}]*))?\}\}/gi),
  ].some(([, name = '', list = '']) => denies(name.toLowerCase(), list, account));
}

/** Names of templates by which people say that they are at work on a page, without spaces. */
export const defaultHolds = ['in use', 'under construction', 'GOCEinuse'];

/**
 * The first of these templates that a page calls, by the name that is written there.
 *
 * @param holds names in any case; spaces, underscores and hyphens in them do not count
 */
export function holdOn(text: string, holds: readonly string[]): string | undefined {
  const wanted = new Set(holds.map(squeezed));
  const calls = visible(text).matchAll(
    /\{\{\s*(?:template\s*:\s*)?([^{}|<>[\]#]+?)\s*(?=\||\}\})/gi,
  );
  return [...calls].map(([, name = '']) => name).find((name) => wanted.has(squeezed(name)));
}

function squeezed(name: string): string {
  return name.replace(/[\s_-]+/g, '').toLowerCase();
}

/** A text without what nobody is shown as a call. */
function visible(text: string): string {
  return text
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/<(nowiki|pre)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, '');
}

function denies(name: string, list: string, account: string): boolean {
  const { allow, deny } = Object.fromEntries(
    list.split('|').map((part) => {
      const [key = '', ...rest] = part.split('=');
      return [key.trim().toLowerCase(), rest.join('=').split(',').map(plain)] as const;
    }),
  );
  if (allow !== undefined) return !names(allow, account);
  if (deny !== undefined) return names(deny, account);
  return name === 'nobots';
}

function names(list: readonly string[], account: string): boolean {
  return list.includes('all') || list.includes(plain(account));
}

function plain(name: string): string {
  return name
    .replace(/[\s_]+/g, ' ')
    .trim()
    .toLowerCase();
}
