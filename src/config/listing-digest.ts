/** What names a listing's settings: a plan that was made with others is not applied. */
import { basename, dirname, relative, sep } from 'node:path';
import { digestOf, mappingDigest } from '../core/plan/digest.ts';
import type { TakenValues } from '../core/schema.ts';
import type { ListingConfig, WikiConfig } from './normalize.ts';

/**
 * SHA-256, in hex, of all settings of a listing and its wiki that decide what a plan does, and where.
 *
 * @param configPath absolute; a checkout in another folder has the same digest
 */
export function listingDigest(
  listing: ListingConfig,
  wiki: WikiConfig,
  configPath: string,
): string {
  const { page, dataPath, schema, guards, summary, marker } = listing;
  const fields = schema.fields.map((field) => [field.name, field.required]);
  const parts = [
    wiki.kind === 'mediawiki' ? wiki.api : `${basename(wiki.folder)} ${wiki.extension}`,
    page,
    relative(dirname(configPath), dataPath).split(sep).join('/'),
    mappingDigest(schema),
    fields,
    guards,
    summary,
    marker,
    ...(schema.pages === undefined ? [] : [schema.pages.owner, titlesDigest(schema.pages.titles)]),
    ...takenOf(schema.pages?.takes),
  ];
  return digestOf(JSON.stringify(parts));
}

/** All pages of a listing have the same titles, which may be thousands. */
const titlesDigests = new WeakMap<ReadonlyMap<string, string>, string>();

function titlesDigest(titles: ReadonlyMap<string, string>): string {
  const digest = titlesDigests.get(titles) ?? digestOf(JSON.stringify([...titles]));
  titlesDigests.set(titles, digest);
  return digest;
}

function takenOf(takes: ReadonlyMap<string, TakenValues> | undefined): readonly unknown[] {
  if (takes === undefined) return [];
  return [[...takes].map(([value, taken]) => [value, { ...taken, values: [...taken.values] }])];
}
