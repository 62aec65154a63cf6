/** Both sides of a listing as they were read, with where everything stands. */
import type { DataEntry } from '../data-records.ts';
import type { Identified } from '../read-records.ts';
import type { ParsedPage } from '../wikitext/page.ts';
import type { PageEntry } from '../wikitext/page-records.ts';

/** What a plan was made from. */
export interface SidesRead {
  readonly page: ParsedPage;
  readonly wiki: Identified<PageEntry>;
  readonly data: Identified<DataEntry>;
}
