/** Reads the other pages of a listing, where what stands there decides about this one. */
import { readDataRecords } from '../core/data-records.ts';
import {
  emptyListingPage,
  type ListingPage,
  type OtherPages,
  readListingPage,
  type UnreadPage,
} from '../core/pages/listing-page.ts';
import { departedKeys, relocate, unmatchedKeys } from '../core/pages/relocate.ts';
import type { RecordSchema } from '../core/schema.ts';
import { SyncError } from '../errors.ts';
import type { ListingJob } from './job.ts';
import { type ListingSides, type ReadOptions, readSides } from './read-sides.ts';

/** What the pages of one listing know of each other during a run. */
export interface SharedPages {
  readonly jobs: readonly ListingJob[];
  /** By job, as last read in this run; none that was written since. */
  readonly seen: Map<string, ListingSides>;
}

/** The jobs of one listing, each with all of them. */
export function togetherOnPages(jobs: readonly ListingJob[]): readonly ListingJob[] {
  if (jobs.every(({ schema }) => schema.pages === undefined)) return jobs;
  const all: ListingJob[] = [];
  const shared: SharedPages = { jobs: all, seen: new Map() };
  all.push(...jobs.map((job) => ({ ...job, shared })));
  return all;
}

/** So many pages may be asked for one by one. */
const fewPages = 5;

/**
 * The sides with the listing's other pages, if both sides do not have the same records on this one.
 * Where records are to be removed, the pages that have them now were read just before.
 */
export async function withOtherPages(
  job: ListingJob,
  sides: ListingSides,
  { mayWrite }: Pick<ReadOptions, 'mayWrite'>,
): Promise<ListingSides> {
  const { shared, schema } = job;
  const own = shared && listingPage(job, sides);
  if (shared === undefined || own === undefined || 'problem' in own) return sides;
  shared.seen.set(job.name, sides);
  const data = readDataRecords(sides.data.file, schema);
  const asking = [...unmatchedKeys(own, data, schema), ...departedKeys(own, data, schema)];
  if (asking.length === 0) return sides;
  const unseen = shared.jobs.filter((other) => !shared.seen.has(other.name));
  // A few are read alone, at this moment; many are read many at once, and then looked at again.
  const isFresh = unseen.length <= fewPages;
  const known = new Set(isFresh ? shared.seen.keys() : shared.jobs.map(({ name }) => name));
  const others = await readOthers(job, shared, { isReliable: () => true, isFresh });
  if (!mayWrite) return { ...sides, others };
  const context = {
    own,
    others,
    data,
    schema,
    staying: new Set<string>(),
    isPreferred: false,
    isWary: true,
  };
  const { reached } = relocate(context);
  const isDoubtful = (other: ListingJob): boolean =>
    known.has(other.name) && reached.includes(other.page);
  const isReliable = (other: ListingJob): boolean => !isDoubtful(other);
  return { ...sides, others: await readOthers(job, shared, { isReliable, isFresh: true }) };
}

/** With all of the listing's other pages, as they are now if anything is to be written. */
export async function withAllPages(
  job: ListingJob,
  sides: ListingSides,
  { mayWrite }: Pick<ReadOptions, 'mayWrite'>,
): Promise<ListingSides> {
  const { shared } = job;
  if (shared === undefined) return sides;
  shared.seen.set(job.name, sides);
  const isReliable = (): boolean => !mayWrite;
  return { ...sides, others: await readOthers(job, shared, { isReliable, isFresh: mayWrite }) };
}

/** Each page is read once in a run, unless what was seen there is not to be relied on. */
async function readOthers(
  job: ListingJob,
  { jobs, seen }: SharedPages,
  how: { readonly isReliable: (other: ListingJob) => boolean; readonly isFresh: boolean },
): Promise<OtherPages> {
  const { isReliable, isFresh } = how;
  const pages: (ListingPage | UnreadPage)[] = [];
  for (const other of jobs) {
    if (other.name === job.name) continue;
    const known = isReliable(other) ? seen.get(other.name) : undefined;
    pages.push(
      known === undefined ? await readOther(other, seen, isFresh) : listingPage(other, known),
    );
  }
  return {
    read: pages.filter((page): page is ListingPage => 'records' in page),
    unread: pages.filter((page): page is UnreadPage => 'problem' in page),
  };
}

async function readOther(
  other: ListingJob,
  seen: SharedPages['seen'],
  isFresh: boolean,
): Promise<ListingPage | UnreadPage> {
  const value = pageValue(other.schema);
  try {
    const read = await readSides(other, { needsData: false, mayWrite: false, isFresh });
    if (!('page' in read)) {
      return { value, title: other.page, problem: 'The data file has errors.' };
    }
    seen.set(other.name, read);
    return listingPage(other, read);
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    if (error.code === 'page-missing') return emptyListingPage(value, other.page);
    return { value, title: other.page, problem: error.message };
  }
}

function listingPage(
  { schema, page: title }: ListingJob,
  { page, base }: ListingSides,
): ListingPage | UnreadPage {
  const { revision, site } = page;
  return readListingPage(revision.text, { value: pageValue(schema), title, schema, site, base });
}

function pageValue({ pages }: RecordSchema): string {
  return pages?.value ?? '';
}
