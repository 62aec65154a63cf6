/** Writes down, before records come to a page, that they are to go from where they stand. */
import type { Change } from '../core/change.ts';
import { type Base, type BaseRecord, baseOfRecords } from '../core/reconcile/base.ts';
import {
  fieldChange,
  fieldNames,
  isArrival,
  presenceStep,
  type RecordSchema,
} from '../core/schema.ts';
import type { UndoneChange } from '../core/undo/undone.ts';
import { withoutQuiet } from '../state/snapshot.ts';
import type { ListingJob } from './job.ts';
import type { Planning } from './plan-listing.ts';

/**
 * A record that is left over on two pages is removed from the one on which both sides once had it, if
 * all that it says there has gone along. So what comes from a page that never agreed on it is put
 * into that page's snapshot first, and so is what was overruled of it.
 *
 * @throws {SyncError} file-write-failed, file-unreadable
 */
export async function expectDepartures(
  job: ListingJob,
  { planned, sides }: Planning,
): Promise<void> {
  const { pages } = job.schema;
  if (pages === undefined) return;
  const arrivals = planned.plan.toPage.filter((change) => isArrival(change, job.schema));
  for (const other of job.shared?.jobs ?? []) {
    const from = other.schema.pages?.value;
    const coming = arrivals.filter(
      ({ fields }) => fieldChange(fields, pages.field)?.before === from,
    );
    const page = sides.others?.read.find(({ value }) => value === from);
    const snapshot = coming.length === 0 ? undefined : await job.state.loadSnapshot(other.name);
    if (page === undefined || snapshot === undefined) continue;
    const seen = baseOfRecords(page.records.set, fieldNames(other.schema));
    job.shared?.seen.delete(other.name);
    const { undone = [] } = snapshot;
    const held = undone.filter((one) => !isOvertaken(one, coming, other.schema));
    const base = expecting(snapshot.base, seen, coming);
    await job.state.saveSnapshot({ ...withoutQuiet(snapshot), base, undone: held });
  }
}

/** Whether it kept a record on its page that goes from there now. */
function isOvertaken(
  { side, change }: UndoneChange,
  coming: readonly Change[],
  schema: RecordSchema,
): boolean {
  const isDeparture = side === 'page' && presenceStep(change, schema) === 'delete';
  return isDeparture && coming.some(({ key }) => key === change.key);
}

function expecting(base: Base, seen: Base, coming: readonly Change[]): Base {
  const records = new Map(base.records);
  for (const change of coming) {
    const record = base.records.get(change.key) ?? seen.records.get(change.key);
    if (record !== undefined) records.set(change.key, withOverruled(record, change));
  }
  return { ...base, records };
}

/** What is replaced on the way was seen. */
function withOverruled(record: BaseRecord, { fields }: Change): BaseRecord {
  const values = new Map(record.values);
  const named = new Set(fields.map(({ field }) => field));
  for (const { field, before } of fields) {
    if (before === undefined) values.delete(field);
    else values.set(field, before);
  }
  const others = (names: ReadonlySet<string>): ReadonlySet<string> =>
    new Set([...names].filter((name) => !named.has(name)));
  return { values, unknown: others(record.unknown), disputed: others(record.disputed) };
}
