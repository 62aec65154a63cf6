/** Commits a data file that was written: one commit for each of the wiki's editors. */
import { changesWithin, type EditorsPart, partsByEditor } from '../core/history/attribution.ts';
import { effectiveVersions, historyOf } from '../core/history/page-history.ts';
import { fieldNames } from '../core/schema.ts';
import { editData } from '../data/edit-data.ts';
import { SyncError } from '../errors.ts';
import { readText } from '../files.ts';
import {
  type CommitPlace,
  checkBranch,
  findPlace,
  isIgnored,
  type Obstacle,
} from '../git/commit-place.ts';
import { commitVersions, type NewCommit, whoCommits } from '../git/commit-versions.ts';
import type { CommitReport } from '../report/run-report.ts';
import { commitMessage, counted, plain, wikiMessage } from './commit-message.ts';
import type { ListingJob } from './job.ts';
import type { Planning } from './plan-listing.ts';
import { readVersions } from './read-history.ts';

/** Where the commits go. */
export interface CommitOptions {
  /** What is checked out if absent. */
  readonly branch?: string | undefined;
}

/**
 * Makes sure, before anything is written, that the data file can be committed.
 *
 * @throws {SyncError} usage, git-failed
 */
export async function placeForCommits(
  job: ListingJob,
  { branch }: CommitOptions,
): Promise<CommitPlace> {
  const file = await job.tracked();
  const { shownPath, path } = job.data;
  if (file === undefined) {
    throw new SyncError('usage', `'${shownPath}' is in no git repository that git can read.`, {
      hint: 'Leave --commit out, or keep the data file in one.',
    });
  }
  if (await isIgnored(file)) {
    throw new SyncError('usage', `git ignores '${shownPath}'.`, {
      hint: 'Leave --commit out, or take it out of .gitignore.',
    });
  }
  if (branch !== undefined) await checkBranch(file, branch);
  const place = await findPlace(file, await readText(path), branch);
  if ('kind' in place) throw noPlace(place, { shownPath, branch: branch ?? '' });
  return place;
}

function noPlace(
  obstacle: Obstacle,
  { shownPath, branch }: { readonly shownPath: string; readonly branch: string },
): SyncError {
  if (obstacle.kind === 'uncommitted') {
    return new SyncError('usage', `'${shownPath}' has changes that are not committed.`, {
      hint: `Look at them with 'git diff HEAD -- ${shownPath}', and commit them first: they are not the wiki's.`,
    });
  }
  const who = `${obstacle.commit.slice(0, 10)}, by ${plain(obstacle.author)}`;
  return new SyncError('usage', `People changed '${shownPath}' on '${branch}' (${who}).`, {
    hint: 'Merge that branch first, or name another: commits from here would undo their work.',
  });
}

/** Commits that can be made once the file is written: all that the wiki must be asked for is known. */
export interface PreparedCommits {
  readonly place: CommitPlace;
  readonly commits: readonly NewCommit[];
}

/**
 * The commits of what the plan changes in the data file.
 *
 * @param file its text before and after
 * @throws {SyncError} file-changed since the place was looked at; what reading a history throws
 */
export async function prepareCommits(
  job: ListingJob,
  planning: Planning,
  file: { readonly place: CommitPlace; readonly before: string; readonly text: string },
): Promise<PreparedCommits> {
  const { data } = planning.sides;
  if (file.place.text !== (data.exists ? data.text : undefined)) throw fileChanged(job);
  const head = ownHead(planning);
  if (head !== undefined) {
    const commit = await ownCommit(job, planning.planned, { ...file, head });
    return { place: file.place, commits: [commit] };
  }
  const parts = await partsOf(job, planning);
  return { place: file.place, commits: commitsOf(job, planning, { ...file, parts }) };
}

/** Makes them. @throws {SyncError} git-failed: the file is written, and not committed */
export async function commitData(
  job: ListingJob,
  { place, commits }: PreparedCommits,
): Promise<readonly CommitReport[]> {
  const { branch } = place;
  try {
    const made = await commitVersions(place, commits);
    return made.flatMap((commit, index) => {
      const author = commits[index]?.author.name ?? '';
      if (commit === undefined) return [];
      return [{ commit, author, ...(branch === undefined ? {} : { branch }) }];
    });
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    throw new SyncError('git-failed', error.message, {
      hint: `'${job.data.shownPath}' is written and not committed: commit it by hand.`,
    });
  }
}

