/** What of a plan is kept for a review. */
import { digestOf } from '../core/plan/digest.ts';
import { type DigestedPlan, digestedRecords, planDigest } from '../core/plan/plan-digest.ts';
import type { ReviewedPlan } from '../core/plan/reviewed-plan.ts';
import type { ListingJob } from './job.ts';
import type { Planning } from './plan-listing.ts';

/** The plan as it is before anybody chooses from it, with what was chosen. */
export function reviewedPlan(
  job: ListingJob,
  { whole, sides, choices = [] }: Pick<Planning, 'whole' | 'sides' | 'choices'>,
): ReviewedPlan {
  const { listing, wiki, page, dataFile, toPage, toData, conflicts } = whole.plan;
  const { revision } = sides.page;
  const digested: DigestedPlan = {
    ...{ listing, wiki, page, toPage, toData, conflicts },
    config: job.configDigest,
    data: digestOf(sides.data.text),
    records: { data: digestedRecords(whole.sides.data), wiki: digestedRecords(whole.sides.wiki) },
    allowed: [...job.allowed].sort(),
  };
  return {
    ...digested,
    digest: planDigest(digested),
    dataFile,
    ...(revision.pageId === undefined ? {} : { pageId: revision.pageId }),
    ...(revision.revisionId === undefined ? {} : { revision: revision.revisionId }),
    pageText: digestOf(revision.text),
    ...(job.prefer === undefined ? {} : { prefer: job.prefer }),
    choices,
  };
}
