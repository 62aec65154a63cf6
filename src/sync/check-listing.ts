/** `check`: what is wrong, or worth a look, with a data file and its page; nothing is written. */
import type { Diagnostic } from '../core/diagnostic.ts';
import { lookalikeKeys } from '../core/lint/lookalike-keys.ts';
import type { ListingReport } from '../report/run-report.ts';
import type { ListingJob } from './job.ts';
import { planSides, reportHead } from './plan-listing.ts';

/** Reads both sides and tells what was found; what would change is the plan's affair. */
export async function checkListing(job: ListingJob): Promise<ListingReport> {
  const planning = await planSides(job, { needsData: false, mayWrite: false });
  const found = [...planning.diagnostics, ...formatFindings(job, planning), ...doubts(planning)];
  const outcome = 'planned' in planning ? ({ kind: 'planned' } as const) : planning.outcome;
  return { ...reportHead(job), diagnostics: found, outcome };
}

function doubts(planning: Awaited<ReturnType<typeof planSides>>): readonly Diagnostic[] {
  if (!('planned' in planning)) return [];
  const { wiki, data } = planning.whole.sides;
  return lookalikeKeys([wiki, data]);
}

function formatFindings(
  job: ListingJob,
  planning: Awaited<ReturnType<typeof planSides>>,
): readonly Diagnostic[] {
  if (!('planned' in planning)) return [];
  return job.data.format.lint(planning.sides.data.text, job.data.shownPath);
}