/** Somebody's editor, or a git pull, may have been at the file while the wiki was read. */
export function fileChanged({ data }: ListingJob): SyncError {
  return new SyncError('file-changed', `'${data.shownPath}' changed while it was being synced.`, {
    hint: 'Nothing was written; run again.',
  });
}

async function partsOf(
  job: ListingJob,
  { sides, planned }: Planning,
): Promise<readonly EditorsPart[]> {
  const { page, agreedAt = 0 } = sides;
  const { plan, renamed } = planned;
  if (page.revision.revisionId === undefined) {
    const nothing = { steps: [], isWhole: false };
    return partsByEditor(plan.toData, { history: nothing, recent: nothing, renamed });
  }
  const { versions, isWhole } = await readVersions(job, page, { wanted: 50, mayKeep: true });
  const since = versions.filter(({ info }) => info.revision >= agreedAt);
  return partsByEditor(plan.toData, {
    history: historyOf(effectiveVersions(versions), isWhole),
    recent: historyOf(effectiveVersions(since), isWhole && since.length === versions.length),
    renamed,
  });
}

function commitsOf(
  job: ListingJob,
  { planned }: Planning,
  about: { readonly parts: readonly EditorsPart[]; readonly before: string; readonly text: string },
): readonly NewCommit[] {
  const { parts, before, text } = about;
  const { format, shownPath } = job.data;
  const order = fieldNames(job.schema);
  const { toData } = planned.plan;
  // A first pull of an empty page has no changes, and is a file all the same.
  const all = parts.length === 0 ? [{ user: undefined, revisions: [], changes: [] }] : parts;
  return all.map((part, index) => {
    const changes = changesWithin(toData, all.slice(0, index + 1));
    const isLast = index === all.length - 1;
    const steps = planned.dataStepsOf(changes);
    return {
      text: isLast ? text : editData(format, before, steps, order, shownPath),
      author: authorOf(job, part),
      message: wikiMessage(job, part),
      run: job.run.id,
    };
  });
}

/** Whoever takes a run back, or puts something right, answers for it, and nobody on the wiki. */
async function ownCommit(
  job: ListingJob,
  { plan }: Planning['planned'],
  made: { readonly head: string; readonly text: string; readonly place: CommitPlace },
): Promise<NewCommit> {
  const author = await whoCommits(made.place.file);
  return {
    text: made.text,
    author: { ...author, time: new Date(job.now()).toISOString() },
    message: commitMessage(job, `${job.name}: ${made.head}`, plan.toData),
    run: job.run.id,
  };
}

/** What the run itself did, where that is not what was changed on the wiki. */
function ownHead({ planned, undo, isFix }: Planning): string | undefined {
  const records = counted(planned.plan.toData.length, 'record');
  if (undo !== undefined) return `run ${undo.run} taken back in ${records}`;
  return isFix === true ? `${records} put right` : undefined;
}

/** The config's, or one by the name on the wiki, with an address that cannot exist. */
function authorOf(job: ListingJob, { user, revisions }: EditorsPart): NewCommit['author'] {
  const time = revisions.at(-1)?.time ?? new Date(job.now()).toISOString();
  const known = user === undefined ? undefined : job.authors.get(user);
  const [, name, mail] = /^(.*?)\s*<(.*)>$/.exec(known ?? '') ?? [];
  if (name !== undefined && mail !== undefined) return { name, mail, time };
  const wiki = job.wiki.name;
  if (user === undefined)
    return { name: `Somebody via ${wiki}`, mail: `nobody@${wiki}.invalid`, time };
  const slug = user
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '.')
    .replace(/^\.|\.$/g, '');
  return {
    name: `${plain(user)} via ${wiki}`,
    mail: `${slug === '' ? 'editor' : slug.slice(0, 60)}@${wiki}.invalid`,
    time,
  };
}
