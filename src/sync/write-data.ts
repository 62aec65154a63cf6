/** Writes a plan's changes to the data file. */
import type { Base } from '../core/reconcile/base.ts';
import type { RecordSet } from '../core/record.ts';
import { fieldNames } from '../core/schema.ts';
import { editData } from '../data/edit-data.ts';
import { readText, writeTextAtomically } from '../files.ts';
import type { CommitPlace } from '../git/commit-place.ts';
import type { CommitReport } from '../report/run-report.ts';
import type { DataIntent } from '../state/journal.ts';
import { commitData, fileChanged, prepareCommits } from './commit-data.ts';
import type { ListingJob } from './job.ts';
import type { Planning } from './plan-listing.ts';
import { recordsOfData } from './records-of.ts';
import { remember, type SidesNow, snapshotOf } from './remember.ts';
import { fileHash } from './settle.ts';
import { writeSide } from './write-side.ts';

/** A data file, written. */
export interface WrittenData {
  readonly text: string;
  readonly records: RecordSet;
  /** What both sides agree on now. */
  readonly base: Base;
  /** For the report. */
  readonly data: { readonly file: string; readonly commits?: readonly CommitReport[] };
}

/** Whether a plan has something for the data file: its first text is something. */
export function hasDataChanges({ planned, sides }: Planning): boolean {
  return planned.dataSteps.length > 0 || !sides.data.exists;
}

/**
 * Writes the data file, remembers what both sides agree on, and commits it if it is to be.
 *
 * @param place where commits go, if there are to be any
 * @throws {SyncError} what writing throws; git-failed: it is written, and not committed
 */
export async function writeData(
  job: ListingJob,
  planning: Planning,
  place: CommitPlace | undefined,
): Promise<WrittenData> {
  const { planned, sides } = planning;
  const { path, shownPath, format } = job.data;
  const fieldOrder = fieldNames(job.schema);
  const before = sides.data.exists ? sides.data.text : format.emptyText(fieldOrder);
  const text = editData(format, before, planned.dataSteps, fieldOrder, shownPath);
  const records = recordsOfData(job, text);
  const prepared =
    place === undefined ? undefined : await prepareCommits(job, planning, { place, before, text });
  const now: SidesNow = {
    data: records,
    wiki: planned.sides.wiki,
    revision: sides.page.revision,
  };
  const intent: DataIntent = {
    kind: 'data',
    id: job.newId(),
    listing: job.name,
    time: job.now(),
    file: shownPath,
    ...(sides.data.exists ? { baseHash: fileHash(sides.data.text) } : {}),
    textHash: fileHash(text),
  };
  const pending = snapshotOf(job, planning, now);
  await writeSide(
    job,
    { intent, pending },
    {
      write: async () => {
        await refuseIfChanged(job, sides.data.exists ? sides.data.text : undefined);
        job.log('info', `${job.name}: writing ${shownPath}`);
        await writeTextAtomically(path, text);
        return { value: undefined, result: 'done' };
      },
      remember: () => remember(job, planning, now),
    },
  );
  const file = shownPath;
  const { base } = pending;
  if (prepared === undefined) return { text, records, base, data: { file } };
  const commits = await commitData(job, prepared);
  return { text, records, base, data: { file, commits } };
}

async function refuseIfChanged(job: ListingJob, expected: string | undefined): Promise<void> {
  if ((await readText(job.data.path)) !== expected) throw fileChanged(job);
}
