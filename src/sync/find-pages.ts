/** Finds the pages of a listing that the config does not name. */
import type { DataFormat } from '../core/data-file.ts';
import type { PagesSource } from '../core/pages/pages-source.ts';
import { canonicalTitle } from '../core/wikitext/title.ts';
import { readText } from '../files.ts';
import type { Wiki } from '../wiki/wiki.ts';

/** The data file, and its field that says on which page a record stands. */
export interface ValuesOfData {
  readonly path: string;
  readonly shownPath: string;
  readonly format: DataFormat;
  readonly field: string;
}

/**
 * The titles, by the value that the data file, or its path, has for each page. They are those that the
 * wiki has; of pages that follow from values those too that are only in the data file.
 *
 * @throws {SyncError} what asking the wiki, and reading the file, throws
 */
export async function findPages(
  wiki: Wiki,
  source: PagesSource,
  data: ValuesOfData | undefined,
): Promise<ReadonlyMap<string, string>> {
  switch (source.kind) {
    case 'category': {
      const titles = await wiki.findPages({ category: source.category });
      return new Map(titles.map((title) => [title, title]));
    }
    case 'prefix': {
      const titles = await wiki.findPages({ prefix: source.prefix });
      return new Map(titles.map((title) => [behind(source.prefix, title), title]));
    }
    case 'values':
      return pagesOfValues(wiki, source, data);
  }
}

/** What is special about a title of those that begin alike; all of it if that is nothing. */
function behind(prefix: string, title: string): string {
  const written = plain(prefix);
  const rest = title.startsWith(written) ? title.slice(written.length) : pageOf(title, prefix);
  return rest.trim() === '' ? title : rest.trim();
}

/** The wiki writes the namespace as it likes. */
function pageOf(title: string, prefix: string): string {
  const [name, begun] = [title, prefix].map((one) => plain(one.slice(one.indexOf(':') + 1)));
  return name !== undefined && begun !== undefined && name.startsWith(begun)
    ? name.slice(begun.length)
    : title;
}

async function pagesOfValues(
  wiki: Wiki,
  { before, after }: PagesSource & { readonly kind: 'values' },
  data: ValuesOfData | undefined,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const values = data === undefined ? [] : await valuesIn(data);
  for (const value of values) found.set(value, `${before}${value}${after}`);
  const known = new Set([...found.values()].map(plain));
  for (const title of await wiki.findPages({ prefix: before })) {
    const value = title.slice(plain(before).length, title.length - after.length).trim();
    // What is below a page is no page of a value.
    const isMade = value !== '' && !value.includes('/') && title.endsWith(after);
    if (isMade && !known.has(plain(title)) && !found.has(value)) found.set(value, title);
  }
  return found;
}

/** In the file's order; what is wrong with it is told by those who read all of it. */
async function valuesIn({ path, shownPath, format, field }: ValuesOfData): Promise<string[]> {
  const text = await readText(path);
  const records = text === undefined ? [] : (format.parse(text, shownPath).value?.records ?? []);
  const values = records.flatMap((record) => {
    const value = record.values.get(field);
    return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
  });
  return [...new Set(values)];
}

function plain(title: string): string {
  return canonicalTitle(title, { caseSensitive: false });
}
