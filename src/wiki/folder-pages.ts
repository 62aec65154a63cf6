/** Which pages of a folder are in a category, or have titles that begin alike. */
import { canonicalTitle } from '../core/wikitext/title.ts';
import { folderTitle, titleOfFile } from './folder-title.ts';
import type { PagesWanted } from './wiki.ts';

/**
 * See `Wiki.findPages`.
 *
 * @param files all pages' files, relative to the folder
 * @param textOf a page's text; `undefined` if there is none
 */
export async function folderPages(
  wanted: PagesWanted,
  { files, extension }: { readonly files: readonly string[]; readonly extension: string },
  textOf: (title: string) => Promise<string | undefined>,
): Promise<readonly string[]> {
  const all = new Set(files.flatMap((file) => titleOfFile(file, extension) ?? []));
  const begun = 'prefix' in wanted ? beginning(wanted.prefix) : '';
  const found: string[] = [];
  for (const title of [...all].filter((one) => one.startsWith(begun)).toSorted()) {
    const text = (await textOf(title)) ?? '';
    const isRedirect = /^\uFEFF?\s*#redirect\s*:?\s*\[\[/i.test(text);
    if (isRedirect || ('category' in wanted && !isInCategory(text, wanted.category))) continue;
    found.push(title);
  }
  return found;
}

/** As titles are written that begin so. */
function beginning(prefix: string): string {
  return folderTitle(`${prefix}x`).slice(0, -1);
}

function isInCategory(text: string, category: string): boolean {
  const wanted = categoryName(category);
  const shown = text
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/<nowiki>[\s\S]*?<\/nowiki>/gi, '');
  const links = shown.matchAll(/\[\[ *category *: *([^[\]|#]+?) *(?:\|[^[\]]*)?\]\]/gi);
  return [...links].some(([, name = '']) => categoryName(name) === wanted);
}

function categoryName(name: string): string {
  return canonicalTitle(name.replace(/^ *category *: */i, ''), { caseSensitive: false });
}
