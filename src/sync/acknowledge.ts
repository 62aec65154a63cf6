/** `acknowledge`: what people took back up to now keeps nothing from being changed any more. */
import { isAcknowledged } from '../core/history/reverts.ts';
import type { UndoneChange } from '../core/undo/undone.ts';
import { SyncError } from '../errors.ts';
import type { ListingReport } from '../report/run-report.ts';
import type { PeopleRecord } from '../state/people.ts';
import { withoutQuiet } from '../state/snapshot.ts';
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
  const part = namedPart(job, named, planned.sides, sides.base?.records.keys());
  if (await letAllPass(job, part)) {
    if (revisionId === undefined) return planListing(job);
  } else if (revisionId === undefined) {
    throw new SyncError(
      'usage',
      `Wiki '${job.wiki.name}' has no history: nobody takes back there.`,
      { hint: 'A folder of pages needs no acknowledging.' },
    );
  }
  await job.state.savePeople(withAcknowledged(await knownPeople(job), part, revisionId));
  return planListing(job);
}

/** A move that was taken back keeps its record on one page, and from another. */
async function letAllPass(job: ListingJob, part: NamedPart): Promise<boolean> {
  let wasHeld = false;
  for (const each of job.shared?.jobs ?? [job]) {
    if (await letUndonePass(each, part)) wasHeld = true;
  }
  return wasHeld;
}

/** What runs did that were taken back may be done again; whether there was any of it. */
async function letUndonePass(job: ListingJob, { key, field }: NamedPart): Promise<boolean> {
  const snapshot = await job.state.loadSnapshot(job.name);
  const before = snapshot?.undone ?? [];
  const undone = before.flatMap((one): readonly UndoneChange[] => {
    const { change } = one;
    if (key !== undefined && change.key !== key) return [one];
    const fields = field === undefined ? [] : change.fields.filter((step) => step.field !== field);
    return fields.length === 0 ? [] : [{ ...one, change: { ...change, fields } }];
  });
  if (snapshot === undefined || before.length === 0) return false;
  await job.state.saveSnapshot({ ...withoutQuiet(snapshot), undone });
  return true;
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
