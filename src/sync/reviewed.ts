/** What of a plan is kept for a review. */
import { digestOf } from '../core/plan/digest.ts';
import { type DigestedPlan, digestedSides, planDigest } from '../core/plan/plan-digest.ts';
import type { ReviewedPlan } from '../core/plan/reviewed-plan.ts';
import { canonicalJson } from '../core/value.ts';
import { lazily } from '../lazily.ts';
import type { ListingJob } from './job.ts';
import type { Planning } from './plan-listing.ts';

/**
 * Of what a data file says of the page: of its text, or of the page's own records in it, as the runs
 * of a listing's pages all write to the one file.
 */
export function dataDigest({ data, schema }: ListingJob, text: string): string {
  const { pages } = schema;
  if (pages === undefined) return digestOf(text);
  const { records } = data.format.parse(text, data.shownPath).value ?? { records: [] };
  const own = records.filter(({ values }) => String(values.get(pages.field)) === pages.value);
  return digestOf(canonicalJson(own.map(({ values }) => [...values])));
}

/**
 * The plan as it is before anybody chooses from it, with what was chosen. Its digests are made when somebody
 * asks: those of all values take as long as the plan.
 */
export function reviewedPlan(
  job: ListingJob,
  { whole, sides, choices = [] }: Pick<Planning, 'whole' | 'sides' | 'choices'>,
): ReviewedPlan {
  const { listing, wiki, page, dataFile, toPage, around, toData, conflicts } = whole.plan;
  const { revision } = sides.page;
  const known = {
    ...{ listing, wiki, page, toPage, toData, conflicts },
    ...(around === undefined ? {} : { around }),
    allowed: [...job.allowed].sort(),
  };
  const digested = lazily(
    (): DigestedPlan => ({
      ...known,
      config: job.configDigest(),
      data: dataDigest(job, sides.data.text),
      records: digestedSides(whole.sides),
    }),
  );
  const digest = lazily(() => planDigest(digested()));
  return {
    ...known,
    dataFile,
    ...(revision.pageId === undefined ? {} : { pageId: revision.pageId }),
    ...(revision.revisionId === undefined ? {} : { revision: revision.revisionId }),
    ...(job.prefer === undefined ? {} : { prefer: job.prefer }),
    choices,
    get config() {
      return digested().config;
    },
    get data() {
      return digested().data;
    },
    get records() {
      return digested().records;
    },
    get digest() {
      return digest();
    },
    get pageText() {
      return digestOf(revision.text);
    },
  };
}
