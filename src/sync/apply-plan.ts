/** `apply`: carries out exactly a plan that was reviewed, or nothing. */
import type { ListingReport } from '../report/run-report.ts';
import type { CommitOptions } from './commit-data.ts';
import type { ListingJob } from './job.ts';
import { reviewOf, type Wanted } from './review.ts';
import { syncListing } from './sync-listing.ts';

/** Plans again, and writes if the plan still is what was reviewed. */
export async function applyListing(
  job: ListingJob,
  wanted: Wanted,
  options: { readonly dryRun: boolean; readonly commit?: CommitOptions | undefined },
): Promise<ListingReport> {
  if (wanted.kind === 'digests') {
    return syncListing(job, { ...options, review: reviewOf(job, wanted) });
  }
  const { allowed, prefer, choices } = wanted.plan;
  const { prefer: _, ...others } = job;
  const asReviewed: ListingJob = {
    ...others,
    allowed: new Set([...job.allowed, ...allowed]),
    ...(prefer === undefined ? {} : { prefer }),
  };
  const review = reviewOf(asReviewed, wanted);
  return syncListing(asReviewed, {
    ...options,
    review,
    ...(choices.length === 0 ? {} : { choices }),
  });
}
