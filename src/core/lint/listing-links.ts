/** Links of a listing: those of its page, and those that only its data file has. */
import { type Place, placesIn } from '../diagnostic.ts';
import { type FieldValue, isList, sameValue } from '../value.ts';
import { linksIn } from '../wikitext/links.ts';
import type { PageEntry } from '../wikitext/page-records.ts';
import { standardSite } from '../wikitext/site.ts';
import type { LintedPage, LintInput } from './rule.ts';

/** A link to a page of the wiki. */
export interface ListingLink {
  readonly target: string;
  readonly place: Place;
  readonly record?: string;
  readonly field?: string;
}

/** All links, the page's first. */
export function listingLinks(input: LintInput): readonly ListingLink[] {
  return [...(input.page === undefined ? [] : pageLinks(input.page, input)), ...dataLinks(input)];
}

function pageLinks(page: LintedPage, { schema }: LintInput): readonly ListingLink[] {
  const placeAt = placesIn(page.source, page.parsed.text);
  const pairs = [...page.read.pairs];
  return linksIn(page.parsed.text, page.site).map(({ target, span: { start } }) => {
    while (pairs[0] !== undefined && pairs[0].entry.call.span.end <= start) pairs.shift();
    const [pair] = pairs;
    const place = placeAt(start);
    if (pair === undefined || start < pair.entry.call.span.start) return { target, place };
    const parameter = parameterAt(pair.entry, start);
    const field = schema.fields.find((one) => one.parameter === parameter)?.name;
    const about = { target, place, record: pair.record.key };
    return field === undefined ? about : { ...about, field };
  });
}

function parameterAt({ call }: PageEntry, offset: number): string | undefined {
  return call.arguments.find(({ span }) => span.start <= offset && offset < span.end)?.name;
}

function dataLinks({ schema, page, data }: LintInput): readonly ListingLink[] {
  const onPage = new Map(page?.read.set.records.map((record) => [record.key, record]));
  return data.read.pairs.flatMap(({ record, entry }) =>
    schema.fields.flatMap(({ name, type }): readonly ListingLink[] => {
      const value = record.values.get(name);
      if (value === undefined || sameValue(value, onPage.get(record.key)?.values.get(name))) {
        return [];
      }
      const place = entry.source.places.get(name) ?? entry.place;
      const texts = type.name === 'link' ? linkTargets(value) : leaves(value);
      const site = page?.site ?? standardSite;
      return texts
        .flatMap((text) => linksIn(text, site))
        .map(({ target }) => ({ target, place, record: record.key, field: name }));
    }),
  );
}

function linkTargets(value: FieldValue): readonly string[] {
  if (typeof value !== 'object' || isList(value)) return [];
  const { target } = value;
  return typeof target === 'string' ? [`[[${target}]]`] : [];
}

function leaves(value: FieldValue): readonly string[] {
  if (isList(value)) return value.flatMap(leaves);
  return typeof value === 'object' ? Object.values(value).flatMap(leaves) : [String(value)];
}
