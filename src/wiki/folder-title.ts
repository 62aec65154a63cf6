/** Where a folder keeps a page: titles as MediaWiki compares them, files that any system can hold. */
import { canonicalTitle } from '../core/wikitext/title.ts';
import { SyncError } from '../errors.ts';

/** Namespaces that every MediaWiki has: the first letter after them is upper-case too. */
const namespaces = new Set(
  ['user', 'project', 'file', 'mediawiki', 'template', 'help', 'category']
    .flatMap((name) => [name, `${name} talk`])
    .concat('talk'),
);

/**
 * The title as MediaWiki would write it.
 *
 * @throws {SyncError} page-unusable if no page can have it: empty, `.` or `..` as a part, characters
 * that https://www.mediawiki.org/wiki/Manual:Page_title forbids
 */
export function folderTitle(title: string): string {
  const plain = canonicalTitle(title, { caseSensitive: false });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const bad = /[\u0000-\u001F\u007F<>[\]{}|]/.test(title) || /(^|\/)\.{1,2}(\/|$)/.test(plain);
  if (bad || plain === '' || plain.startsWith(':')) {
    throw new SyncError('page-unusable', `'${title}' cannot be the title of a page.`, {
      hint: "Give the listing's page in the config a title without [ ] { } | < > and parts of dots.",
    });
  }
  const [, namespace = '', rest = ''] = /^([^:]+?) ?: ?(.+)$/.exec(plain) ?? [];
  if (!namespaces.has(namespace.toLowerCase())) return plain;
  const [first = ''] = namespace;
  const canonical =
    namespace.toLowerCase() === 'mediawiki'
      ? 'MediaWiki'
      : first.toUpperCase() + namespace.slice(1).toLowerCase();
  return `${canonical}:${canonicalTitle(rest, { caseSensitive: false })}`;
}

/** The title of a file that `fileOfTitle` could have named; colons may stand unencoded. */
export function titleOfFile(file: string, extension: string): string | undefined {
  if (!file.endsWith(extension)) return undefined;
  try {
    return folderTitle(decodeURIComponent(file.slice(0, -extension.length)));
  } catch {
    return undefined;
  }
}
