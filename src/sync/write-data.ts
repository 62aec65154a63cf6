/** Writes a plan's changes to the data file. */
import { readDataRecords } from '../core/data-records.ts';
import { hasErrors } from '../core/diagnostic.ts';
import { fieldNames } from '../core/schema.ts';
import { isAsChanged } from '../core/undo/text-back.ts';
import { editData } from '../data/edit-data.ts';
import { readText, writeTextAtomically } from '../files.ts';
import type { CommitPlace } from '../git/commit-place.ts';
import type { CommitReport } from '../report/run-report.ts';
import type { DataIntent } from '../state/journal.ts';
import { commitData, fileChanged, prepareCommits } from './commit-data.ts';
import type { ListingJob } from './job.ts';
import { logWrite } from './log-run.ts';
import type { Planning } from './plan-listing.ts';
import { recordsOfData } from './records-of.ts';
import { remember, type SidesNow, snapshotOf } from './remember.ts';
import { fileHash } from './settle.ts';
import { writeSide } from './write-side.ts';

/** A data file, written. */
export interface WrittenData {
  /** The planning as it is now: with the new file, and what both sides agree on since. */
  readonly now: Planning;
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
  const edited = editData(format, before, planned.dataSteps, fieldOrder, shownPath);
  const text = textAsBefore(job, planned.dataText, edited) ?? edited;
  const records = recordsOfData(job, text);
  const prepared =
    place === undefined ? undefined : await prepareCommits(job, planning, { place, before, text });
  const isCommitted = place !== undefined;
  const written: Planning = {
    ...planning,
    sides: { ...sides, data: { ...sides.data, text, exists: true, isCommitted } },
    planned: { ...planned, sides: { ...planned.sides, data: records } },
  };
  const sidesNow: SidesNow = { ...written.planned.sides, revision: sides.page.revision };
  const intent: DataIntent = {
    kind: 'data',
    id: job.newId(),
    listing: job.name,
    time: job.now(),
    file: shownPath,
    ...(sides.data.exists ? { baseHash: fileHash(sides.data.text) } : {}),
    textHash: fileHash(text),
  };
  const pending = await snapshotOf(job, written, sidesNow);
  await writeSide(
    job,
    { intent, pending },
    {
      log: () =>
        logWrite(job, planning, { side: 'data', id: intent.id, texts: { before, after: text } }),
      write: async () => {
        await refuseIfChanged(job, sides.data.exists ? sides.data.text : undefined);
        job.log('info', `${job.name}: writing ${shownPath}`);
        await writeTextAtomically(path, text);
        return { value: undefined, result: 'done' };
      },
      remember: () => remember(job, written, sidesNow),
    },
  );
  const now = { ...written, sides: { ...written.sides, base: pending.base } };
  const file = shownPath;
  if (prepared === undefined) return { now, data: { file } };
  return { now, data: { file, commits: await commitData(job, prepared) } };
}

/** The text with the bytes that it had before a run that is taken back, if it says the same. */
function textAsBefore(
  job: ListingJob,
  text: string | undefined,
  edited: string,
): string | undefined {
  if (text === undefined) return undefined;
  const [found, meant] = [text, edited].map((each) => {
    const { value, diagnostics } = job.data.format.parse(each, job.data.shownPath);
    const isRead = value !== undefined && !hasErrors(diagnostics);
    return isRead ? readDataRecords(value, job.schema).set : undefined;
  });
  if (found === undefined || meant === undefined) return undefined;
  return isAsChanged(meant, [], found, job.schema) ? text : undefined;
}

async function refuseIfChanged(job: ListingJob, expected: string | undefined): Promise<void> {
  if ((await readText(job.data.path)) !== expected) throw fileChanged(job);
}
