/** The page around a run that is taken back: its calls before it, and as it left them. */

import { othersOf } from '../pages/carried.ts';
import type { Identified } from '../read-records.ts';
import type { RecordSchema } from '../schema.ts';
import type { RunTexts } from '../undo/text-back.ts';
import { withLineFeeds } from '../wikitext/line-feeds.ts';
import { textOf } from '../wikitext/page.ts';
import { type PageEntry, readPageRecords } from '../wikitext/page-records.ts';
import { parsePage } from '../wikitext/parse-page.ts';
import type { EarlierCalls } from '../wikitext/place-steps.ts';
import type { SiteSettings } from '../wikitext/site.ts';

/** What is known of the page's calls then. */
export interface EarlierPage {
  readonly before: EarlierCalls;
  /** By key: the call's text. */
  readonly left: ReadonlyMap<string, string>;
}

/** Reads the page's texts around the run; `undefined` if they are not known, or cannot be trusted. */
export function earlierPage(
  texts: RunTexts | undefined,
  about: { readonly schema: RecordSchema; readonly page: { readonly site: SiteSettings } },
): EarlierPage | undefined {
  if (texts === undefined) return undefined;
  const before = callsOf(texts.before, about);
  const after = callsOf(texts.after, about);
  if (before === undefined || after === undefined) return undefined;
  return { before, left: new Map([...after].map(([key, { callText }]) => [key, callText])) };
}

/** Keys of records whose call is not as the run left it. */
export function touchedCalls(
  wiki: Identified<PageEntry>,
  { text }: { readonly text: string },
  earlier: EarlierPage | undefined,
): ReadonlySet<string> {
  if (earlier === undefined) return new Set();
  const touched = wiki.pairs.filter(({ record, entry }) => {
    const left = earlier.left.get(record.key);
    return left !== undefined && left !== textOf(text, entry.call.span);
  });
  return new Set(touched.map(({ record }) => record.key));
}

function callsOf(
  text: string,
  {
    schema,
    page,
  }: { readonly schema: RecordSchema; readonly page: { readonly site: SiteSettings } },
): EarlierCalls | undefined {
  const parsed = parsePage(withLineFeeds(text).text, schema, page.site);
  if (typeof parsed === 'string') return undefined;
  const { set, pairs } = readPageRecords(parsed, schema, '');
  return new Map(
    pairs
      .filter(({ record }) => !set.quarantined.has(record.key))
      .map(({ record, entry }) => [
        record.key,
        {
          callText: textOf(parsed.text, entry.call.span),
          values: entry.values,
          others: othersOf(entry.call, schema),
        },
      ]),
  );
}
