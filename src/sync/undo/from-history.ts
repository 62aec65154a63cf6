/** What a run did, told from the page's history and git's, where the log does not know it. */

import type { Change } from '../../core/change.ts';
import { markOf } from '../../core/plan/sync-point.ts';
import { changesBetween } from '../../core/undo/changes-between.ts';
import { withWholeMoves } from '../../core/undo/moves-of-run.ts';
import { baseBefore } from '../../core/undo/restored-base.ts';
import type { RunTexts } from '../../core/undo/text-back.ts';
import { SyncError } from '../../errors.ts';
import type { PastRevision } from '../../wiki/past-revision.ts';
import type { ListingJob } from '../job.ts';
import type { ListingSides } from '../read-sides.ts';
import { recordsOfPage } from '../records-of.ts';
import { removed } from '../rotated-runs.ts';
import { composed, dataPart, dataUnknown } from './from-commits.ts';
import type { RunToUndo } from './run-to-undo.ts';

/** A run by its six signs, or by a revision that came of it. */
export type WantedRun =
  | { readonly kind: 'run'; readonly sign: string }
  | { readonly kind: 'revision'; readonly id: number };

/** One edit of a run: the page's text before and after it. */
interface PastEdit extends RunTexts {
  readonly sign: string;
}

/** Revisions in which a run is looked for. */
const looked = 500;

/**
 * The run, from its edits and commits.
 *
 * @throws {SyncError} usage: there is no such run; page-unusable: its text is hidden; git-failed, and
 * what reading throws
 */
export async function runFromHistory(
  job: ListingJob,
  sides: ListingSides,
  wanted: WantedRun,
): Promise<RunToUndo> {
  const pages = await editsOfPages(job, sides, wanted);
  const sign = pages.flatMap(({ edits }) => edits)[0]?.sign ?? signOf(wanted);
  const own = pages.flatMap((page) => (page.job === job ? page.edits : []));
  const changesOfPage = (page: PageEdits): readonly Change[] =>
    composed(
      job,
      page.edits.map((edit) => changesOn(page.job, page.sides, edit)),
    );
  const { schema } = job;
  const page = pages.filter((each) => each.job === job).flatMap(changesOfPage);
  const elsewhere = pages.filter((each) => each.job !== job).flatMap(changesOfPage);
  const data = await dataPart(job, sign);
  if (pages.length === 0 && !data.isKnown) throw await notFound(job, wanted);
  const [only, ...more] = own;
  return {
    run: sign,
    changes: { page: withWholeMoves(page, elsewhere, schema), data: data.changes },
    before: baseBefore({ page, data: data.changes }),
    undone: [],
    texts: {
      ...(only === undefined || more.length > 0 ? {} : { page: only }),
      ...(data.texts === undefined ? {} : { data: data.texts }),
    },
    diagnostics: data.isKnown ? [] : [dataUnknown(job, sign)],
  };
}

/** A page of the listing that the run edited, and its edits, oldest first. */
interface PageEdits {
  readonly job: ListingJob;
  readonly sides: ListingSides;
  readonly edits: readonly PastEdit[];
}

/** Of a listing of several pages each is looked at: a move is an edit of two. */
async function editsOfPages(
  job: ListingJob,
  sides: ListingSides,
  wanted: WantedRun,
): Promise<readonly PageEdits[]> {
  const pages = [{ job, sides }, ...otherSides(job)];
  const found: PageEdits[] = [];
  const sign = await signOfRun(pages, wanted);
  for (const page of pages) {
    const isWhole = pages.length > 1 && sign !== undefined;
    const edits = await editsOf(page, isWhole ? { kind: 'run', sign } : wanted);
    if (edits.length > 0) found.push({ ...page, edits });
  }
  return found;
}

type ReadPage = Pick<PageEdits, 'job' | 'sides'>;

/** The other pages, as they were read for this one. */
function otherSides({ name, shared }: ListingJob): readonly ReadPage[] {
  return (shared?.jobs ?? []).flatMap((job) => {
    const sides = shared?.seen.get(job.name);
    return job.name === name || sides === undefined ? [] : [{ job, sides }];
  });
}

/** The run's six signs; `undefined` for a revision of none of the pages. */
async function signOfRun(
  pages: readonly ReadPage[],
  wanted: WantedRun,
): Promise<string | undefined> {
  if (wanted.kind === 'run') return wanted.sign;
  for (const page of pages) {
    const [edit] = await editsOf(page, wanted);
    if (edit !== undefined) return edit.sign;
  }
  return undefined;
}

function signOf(wanted: WantedRun): string {
  return wanted.kind === 'run' ? wanted.sign : '';
}

async function editsOf({ job, sides }: ReadPage, wanted: WantedRun): Promise<readonly PastEdit[]> {
  const { revision } = sides.page;
  if (revision.revisionId === undefined) return [];
  if (wanted.kind === 'revision') {
    const edit = await editAt(job, { page: revision, id: wanted.id });
    return edit === undefined ? [] : [edit];
  }
  const past = await job.wiki.readHistory({ page: revision, limit: looked, withText: false });
  const own = past.filter(({ summary = '' }) => markOf(summary)?.id.startsWith(wanted.sign));
  const edits: PastEdit[] = [];
  for (const { revisionId } of own.toReversed()) {
    const edit = await editAt(job, { page: revision, id: revisionId });
    if (edit !== undefined) edits.push(edit);
  }
  return edits;
}

/** `undefined` if the revision is none of the page's. */
async function editAt(
  job: ListingJob,
  { page, id }: { readonly page: ListingSides['page']['revision']; readonly id: number },
): Promise<PastEdit | undefined> {
  const read = await job.wiki.readHistory({ page, from: id, limit: 2, withText: true });
  const [after, before] = read;
  if (after?.revisionId !== id) return undefined;
  const mark = markOf(after.summary ?? '');
  if (mark === undefined) {
    throw new SyncError('usage', `Revision ${id} of '${job.page}' is no edit of wikisync's.`, {
      hint: "Its summary has no mark '(ws-…)'. What people did is taken back on the wiki itself.",
    });
  }
  return { sign: mark.id.slice(0, 6), before: textOf(job, before), after: textOf(job, after) };
}

function textOf(job: ListingJob, past: PastRevision | undefined): string {
  if (past?.text !== undefined) return past.text;
  throw new SyncError('page-unusable', `A version of '${job.page}' that is needed is hidden.`, {
    hint: 'What the run did there cannot be told: take it back by hand.',
  });
}

function changesOn(
  job: ListingJob,
  { page }: ListingSides,
  { before, after }: RunTexts,
): readonly Change[] {
  const [old, now] = [before, after].map((text) => recordsOfPage(job, text, page.site));
  if (
    old === undefined ||
    now === undefined ||
    typeof old === 'string' ||
    typeof now === 'string'
  ) {
    throw new SyncError('page-unusable', `An older version of '${job.page}' cannot be trusted.`, {
      hint: 'What the run did there cannot be told: take it back by hand.',
    });
  }
  return changesBetween(old, now, job.schema);
}

async function notFound(job: ListingJob, wanted: WantedRun): Promise<SyncError> {
  const what = wanted.kind === 'run' ? `run '${wanted.sign}'` : `revision ${wanted.id}`;
  const rotated = await job.state.rotatedRuns();
  const log = rotated === undefined ? 'the log' : `the log (${removed(rotated)})`;
  return new SyncError(
    'usage',
    `There is no ${what} of '${job.name}', in ${log} or the histories.`,
    {
      hint: "'wikisync log' names the runs of this state folder; the page's history has marks '(ws-…)'.",
    },
  );
}
