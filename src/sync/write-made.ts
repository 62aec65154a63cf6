/** Writes one page that is made from records, written down before and after as every write is. */
import type { Change } from '../core/change.ts';
import { editMark } from '../core/plan/sync-point.ts';
import { SyncError } from '../errors.ts';
import type { ListingReport } from '../report/run-report.ts';
import type { PageIntent } from '../state/journal.ts';
import type { Snapshot } from '../state/snapshot.ts';
import type { Revision } from '../wiki/wiki.ts';
import { addWrite } from './log-run.ts';
import type { MakerJob } from './make-pages.ts';
import { fileHash, outcomeOf } from './settle.ts';
import { writeSide } from './write-side.ts';

/** A page that is not as it should be. */
export interface MadeWrite {
  readonly title: string;
  readonly text: string;
  /** As it was read; `undefined` for one that is not there yet. */
  readonly base: Revision | undefined;
}

/**
 * Writes it once.
 *
 * @param known what was written to which page: it is told, and kept
 * @param report of all that the run is about to write, for its log
 * @throws {SyncError} as `writeSide`
 */
export async function writeMade(
  job: MakerJob,
  { title, text, base }: MadeWrite,
  { known, report }: { readonly known: Map<string, string>; readonly report: ListingReport },
): Promise<void> {
  const id = job.newId();
  const did = base === undefined ? 'made from records' : 'made anew from records';
  const summary = `${job.summary.slice(0, 300)}: ${did} ${editMark(id, {}).replace(')', ', made)')}`;
  const intent: PageIntent = {
    kind: 'page',
    id,
    listing: job.name,
    time: job.now(),
    wiki: job.wiki.name,
    title,
    ...(base?.pageId === undefined ? {} : { pageId: base.pageId }),
    ...(base?.revisionId === undefined ? {} : { baseRevision: base.revisionId }),
    ...(base === undefined ? { isNew: true } : {}),
    textHash: fileHash(text),
    summary,
  };
  job.log('info', `${job.name}: saving '${title}'`);
  await writeSide(
    job,
    { intent, pending: nothingAgreed(job, title) },
    {
      log: () =>
        addWrite(
          job,
          {
            ...{ side: 'page', id, changes: [changeOf({ title, text, base })] },
            ...(base?.revisionId === undefined ? {} : { baseRevision: base.revisionId }),
            texts: { before: base?.text ?? '', after: text },
          },
          { report },
        ),
      write: async () => {
        const saved =
          base === undefined
            ? await job.wiki.createPage({ title, text, summary })
            : await job.wiki.savePage({ base, text, summary });
        const { revision, isMerged } = saved;
        return {
          value: revision.text,
          result: isMerged ? 'merged' : 'done',
          revision: revision.revisionId,
        };
      },
      // What the wiki merged with somebody's edit is not what was written.
      remember: async (stored) => {
        if (stored === text) known.set(title, fileHash(text));
        await job.state.saveMadePages(job.name, known);
      },
    },
  );
}

/** The page's change, by its title: its one field is its text. */
export function changeOf({ title, text, base }: MadeWrite): Change {
  return {
    kind: base === undefined ? 'create' : 'update',
    key: title,
    fields: [{ field: 'text', ...(base === undefined ? {} : { before: base.text }), after: text }],
  };
}

/** Finds out what became of a write that an earlier run left open. */
export async function settleMade(
  job: MakerJob,
  { mayWrite }: { readonly mayWrite: boolean },
): Promise<void> {
  const open = await job.state.openIntent(job.name);
  if (open === undefined || open.intent.kind !== 'page' || !mayWrite) return;
  const { intent } = open;
  job.log(
    'warn',
    `${job.name}: an earlier run was cut off, looking what became of '${intent.title}'`,
  );
  const { title, pageId, baseRevision, textHash, summary, isNew } = intent;
  const found = await orChanged(() =>
    job.wiki.findEdit({
      ...{ title, textHash, summary },
      ...(pageId === undefined ? {} : { pageId }),
      ...(baseRevision === undefined ? {} : { baseRevision }),
      ...(isNew === undefined ? {} : { isNew }),
      age: Math.max(0, job.now() - intent.time),
    }),
  );
  if (found === 'saved') {
    const known = await job.state.loadMadePages(job.name);
    await job.state.saveMadePages(job.name, new Map([...known, [title, textHash]]));
  }
  const result = found === 'saved' ? 'done' : found;
  await job.state.endIntent(outcomeOf(job, intent, { result }));
}

async function orChanged(
  look: () => Promise<{ readonly kind: 'saved' | 'not-saved' }>,
): Promise<'saved' | 'not-done' | 'changed'> {
  try {
    return (await look()).kind === 'saved' ? 'saved' : 'not-done';
  } catch (error) {
    if (error instanceof SyncError && error.code === 'page-changed') return 'changed';
    throw error;
  }
}

/** Nothing is merged with a page that is made: there is nothing to remember of it but its text. */
function nothingAgreed(job: MakerJob, page: string): Snapshot {
  return {
    listing: job.name,
    wiki: job.wiki.name,
    page,
    signatures: new Map(),
    base: { records: new Map(), unmet: new Set() },
  };
}
