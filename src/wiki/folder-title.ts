/** Where a folder keeps a page: titles as MediaWiki compares them, files that any system can hold. */
import { canonicalTitle } from '../core/wikitext/title.ts';
import { SyncError } from '../errors.ts';

/** Namespaces that every MediaWiki has: the first letter after them is upper-case too. */
const namespaces =
  /^(Talk|User|User talk|Project|Project talk|File|File talk|MediaWiki|MediaWiki talk|Template|Template talk|Help|Help talk|Category|Category talk) ?: ?(.+)$/iu;

/** A device of Windows's, whatever follows a dot. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;

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
  const [, namespace, rest] = namespaces.exec(plain) ?? [];
  if (namespace === undefined || rest === undefined) return plain;
  const [first = ''] = namespace;
  const canonical =
    namespace.toLowerCase() === 'mediawiki'
      ? 'MediaWiki'
      : first.toUpperCase() + namespace.slice(1).toLowerCase();
  return `${canonical}:${canonicalTitle(rest, { caseSensitive: false })}`;
}

/**
 * The file of a page, relative to the folder, with `/` between its parts. What some system's file
 * name cannot hold is percent-encoded, so that no title leads out of the folder or to a device.
 *
 * @param extension with its dot
 */
export function fileOfTitle(title: string, extension: string): string {
  const parts = title
    .replace(/ /g, '_')
    .replace(/%/g, '%25')
    // A slash beside nothing would vanish in a path.
    .replace(/^\/|\/(?=\/|$)/g, '%2F')
    .split('/');
  return parts.map(fileName).join('/') + extension;
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

function fileName(part: string): string {
  return part
    .replace(/[\\:*?"]/g, percent)
    .replace(/^\.|\.$/g, percent)
    .replace(reserved, (name) => percent(name.slice(0, 1)) + name.slice(1));
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
