/** Saves a plan's changes to the page, as one edit. */
import { countChanges } from '../core/change.ts';
import { blobId, digestOf } from '../core/plan/digest.ts';
import type { AroundChange } from '../core/plan/plan.ts';
import { basisDigest, editMark, isInStep } from '../core/plan/sync-point.ts';
import type { RecordSet } from '../core/record.ts';
import type { ListingOutcome } from '../report/run-report.ts';
import type { PageIntent } from '../state/journal.ts';
import type { PageState, SavedPage } from '../wiki/wiki.ts';
import { expectDepartures } from './expect-departures.ts';
import { type ListingJob, refuseIfStopping } from './job.ts';
import { logWrite } from './log-run.ts';
import type { Planning } from './plan-listing.ts';
import { recordsOfPage } from './records-of.ts';
import { remember, snapshotOf } from './remember.ts';
import { runSign } from './run-id.ts';
import { fileHash } from './settle.ts';
import { writeSide } from './write-side.ts';

/** Saves the page once, and remembers what both sides agree on. */
export async function writePage(job: ListingJob, planning: Planning): Promise<SavedPage> {
  const { planned, sides } = planning;
  refuseIfStopping(job);
  const { data } = planned.sides;
  const base = sides.page.revision;
  job.wiki.expectSave(base);
  const id = job.newId();
  const text = planned.pageText;
  const wiki = recordsIn(job, sides.page, text);
  const summary = editSummary(job, planning, { id, isSyncPoint: isInStep(data, wiki, job.schema) });
  const intent: PageIntent = {
    kind: 'page',
    id,
    listing: job.name,
    time: job.now(),
    wiki: job.wiki.name,
    title: base.title,
    ...(base.pageId === undefined ? {} : { pageId: base.pageId }),
    ...(base.revisionId === undefined ? {} : { baseRevision: base.revisionId }),
    textHash: fileHash(text),
    summary,
  };
  const pending = await snapshotOf(job, planning, { data, wiki, revision: base });
  await expectDepartures(job, planning);
  job.log('info', `${job.name}: saving '${base.title}'`);
  return writeSide(
    job,
    { intent, pending },
    {
      log: () =>
        logWrite(job, planning, { side: 'page', id, texts: { before: base.text, after: text } }),
      write: async () => {
        const value = await job.wiki.savePage({ base, text, summary });
        const { revisionId } = value.revision;
        return { value, result: value.isMerged ? 'merged' : 'done', revision: revisionId };
      },
      remember: ({ revision }) =>
        remember(job, planning, {
          data,
          wiki: revision.text === text ? wiki : recordsIn(job, sides.page, revision.text),
          revision,
        }),
    },
  );
}

/** A stop page, a hold, a protection, reverts: people have said no; `undefined` if they have not. */
export function whyStopped(
  job: ListingJob,
  { sides, reverted }: Planning,
): Extract<ListingOutcome, { readonly kind: 'failed' }> | undefined {
  const { stop, permission } = sides.page;
  if (reverted !== undefined) {
    const { message, hint = '' } = reverted;
    return { kind: 'failed', code: 'stopped', message, hint };
  }
  if (stop !== undefined) {
    return {
      kind: 'failed',
      code: 'stopped',
      message: `People asked the bot to stop: ${stop}.`,
      hint: 'Nothing was saved; talk to them, and run again when the page says so no longer.',
    };
  }
  if (permission.kind !== 'refused') return undefined;
  const message = `'${job.page}' may not be edited: ${permission.reason}.`;
  const hint = "Nothing was saved; run 'wikisync doctor', and talk to the wiki's people.";
  return { kind: 'failed', code: 'not-allowed', message, hint };
}

function recordsIn(job: ListingJob, page: PageState, text: string): RecordSet {
  const records = recordsOfPage(job, text, page.site);
  if (typeof records === 'string') throw new Error(`The saved page ${records}.`);
  return records;
}

/**
 * Counts alone: no value of a record gets into a page's history twice. The mark at its end tells
 * this edit from all others.
 */
function editSummary(
  job: ListingJob,
  { planned, sides, undo }: Planning,
  { id, isSyncPoint }: { readonly id: string; readonly isSyncPoint: boolean },
): string {
  const counts = countChanges(planned.plan.toPage);
  const parts = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${count} ${pastTense[kind] ?? kind}`);
  const { around = [] } = planned.plan;
  if (undo === undefined && around.length > 0) parts.push(aroundWords(around));
  const at = {
    mapping: basisDigest(job.schema),
    data: blobId(sides.data.text),
    page: digestOf(planned.pageText),
  };
  const mark = editMark(id, {
    ...(isSyncPoint ? { point: { words: job.marker, at } } : {}),
    ...(undo === undefined ? {} : { undoes: runSign(undo.run) }),
  });
  const what = [...(undo === undefined ? [] : ['undo of a run']), ...parts].join(', ');
  return `${job.summary.slice(0, longestSummary)}: ${what} ${mark}`;
}

/** What else of the page is in the edit. */
function aroundWords(around: readonly AroundChange[]): string {
  const isRebuilt = around.some(({ what }) => what !== 'spot');
  return isRebuilt ? 'page regenerated' : 'derived text kept fresh';
}

/** Characters of the config's part: MediaWiki cuts a summary after 500, with the mark at its end. */
const longestSummary = 300;

const pastTense: Readonly<Record<string, string>> = {
  create: 'added',
  update: 'updated',
  delete: 'removed',
  move: 'moved',
  rename: 'renamed',
};
