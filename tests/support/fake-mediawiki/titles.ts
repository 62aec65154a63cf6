/** Titles as MediaWiki reads them. */

export const namespaces = [
  { id: -1, name: 'Special' },
  { id: 0, name: '' },
  { id: 1, name: 'Talk' },
  { id: 2, name: 'User' },
  { id: 3, name: 'User talk' },
  { id: 4, name: 'FakeWiki' },
  { id: 8, name: 'MediaWiki' },
  { id: 10, name: 'Vorlage', canonical: 'Template' },
] as const;

export const namespaceAliases = [{ id: 10, alias: 'T' }] as const;

export interface PageTitle {
  readonly kind: 'page';
  readonly ns: number;
  readonly title: string;
}

export type Title =
  | PageTitle
  | { readonly kind: 'invalid'; readonly title: string }
  | { readonly kind: 'interwiki'; readonly title: string };

/** A simulation asks for the same few again and again. */
const read = new Map<string, Title>();

export function parseTitle(text: string): Title {
  const title = read.get(text) ?? readTitle(text);
  read.set(text, title);
  return title;
}

function readTitle(text: string): Title {
  const plain = text
    .normalize('NFC')
    .replace(/[\s_]+/g, ' ')
    .trim()
    .replace(/#.*$/s, '');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no title may hold them
  if (plain === '' || plain.endsWith(':') || /[<>[\]{}|\u0000-\u001F]/.test(plain)) {
    return { kind: 'invalid', title: text };
  }
  if (/^wikipedia:/i.test(plain)) return { kind: 'interwiki', title: plain };
  const [, prefix = '', rest = ''] = /^([^:]+?) ?: ?(.+)$/.exec(plain) ?? [];
  const wanted = prefix.toLowerCase();
  const namespace = namespaces.find(
    (each) =>
      each.id !== 0 &&
      (each.name.toLowerCase() === wanted ||
        ('canonical' in each && each.canonical.toLowerCase() === wanted) ||
        namespaceAliases.some(({ id, alias }) => id === each.id && alias.toLowerCase() === wanted)),
  );
  if (namespace === undefined) return { kind: 'page', ns: 0, title: upperFirst(plain) };
  return { kind: 'page', ns: namespace.id, title: `${namespace.name}:${upperFirst(rest)}` };
}

/** The title of a page that tests name themselves. */
export function canonicalTitle(text: string): string {
  const title = parseTitle(text);
  if (title.kind !== 'page') throw new RangeError(`no title: ${text}`);
  return title.title;
}

function upperFirst(text: string): string {
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length);
}
