/** Writes down in the run log what a run is about to change, and how it ended. */
import type { Change } from '../core/change.ts';
import type { Side } from '../core/plan/plan.ts';
import { chosenDigest } from '../core/plan/plan-digest.ts';
import { type Base, restrictedBase } from '../core/reconcile/base.ts';
import { recordKey } from '../core/record.ts';
import { fieldChange, type RecordSchema } from '../core/schema.ts';
import { SyncError } from '../errors.ts';
import type { ListingReport } from '../report/run-report.ts';
import type { LoggedReport, LoggedRun, LoggedWrite } from '../state/run-log.ts';
import type { ListingJob } from './job.ts';
import { type Planning, reportHead, reportOf } from './plan-listing.ts';

/** A write that is about to be begun. */
export interface NewWrite {
  readonly side: Side;
  /** Of its intent. */
  readonly id: string;
  readonly texts: { readonly before: string; readonly after: string };
}

/** Characters of the texts of one write that are kept. */
const longestTexts = 4_000_000;

/**
 * Writes down what is about to be written: the intent comes after it, so that nothing is ever done
 * that the log does not know of.
 *
 * @throws {SyncError} file-write-failed
 */
export async function logWrite(
  job: ListingJob,
  planning: Planning,
  { side, id, texts }: NewWrite,
): Promise<void> {
  const { plan } = planning.planned;
  const changes = side === 'page' ? plan.toPage : plan.toData;
  const { base, page } = planning.sides;
  const keys = keysOf(changes, job.schema);
  const held = planning.sides.undone.filter(({ change }) => keys.includes(change.key));
  const { revisionId } = page.revision;
  const write: LoggedWrite = {
    side,
    id,
    changes,
    ...(base === undefined ? {} : { base: restrictedBase(withBases(base, planning), keys) }),
    ...(held.length === 0 ? {} : { undone: held }),
    ...(side === 'data' || revisionId === undefined ? {} : { baseRevision: revisionId }),
    texts,
  };
  const report = reportOf(job, planning, { kind: 'planned' });
  await addWrite(job, write, { report, undo: planning.undo });
}

/** With what was agreed on of records that stood on another page of the listing then. */
function withBases(base: Base, { planned }: Planning): Base {
  return { ...base, records: new Map([...base.records, ...planned.moved.bases]) };
}

/**
 * Adds a write to the run's part of the log.
 *
 * @param about the report of what the run is about to do, and the run that it takes back
 * @throws {SyncError} file-write-failed
 */
export async function addWrite(
  job: ListingJob,
  write: LoggedWrite,
  about: { readonly report: ListingReport; readonly undo?: Planning['undo'] | undefined },
): Promise<void> {
  const known = await loadOwn(job);
  await job.state.saveRun({
    ...(known ?? newEntry(job, about)),
    writes: [...(known?.writes ?? []), withinRoom(job, write)],
    report: keptReport(about.report, job.schema, { isOver: false }),
  });
}

/** Without its texts where they are too long, or where those of the run's other writes took the room. */
function withinRoom(job: ListingJob, write: LoggedWrite): LoggedWrite {
  const { texts, ...rest } = write;
  if (texts === undefined) return rest;
  const length = texts.before.length + texts.after.length;
  return length <= longestTexts && job.takeRoom(length) ? write : rest;
}

/** Keeps the report of a run that wrote something: what was done is done, whatever becomes of it. */
export async function logReport(job: ListingJob, report: ListingReport): Promise<void> {
  if (!job.hasWritten()) return;
  try {
    const known = await loadOwn(job);
    if (known === undefined) return;
    const kept = keptReport(report, job.schema, { isOver: true });
    await job.state.saveRun({ ...known, report: kept });
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    job.log('warn', `${job.name}: the run's report is not in the log: ${error.message}`);
  }
}

async function loadOwn({ state, run, name }: ListingJob): Promise<LoggedRun | undefined> {
  const known = await state.loadRun({ run: run.id, listing: name });
  return typeof known === 'string' ? undefined : known;
}

function newEntry(
  job: ListingJob,
  { undo }: { readonly undo?: Planning['undo'] | undefined },
): Omit<LoggedRun, 'writes' | 'report'> {
  const { id, command } = job.run;
  const undone = undo === undefined ? {} : { undoes: undo.run };
  return { run: id, command, time: job.now(), ...reportHead(job), ...undone };
}

function keptReport(
  { plan, base, link, reviewed, diagnostics, outcome, pageDiff }: ListingReport,
  schema: RecordSchema,
  { isOver }: { readonly isOver: boolean },
): LoggedReport {
  const shown = plan === undefined ? [] : [...plan.toPage, ...plan.toData];
  const keys = [...keysOf(shown, schema), ...(plan?.conflicts ?? []).map(({ key }) => key)];
  return {
    ...(plan === undefined ? {} : { plan }),
    ...(base === undefined ? {} : { base: restrictedBase(base, keys) }),
    ...(link === undefined ? {} : { link }),
    ...(reviewed === undefined ? {} : { digest: chosenDigest(reviewed) }),
    diagnostics: diagnostics,
    ...(isOver ? { outcome } : {}),
    ...(pageDiff === undefined ? {} : { pageDiff }),
  };
}

/** Of the records that the changes are about: a renamed one has two. */
function keysOf(changes: readonly Change[], schema: RecordSchema): readonly string[] {
  return changes.flatMap(({ key, fields }) => {
    const renamed = fieldChange(fields, schema.key)?.after;
    return typeof renamed === 'string' ? [key, recordKey(renamed)] : [key];
  });
}
