/** What a run did to the data file, told from git, where the log does not know it. */
import type { Change } from '../../core/change.ts';
import { readDataRecords } from '../../core/data-records.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { fieldChange } from '../../core/schema.ts';
import { changesBetween } from '../../core/undo/changes-between.ts';
import { composeChanges, keyAfter } from '../../core/undo/compose.ts';
import type { RunTexts } from '../../core/undo/text-back.ts';
import { runCommits } from '../../git/file-history.ts';
import type { ListingJob } from '../job.ts';

/** What a run did to the data file. */
export interface DataPart {
  readonly changes: readonly Change[];
  readonly texts?: RunTexts;
  /** Whether git was there to be asked, and had it. */
  readonly isKnown: boolean;
}

/**
 * Tells it from the commits that have the run's sign.
 *
 * @throws {SyncError} git-failed
 */
export async function dataPart(job: ListingJob, sign: string): Promise<DataPart> {
  const file = await job.tracked();
  const commits = file === undefined ? [] : await runCommits(file, sign);
  const changes = commits.map(({ before, after }) => {
    const [old, now] = [before, after].map((text) => recordsIn(job, text));
    return old === undefined || now === undefined ? [] : changesBetween(old, now, job.schema);
  });
  const [first, last] = [commits[0], commits.at(-1)];
  const isJoined = commits.every(
    ({ before }, index) => index === 0 || before === commits[index - 1]?.after,
  );
  return {
    changes: ofPage(composed(job, changes), job, last?.after),
    ...(first === undefined || last === undefined || !isJoined
      ? {}
      : { texts: { before: first.before, after: last.after } }),
    isKnown: commits.length > 0,
  };
}

/** Of a listing of several pages, what was done to the records of this one. */
function ofPage(
  changes: readonly Change[],
  job: ListingJob,
  after: string | undefined,
): readonly Change[] {
  const { pages } = job.schema;
  if (pages === undefined || after === undefined) return changes;
  const records = recordsIn(job, after)?.records ?? [];
  return changes.filter((change) => {
    const key = keyAfter(change, job.schema);
    const now = records.find((record) => record.key === key)?.values.get(pages.field);
    const step = fieldChange(change.fields, pages.field);
    return (change.kind === 'delete' ? step?.before : now) === pages.value;
  });
}

function recordsIn({ data, schema }: ListingJob, text: string) {
  const { value } = data.format.parse(text, data.shownPath);
  return value === undefined ? undefined : readDataRecords(value, schema).set;
}

/** What several edits or commits, one after the other, come to. */
export function composed(job: ListingJob, all: readonly (readonly Change[])[]): readonly Change[] {
  return all.reduce<readonly Change[]>(
    (before, changes) => composeChanges(before, changes, job.schema),
    [],
  );
}

/** That git does not know of it. */
export function dataUnknown(job: ListingJob, sign: string): Diagnostic {
  return {
    code: 'undo-data-unknown',
    severity: 'warning',
    message: `Whether run ${sign} wrote '${job.data.shownPath}' is not known: the log has nothing of it, nor has git.`,
    hint: 'If it did, take that back by hand; the page is taken back as its history tells.',
  };
}
