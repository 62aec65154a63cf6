/** `resolve`: carries out what a person decided about a conflict, and nothing else. */
import type { Conflict } from '../core/change.ts';
import { valueFromText } from '../core/data-records.ts';
import type { Decide, Decision } from '../core/reconcile/decide.ts';
import { SyncError } from '../errors.ts';
import type { ListingReport } from '../report/run-report.ts';
import type { CommitOptions } from './commit-data.ts';
import type { ListingJob } from './job.ts';
import { namedPart } from './named-part.ts';
import { planSides } from './plan-listing.ts';
import { syncListing } from './sync-listing.ts';

/** What is decided, as the command line has it. */
export interface Resolution {
  readonly record: string;
  /** All conflicts of the record if absent. */
  readonly field: string | undefined;
  /** `data`, `wiki`, or a text, which may stand behind `text:`. */
  readonly take: string;
}

/**
 * Writes the sides, so that the conflict is none any more.
 *
 * @throws {SyncError} usage: there is no such conflict, or the text is no value of the field; and
 * what writing throws
 */
export async function resolveListing(
  job: ListingJob,
  resolution: Resolution,
  options: { readonly dryRun: boolean; readonly commit?: CommitOptions | undefined },
): Promise<ListingReport> {
  const decision = decisionOf(job, resolution);
  const planning = await planSides(job, { needsData: true, mayWrite: !options.dryRun });
  if (!('planned' in planning)) return planning;
  const { plan, sides } = planning.planned;
  const known = plan.conflicts.map(({ key }) => key);
  const { key, field } = namedPart(job, resolution, sides, known);
  const isMeant = (conflict: Conflict): boolean =>
    conflict.key === key && (field === undefined || conflict.field === field);
  if (!plan.conflicts.some(isMeant)) throw noConflict(resolution, plan.conflicts);
  const resolve: Decide = (conflict) => (isMeant(conflict) ? decision : undefined);
  return syncListing(job, { ...options, resolve });
}

function decisionOf(job: ListingJob, { field, take }: Resolution): Decision {
  if (take === 'data' || take === 'wiki') return { take };
  if (field === undefined) {
    throw new SyncError('usage', `A record as a whole cannot become '${take}'.`, {
      hint: 'Say --take data or --take wiki, or name the field that the text is for.',
    });
  }
  const text = take.replace(/^text:/, '');
  const reading = valueFromText(job.schema, field, text);
  if (reading.kind === 'value') return { take: 'value', value: reading.value };
  throw new SyncError('usage', `'${text}' cannot be the ${field}: ${reading.reason}.`, {
    hint: 'Write it as it stands in the data file.',
  });
}

function noConflict({ record, field }: Resolution, conflicts: readonly Conflict[]): SyncError {
  const what = field === undefined ? `'${record}'` : `the ${field} of '${record}'`;
  const others = conflicts.map((other) => [other.key, other.field].filter(Boolean).join(': '));
  return new SyncError('usage', `There is no conflict about ${what}.`, {
    hint:
      others.length === 0 ? 'There are no conflicts at all.' : `There are: ${others.join('; ')}.`,
  });
}
