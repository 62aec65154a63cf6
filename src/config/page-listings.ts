/** The pages of listings that have several: those that the config names, and those that are to be found. */
import { resolve } from 'node:path';
import type { PagesSource } from '../core/pages/pages-source.ts';
import type { Owner, PagesSchema } from '../core/schema.ts';
import type { WrittenListing } from './config.ts';
import { dataFilePart } from './data-file-part.ts';
import type { ListingConfig } from './normalize.ts';
import { pageName } from './page-name.ts';

/** Stands in the path of a data file for the page that it is of. */
export const pageMark = '<page>';

/** What the pages of a listing have in common. */
export interface PagesConfig {
  /** Of the listing; a page's data file is made of this one's path where that has `<page>` in it. */
  readonly common: Omit<ListingConfig, 'name' | 'page'>;
  /** Which field of the data file says where a record stands; absent if each page has a file. */
  readonly field?: {
    readonly name: string;
    readonly owner: Owner;
    readonly takes?: PagesSchema['takes'];
  };
}

/** A listing whose pages are to be found. */
export interface PagesToFind extends PagesConfig {
  /** As the config has it. */
  readonly name: string;
  readonly source: PagesSource;
}

/** How its pages are found; `undefined` if the config names them. */
export function sourceOf({ pages }: WrittenListing): PagesSource | undefined {
  const { category, prefix, title } = pages ?? {};
  if (category !== undefined) return { kind: 'category', category };
  if (prefix !== undefined) return { kind: 'prefix', prefix };
  if (title === undefined) return undefined;
  const [before = '', after = ''] = title.split(/<[^<>]*>/);
  return { kind: 'values', before, after };
}

/**
 * A listing for each page.
 *
 * @param titles by what the data file, or its path, has for each page
 */
export function pageListings(
  { common, field }: PagesConfig,
  titles: ReadonlyMap<string, string>,
): readonly ListingConfig[] {
  return [...titles].map(([value, title]) => {
    const part = dataFilePart(value);
    const { schema } = common;
    return {
      ...common,
      name: pageName(common.listing, value),
      value,
      page: title,
      dataPath: resolve(common.dataPath.replaceAll(pageMark, () => part)),
      shardKey: common.shardKey.replaceAll(pageMark, () => part),
      schema:
        field === undefined ? schema : { ...schema, pages: pagesSchema(field, value, titles) },
    };
  });
}

function pagesSchema(
  { name, owner, takes }: NonNullable<PagesConfig['field']>,
  value: string,
  titles: ReadonlyMap<string, string>,
): PagesSchema {
  return { field: name, owner, titles, value, ...(takes === undefined ? {} : { takes }) };
}

/** Pages whose data files some system would take for one, each with the one before it. */
export function sameFiles(values: readonly string[]): readonly (readonly [string, string])[] {
  const seen = new Map<string, string>();
  return values.flatMap((value) => {
    const file = dataFilePart(value).normalize('NFC').toLowerCase();
    const before = seen.get(file);
    if (before === undefined) seen.set(file, value);
    return before === undefined ? [] : [[before, value] as const];
  });
}
