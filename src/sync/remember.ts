/** Keeps what both sides agree on once a run is through. */
import { fieldSignatures } from '../core/plan/digest.ts';
import type { Base } from '../core/reconcile/base.ts';
import { nextBase } from '../core/reconcile/next-base.ts';
import type { RecordSet } from '../core/record.ts';
import { joinUndone, undoneBy } from '../core/undo/note-undone.ts';
import { restoredBase } from '../core/undo/restored-base.ts';
import { stillUndone } from '../core/undo/undone.ts';
import { renderSnapshot, type Snapshot, withoutQuiet } from '../state/snapshot.ts';
import type { Revision } from '../wiki/wiki.ts';
import { fileVersion } from './file-version.ts';
import type { ListingJob } from './job.ts';
import type { Planning } from './plan-listing.ts';
import { quietSides } from './quiet.ts';

/** The sides as they are now; the data file's text is the planning's. */
export interface SidesNow {
  readonly data: RecordSet;
  readonly wiki: RecordSet;
  readonly revision: Revision;
}

/** The snapshot for the sides as they are, or will be. */
export async function snapshotOf(
  job: ListingJob,
  planning: Planning,
  now: SidesNow,
): Promise<Snapshot> {
  const { base, rememberedFile: known, data: side } = planning.sides;
  const { text, isCommitted } = side;
  const file = await fileVersion(job, text, { known, isCommitted });
  const { renamed } = planning.planned;
  const { bases, kept } = planning.planned.moved;
  const { data, wiki } = now;
  const { revisionId, timestamp } = now.revision;
  return {
    listing: job.name,
    wiki: job.wiki.name,
    page: job.page,
    ...(revisionId === undefined ? {} : { revision: revisionId }),
    ...(timestamp === undefined ? {} : { time: timestamp }),
    ...(file === undefined ? {} : { file }),
    signatures: fieldSignatures(job.schema),
    ...agreedNow(job, planning, {
      base: nextBase({ base, bases, kept, data, wiki, renamed }, job.schema),
      now,
    }),
  };
}

/** Where a run is taken back, that is as before it, and what it did is not done again. */
function agreedNow(
  { schema }: ListingJob,
  { planned, sides, undo }: Planning,
  { base, now }: { readonly base: Base; readonly now: SidesNow },
): Pick<Snapshot, 'base' | 'undone'> {
  const { data, wiki } = now;
  const { toPage, toData } = planned.plan;
  const back = { page: toPage, data: toData };
  const added = undo === undefined ? [] : undoneBy(undo.run, back, schema);
  const held = joinUndone(sides.undone, undo?.undone ?? []);
  const undone = stillUndone(joinUndone(held, added), { data, wiki }, schema);
  const restored =
    undo === undefined
      ? base
      : restoredBase(base, { back, before: undo.before, data, wiki, schema });
  return { base: restored, ...(undone.length === 0 ? {} : { undone }) };
}

/** Saves the next snapshot, unless it says what the last one said. */
export async function remember(job: ListingJob, planning: Planning, now: SidesNow): Promise<void> {
  const snapshot = await snapshotOf(job, planning, now);
  const before = await job.state.loadSnapshot(job.name);
  const isAsBefore =
    before !== undefined && renderSnapshot(withoutQuiet(before)) === renderSnapshot(snapshot);
  const { revision } = now;
  const quiet = await quietSides(job, planning, {
    ...{ snapshot, revision },
    before: isAsBefore ? before : undefined,
  });
  const next = quiet === undefined ? snapshot : { ...snapshot, quiet };
  if (isAsBefore && renderSnapshot(before) === renderSnapshot(next)) return;
  job.shared?.seen.delete(job.name);
  await job.state.saveSnapshot(next);
}
