/** Whether a plan still is what was reviewed. */
import type { Change } from '../core/change.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { AroundChange } from '../core/plan/plan.ts';
import { shortDigest } from '../core/plan/plan-digest.ts';
import type { ReviewedPlan } from '../core/plan/reviewed-plan.ts';
import type { ListingReport } from '../report/run-report.ts';
import type { ListingJob } from './job.ts';
import { findMovements, planMoved, rebaseNotice } from './movements.ts';
import { type Planning, reportOf } from './plan-listing.ts';
import { dataDigest, reviewedPlan } from './reviewed.ts';

/** What is to be applied: all of a plan, or the name of one. */
export type Wanted =
  | { readonly kind: 'plan'; readonly plan: ReviewedPlan }
  /** Beginnings of digests, of which the plan must have one. */
  | { readonly kind: 'digests'; readonly digests: readonly string[] };

/** Looks at a plan before it is carried out: what stands in its way, and what is to be told. */
export interface Review {
  readonly check: (planning: Planning) => Promise<Verdict>;
  /** Told of the data file's text once it is written: then the page's part is left. */
  readonly dataWritten: (text: string, planning: Planning) => void;
}

/** What a review says. */
export interface Verdict {
  /** None if the plan may be carried out. */
  readonly obstacles: readonly Diagnostic[];
  readonly notices: readonly Diagnostic[];
}

/** What a plan still has to be, once its first half is done. */
interface Rest {
  readonly plan: ReviewedPlan;
  readonly data: string;
  readonly toPage: readonly Change[];
  readonly around: readonly AroundChange[] | undefined;
}

/** The review of a plan, for one run. */
export function reviewOf(job: ListingJob, wanted: Wanted): Review {
  let rest: Rest | undefined;
  return {
    check: async (planning) => {
      if (rest !== undefined) return checkRest(job, planning, rest);
      if (wanted.kind === 'digests') return checkName(job, planning, wanted.digests);
      const obstacles = await findMovements(job, planning, wanted.plan);
      return { obstacles, notices: rebaseNotice(wanted.plan, planning) };
    },
    dataWritten: (text, planning) => {
      const { toPage, around } = planning.planned.plan;
      rest = { plan: reviewedPlan(job, planning), data: dataDigest(job, text), toPage, around };
    },
  };
}

function checkName(job: ListingJob, planning: Planning, digests: readonly string[]): Verdict {
  const { digest } = reviewedPlan(job, planning);
  // Who allows a guard for this run may have seen it trip in the report.
  const strict = reviewedPlan({ ...job, allowed: new Set() }, planning).digest;
  const isNamed = [digest, strict].some((one) => digests.some((name) => one.startsWith(name)));
  if (isNamed) return { obstacles: [], notices: [] };
  const others = digests.map(shortDigest).join(' or ');
  const message = `The plan of '${job.name}' is ${shortDigest(digest)} now, and not ${others}.`;
  const hint =
    'Plan again, and have the new plan reviewed. If it was made with --allow or --prefer, say so here too; one with choices is applied by its file.';
  return { obstacles: [{ ...planMoved(message), hint }], notices: [] };
}

/** People may have edited between the writing of the data file and that of the page. */
async function checkRest(job: ListingJob, planning: Planning, rest: Rest): Promise<Verdict> {
  const now = reviewedPlan(job, planning);
  const { toPage, around, toData } = planning.planned.plan;
  const isSame = JSON.stringify([toPage, around]) === JSON.stringify([rest.toPage, rest.around]);
  const { data, digest } = now;
  const found = await findMovements(job, planning, { ...rest.plan, data, digest });
  if (found.length > 0) return { obstacles: found, notices: [] };
  if (isSame && toData.length === 0 && data === rest.data) return { obstacles: [], notices: [] };
  const message = `What is left of the plan of '${job.name}' is not what was reviewed any more.`;
  return { obstacles: [planMoved(message)], notices: [] };
}

/** The report of a plan that is not what was reviewed: nothing was written. */
export function movedReport(
  job: ListingJob,
  planning: Planning,
  { obstacles }: Verdict,
): ListingReport {
  const report = reportOf(job, planning, {
    kind: 'failed',
    code: 'plan-moved',
    message: 'The plan is not what was reviewed any more.',
  });
  return { ...report, diagnostics: [...report.diagnostics, ...obstacles] };
}
