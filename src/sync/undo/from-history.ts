/** What a run did, told from the page's history and git's, where the log does not know it. */

import type { Change } from '../../core/change.ts';
import { readDataRecords } from '../../core/data-records.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { markOf } from '../../core/plan/sync-point.ts';
import { changesBetween } from '../../core/undo/changes-between.ts';
import { composeChanges } from '../../core/undo/compose.ts';
import { baseBefore } from '../../core/undo/restored-base.ts';
import type { RunTexts } from '../../core/undo/text-back.ts';
import { SyncError } from '../../errors.ts';
import { runCommits } from '../../git/file-history.ts';
import type { PastRevision } from '../../wiki/wiki.ts';
import type { ListingJob } from '../job.ts';
import type { ListingSides } from '../read-sides.ts';
import { recordsOfPage } from '../records-of.ts';
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
  const edits = await editsOf(job, sides, wanted);
  const sign = edits[0]?.sign ?? (wanted.kind === 'run' ? wanted.sign : '');
  const page = edits.map((edit) => changesOn(job, sides, edit));
  const data = await dataPart(job, sign);
  if (edits.length === 0 && data.changes.length === 0) throw notFound(job, wanted);
  const [only, ...more] = edits;
  const changes = { page: composed(job, page), data: data.changes };
  return {
    run: sign,
    changes,
    before: baseBefore(changes),
    undone: [],
    texts: {
      ...(only === undefined || more.length > 0 ? {} : { page: only }),
      ...(data.texts === undefined ? {} : { data: data.texts }),
    },
    diagnostics: data.isKnown ? [] : [dataUnknown(job, sign)],
  };
}

async function editsOf(
  job: ListingJob,
  { page: { revision } }: ListingSides,
  wanted: WantedRun,
): Promise<readonly PastEdit[]> {
  if (revision.revisionId === undefined) return [];
  if (wanted.kind === 'revision') return [await editAt(job, { page: revision, id: wanted.id })];
  const past = await job.wiki.readHistory({ page: revision, limit: looked, withText: false });
  const own = past.filter(({ summary = '' }) => markOf(summary)?.id.startsWith(wanted.sign));
  const edits: PastEdit[] = [];
  for (const { revisionId } of own.toReversed()) {
    edits.push(await editAt(job, { page: revision, id: revisionId }));
  }
  return edits;
}

async function editAt(
  job: ListingJob,
  { page, id }: { readonly page: ListingSides['page']['revision']; readonly id: number },
): Promise<PastEdit> {
  const read = await job.wiki.readHistory({ page, from: id, limit: 2, withText: true });
  const [after, before] = read;
  if (after?.revisionId !== id) throw notFound(job, { kind: 'revision', id });
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

function composed(job: ListingJob, all: readonly (readonly Change[])[]): readonly Change[] {
  return all.reduce<readonly Change[]>(
    (before, changes) => composeChanges(before, changes, job.schema),
    [],
  );
}

interface DataPart {
  readonly changes: readonly Change[];
  readonly texts?: RunTexts;
  /** Whether git was there to be asked, and had it. */
  readonly isKnown: boolean;
}

async function dataPart(job: ListingJob, sign: string): Promise<DataPart> {
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
    changes: composed(job, changes),
    ...(first === undefined || last === undefined || !isJoined
      ? {}
      : { texts: { before: first.before, after: last.after } }),
    isKnown: commits.length > 0,
  };
}

function recordsIn({ data, schema }: ListingJob, text: string) {
  const { value } = data.format.parse(text, data.shownPath);
  return value === undefined ? undefined : readDataRecords(value, schema).set;
}

function notFound(job: ListingJob, wanted: WantedRun): SyncError {
  const what = wanted.kind === 'run' ? `run '${wanted.sign}'` : `revision ${wanted.id}`;
  return new SyncError(
    'usage',
    `There is no ${what} of '${job.name}', in the log or the histories.`,
    {
      hint: "'wikisync log' names the runs of this state folder; the page's history has marks '(ws-…)'.",
    },
  );
}

function dataUnknown(job: ListingJob, sign: string): Diagnostic {
  return {
    code: 'undo-data-unknown',
    severity: 'warning',
    message: `Whether run ${sign} wrote '${job.data.shownPath}' is not known: the log has nothing of it, nor has git.`,
    hint: 'If it did, take that back by hand; the page is taken back as its history tells.',
  };
}
