/**
 * Runs that were taken back on the page, for a machine that does not remember it: told by the marks
 * in the summaries of the account's own edits.
 */
import { markOf } from '../../core/plan/sync-point.ts';
import type { Base } from '../../core/reconcile/base.ts';
import type { RecordSet } from '../../core/record.ts';
import { changesBetween } from '../../core/undo/changes-between.ts';
import { inverse } from '../../core/undo/compose.ts';
import { joinUndone, undoneBy } from '../../core/undo/note-undone.ts';
import { baseBefore, restoredBase } from '../../core/undo/restored-base.ts';
import { stillUndone, type UndoneChange } from '../../core/undo/undone.ts';
import type { PageState } from '../../wiki/wiki.ts';
import type { FoundBase } from '../find-base.ts';
import type { ListingJob } from '../job.ts';
import { recordsOfData, recordsOfPage } from '../records-of.ts';

/** An undo that is newer than what is agreed on. */
interface PastUndo {
  readonly revisionId: number;
  readonly undoes: string;
}

/**
 * The base with what such undos took back, and what is not to be done again; itself if there are none.
 *
 * @throws {SyncError} what reading the history throws
 */
export async function withUndosOnPage(
  job: ListingJob,
  { page, text }: { readonly page: PageState; readonly text: string },
  found: FoundBase,
): Promise<FoundBase> {
  const undos = undosSince(page, found.revision ?? 0);
  if (found.base === undefined || undos.length === 0) return found;
  const wiki = recordsOfPage(job, page.revision.text, page.site);
  if (typeof wiki === 'string') return found;
  const sides = { data: recordsOfData(job, text), wiki };
  let { base, undone } = { base: found.base, undone: found.undone };
  for (const undo of undos) {
    const made = await takenBackBy(job, page, { undo, sides, base });
    if (made === undefined) continue;
    base = made.base;
    undone = joinUndone(undone, made.undone);
  }
  return { ...found, base, undone: stillUndone(undone, sides, job.schema) };
}

/** Oldest first. */
function undosSince({ ownEdits }: PageState, revision: number): readonly PastUndo[] {
  const undos = (ownEdits?.edits ?? []).flatMap(({ revisionId, summary = '' }) => {
    const undoes = revisionId > revision ? markOf(summary)?.undoes : undefined;
    return undoes === undefined ? [] : [{ revisionId, undoes }];
  });
  return undos.toReversed();
}

async function takenBackBy(
  job: ListingJob,
  page: PageState,
  about: {
    readonly undo: PastUndo;
    readonly sides: { readonly data: RecordSet; readonly wiki: RecordSet };
    readonly base: Base;
  },
): Promise<{ readonly base: Base; readonly undone: readonly UndoneChange[] } | undefined> {
  const { undo, sides, base } = about;
  const { schema } = job;
  const request = { page: page.revision, from: undo.revisionId, limit: 2, withText: true };
  const [after, before] = await job.wiki.readHistory(request);
  const [now, old] = [after?.text, before?.text].map((text) =>
    text === undefined ? undefined : recordsOfPage(job, text, page.site),
  );
  if (
    now === undefined ||
    old === undefined ||
    typeof now === 'string' ||
    typeof old === 'string'
  ) {
    return undefined;
  }
  const back = { page: changesBetween(old, now, schema), data: [] };
  const run = { page: back.page.map((change) => inverse(change, schema)), data: [] };
  return {
    base: restoredBase(base, { back, before: baseBefore(run), ...sides, schema }),
    undone: undoneBy(undo.undoes, back, schema),
  };
}
