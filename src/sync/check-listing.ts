/** `check`: what is wrong, or worth a look, with a data file and its page; nothing is written. */
import { contactsOf } from '../core/lint/contacts.ts';
import { SyncError } from '../errors.ts';
import type { ListingReport } from '../report/run-report.ts';
import { askWiki } from './ask-wiki.ts';
import { checkData } from './check-data.ts';
import type { ListingJob } from './job.ts';
import { type CheckCall, lintOf, plannedForLint } from './lint-sides.ts';
import { planSides, reportHead } from './plan-listing.ts';

/**
 * Reads both sides and tells what was found; what would change is the plan's affair. If the page
 * cannot be read, the data file's findings are told all the same, with the failure.
 */
export async function checkListing(
  job: ListingJob,
  call: CheckCall & { readonly offline: boolean },
): Promise<ListingReport> {
  if (call.offline) return checkData(job, call);
  try {
    return await checkSides(job, call);
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    const { code, message, hint } = error;
    const outcome = {
      kind: 'failed',
      code,
      message,
      ...(hint === undefined ? {} : { hint }),
    } as const;
    return { ...(await checkData(job, call)), outcome };
  }
}

async function checkSides(job: ListingJob, call: CheckCall): Promise<ListingReport> {
  const planning = await planSides(job, { needsData: false, mayWrite: false });
  if (!('planned' in planning)) return planning;
  const { input, found } = plannedForLint(job, planning, { ...call, facts: {} });
  const { facts, diagnostics: unasked } = await askWiki(job, input);
  const { diagnostics, waived } = lintOf(job, { input: { ...input, facts }, found });
  return {
    ...reportHead(job),
    diagnostics: [...diagnostics, ...unasked],
    waived,
    contacts: contactsOf(input),
    outcome: { kind: 'planned' },
  };
}
