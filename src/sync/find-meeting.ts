/** A base for sides of which nothing says for certain what they last agreed on. */
import type { Diagnostic } from '../core/diagnostic.ts';
import { commonBase } from '../core/history/common-base.ts';
import type { PlannedListing } from '../core/plan/make-plan.ts';
import { fieldNames } from '../core/schema.ts';
import type { ListingJob } from './job.ts';
import { readFileVersions } from './read-file-history.ts';
import { readVersions } from './read-history.ts';
import type { ListingSides } from './read-sides.ts';

/** Revisions that are looked at. */
const looked = 50;

/**
 * The sides with a base, if they have none, or one that may be of another copy of the data file, and
 * their histories have a state in common; themselves if there is nothing to be found, or nothing
 * that depends on it.
 *
 * @throws {SyncError} git-failed, and what reading the page's history throws
 */
export async function withCommonBase(
  job: ListingJob,
  sides: ListingSides,
  { first, mayKeep }: { readonly first: PlannedListing; readonly mayKeep: boolean },
): Promise<ListingSides> {
  const { page, data, base, isDoubtful } = sides;
  if (!data.exists || page.revision.revisionId === undefined) return sides;
  const isWanted = base === undefined ? dependsOnBase(first) : isDoubtful;
  if (!isWanted) return sides;
  const file = await readFileVersions(job, data.text);
  if (file === undefined) return sides;
  const { versions } = await readVersions(job, page, { wanted: looked, mayKeep });
  const found = commonBase(
    versions.flatMap(({ info: { revision }, records }) =>
      records === undefined ? [] : [{ revision, records }],
    ),
    file.versions.flatMap(({ records }) => records ?? []),
    fieldNames(job.schema),
  );
  if (found === undefined) return sides;
  const diagnostics = [...sides.diagnostics, told(job, found.revision)];
  return { ...sides, base: found.base, agreedAt: found.revision, isDoubtful: false, diagnostics };
}

/** Whether two sides that never met may be wrong about what each other did. */
function dependsOnBase({ plan, isRefused }: PlannedListing): boolean {
  const isCreated = [...plan.toPage, ...plan.toData].some(({ kind }) => kind === 'create');
  return !isRefused && (plan.conflicts.length > 0 || isCreated);
}

function told({ name }: ListingJob, revision: number): Diagnostic {
  return {
    code: 'base-from-histories',
    severity: 'notice',
    message: `Nothing certain says what '${name}' last agreed on: it is merged from revision ${revision}, where the page was as this data file has been.`,
    hint: 'Look at the plan with this in mind; after a run the state folder knows it for certain.',
  };
}
