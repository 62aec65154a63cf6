/** `pull`: the plan's changes to the data file. */
import { readDataRecords } from '../core/data-records.ts';
import type { RecordSet } from '../core/record.ts';
import { fieldNames } from '../core/schema.ts';
import { editData } from '../data/edit-data.ts';
import { SyncError } from '../errors.ts';
import { readText, writeTextAtomically } from '../files.ts';
import type { ListingReport } from '../report/run-report.ts';
import type { DataIntent } from '../state/journal.ts';
import type { ListingJob } from './job.ts';
import { type Planning, planSides, refusal, reportOf } from './plan-listing.ts';
import { remember, type SidesNow, snapshotOf } from './remember.ts';
import { fileHash } from './settle.ts';
import { writeSide } from './write-side.ts';

/** Plans, writes the data file, and remembers what both sides now agree on. */
export async function pullListing(
  job: ListingJob,
  options: { readonly dryRun: boolean },
): Promise<ListingReport> {
  const planning = await planSides(job, { needsData: false, mayWrite: !options.dryRun });
  if (!('planned' in planning)) return planning;
  const refused = refusal(planning, ['data']);
  if (refused !== undefined) return reportOf(job, planning, refused);
  if (options.dryRun) return reportOf(job, planning, { kind: 'planned' });
  const { planned, sides } = planning;
  const revision = sides.page.revision.revisionId;
  if (planned.dataSteps.length === 0 && sides.data.exists) {
    await remember(job, planning, { ...planned.sides, revision });
    return reportOf(job, planning, { kind: 'done' });
  }
  await writeData(job, planning);
  return reportOf(job, planning, { kind: 'done', data: { file: job.data.shownPath } });
}

async function writeData(job: ListingJob, planning: Planning): Promise<void> {
  const { planned, sides } = planning;
  const { path, shownPath, format } = job.data;
  const fieldOrder = fieldNames(job.schema);
  const before = sides.data.exists ? sides.data.text : format.emptyText(fieldOrder);
  const text = editData(format, before, planned.dataSteps, fieldOrder, shownPath);
  const now: SidesNow = {
    data: recordsOf(job, text),
    wiki: planned.sides.wiki,
    revision: sides.page.revision.revisionId,
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
  await writeSide(
    job,
    { intent, pending: snapshotOf(job, planning, now) },
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
}

/** What a data file's text says, read as any is. */
function recordsOf({ data, schema }: ListingJob, text: string): RecordSet {
  const { value } = data.format.parse(text, data.shownPath);
  if (value === undefined) throw new Error(`What is to be '${data.shownPath}' cannot be read.`);
  return readDataRecords(value, schema).set;
}

/** Somebody's editor, or a git pull, may have been at the file while the wiki was read. */
async function refuseIfChanged(job: ListingJob, expected: string | undefined): Promise<void> {
  if ((await readText(job.data.path)) === expected) return;
  throw new SyncError(
    'file-changed',
    `'${job.data.shownPath}' changed while it was being synced.`,
    {
      hint: 'Nothing was written; run again.',
    },
  );
}
