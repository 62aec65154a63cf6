/** `acknowledge`: what people took back up to now keeps nothing from being changed any more. */
import { isAcknowledged } from '../core/history/reverts.ts';
import { SyncError } from '../errors.ts';
import type { ListingReport } from '../report/run-report.ts';
import type { PeopleRecord } from '../state/people.ts';
import type { ListingJob } from './job.ts';
import { type Named, type NamedPart, namedPart } from './named-part.ts';
import { planListing, planSides } from './plan-listing.ts';
import { knownPeople } from './read-people.ts';

/**
 * Writes down that a person knows of the reverts, and plans anew.
 *
 * @throws {SyncError} usage: no such record or field, or a wiki without a history
 */
export async function acknowledge(job: ListingJob, named: Named): Promise<ListingReport> {
  const planning = await planSides(job, { needsData: true, mayWrite: true });
  if (!('planned' in planning)) return planning;
  const { planned, sides } = planning;
  const { revisionId } = sides.page.revision;
  if (revisionId === undefined) {
    throw new SyncError(
      'usage',
      `Wiki '${job.wiki.name}' has no history: nobody takes back there.`,
      { hint: 'A folder of pages needs no acknowledging.' },
    );
  }
  const part = namedPart(job, named, planned.sides, sides.base?.records.keys());
  await job.state.savePeople(withAcknowledged(await knownPeople(job), part, revisionId));
  return planListing(job);
}

function withAcknowledged(
  known: PeopleRecord,
  { key, field }: NamedPart,
  through: number,
): PeopleRecord {
  const entry = { key, field, through };
  const older = known.acknowledged.filter(
    (other) =>
      (key !== undefined && other.key !== key) || (field !== undefined && other.field !== field),
  );
  const acknowledged = [...older, entry];
  const reverts = known.reverts.filter(
    (revert) => !isAcknowledged(acknowledged, revert, revert.by),
  );
  const held = known.held.filter(
    (place) => !isAcknowledged(acknowledged, place, { revision: through }),
  );
  return { ...known, reverts, acknowledged, held };
}
