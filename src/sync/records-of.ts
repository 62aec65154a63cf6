/** What a text says, read as any of its kind is. */
import { readDataRecords } from '../core/data-records.ts';
import { dataOfPage } from '../core/pages/data-of-page.ts';
import type { RecordSet } from '../core/record.ts';
import { withLineFeeds } from '../core/wikitext/line-feeds.ts';
import { readPageRecords } from '../core/wikitext/page-records.ts';
import { parsePage } from '../core/wikitext/parse-page.ts';
import type { SiteSettings } from '../core/wikitext/site.ts';
import type { ListingJob } from './job.ts';

/** A page's records, or why its text cannot be trusted, as a clause. */
export function recordsOfPage(
  { schema, page }: Pick<ListingJob, 'schema' | 'page'>,
  text: string,
  site: SiteSettings,
): RecordSet | string {
  const parsed = parsePage(withLineFeeds(text).text, schema, site);
  return typeof parsed === 'string' ? parsed : readPageRecords(parsed, schema, page).set;
}

/** A data file's records, as far as they are the page's; the text must be one that can be read. */
export function recordsOfData({ data, schema }: ListingJob, text: string): RecordSet {
  const { value } = data.format.parse(text, data.shownPath);
  if (value === undefined) throw new Error(`What is to be '${data.shownPath}' cannot be read.`);
  return dataOfPage(readDataRecords(value, schema), schema).set;
}
