/** What an earlier run left open is found out before anything is planned. */
import { hash } from 'node:crypto';
import { dirname } from 'node:path';
import { uncertainBase } from '../core/reconcile/base.ts';
import { SyncError } from '../errors.ts';
import { readText, removeLeftovers } from '../files.ts';
import type { DataIntent, Intent, Outcome, PageIntent } from '../state/journal.ts';
import type { Snapshot } from '../state/snapshot.ts';
import type { OpenIntent } from '../state/store.ts';
import type { SavedPage, SentEdit } from '../wiki/wiki.ts';
import type { ListingJob } from './job.ts';

/**
 * The listing's snapshot, after the last run's open write, if there is one, was looked for.
 *
 * @param options whether what was found out may be written down; else the next run finds it anew
 * @throws {SyncError} outcome-unknown, state-damaged, and what reading and writing throw
 */
export async function settledSnapshot(
  job: ListingJob,
  options: { readonly mayWrite: boolean },
): Promise<Snapshot | undefined> {
  const open = await job.state.openIntent(job.name);
  if (open === undefined) return job.state.loadSnapshot(job.name);
  job.log('warn', `${job.name}: an earlier run was cut off, looking what became of its last write`);
  const { result, snapshot, revision } = await settle(job, open);
  const told = revision === undefined ? '' : `, revision ${revision}`;
  job.log('info', `${job.name}: that write was ${inWords[result]}${told}`);
  const now = snapshot ?? (await job.state.loadSnapshot(job.name));
  if (options.mayWrite) {
    if (open.intent.kind === 'data') await removeLeftovers(dirname(job.data.path));
    if (snapshot !== undefined) await job.state.saveSnapshot(snapshot);
    await job.state.endIntent(outcomeOf(job, open.intent, { result, revision }));
  }
  return now;
}

/** What the journal shall say of an intent. */
export function outcomeOf(
  job: ListingJob,
  { id, listing }: Intent,
  end: { readonly result: Outcome['result']; readonly revision?: number | undefined },
): Outcome {
  const { result, revision } = end;
  return {
    kind: 'outcome',
    id,
    listing,
    time: job.now(),
    result,
    ...(revision === undefined ? {} : { revision }),
  };
}

const inWords: Readonly<Record<Outcome['result'], string>> = {
  done: 'done',
  changed: 'done, and changed by the wiki',
  'not-done': 'not done',
  merged: "done, and merged with somebody's edit",
  unclear: 'done or not, as the file was edited since: what it was to change is compared anew',
};

interface Settled {
  readonly result: Outcome['result'];
  /** What both sides agreed on then; `undefined` if that is what they agreed on before. */
  readonly snapshot?: Snapshot;
  readonly revision?: number;
}

async function settle(job: ListingJob, { intent, pending }: OpenIntent): Promise<Settled> {
  if (intent.kind === 'data') return settleData(job, intent, pending);
  if (intent.wiki !== job.wiki.name) throw elsewhere(job, intent);
  const { title, pageId, baseRevision, textHash, summary } = intent;
  const found = await findEdit(job, {
    title,
    textHash,
    summary,
    ...(pageId === undefined ? {} : { pageId }),
    ...(baseRevision === undefined ? {} : { baseRevision }),
    age: Math.max(0, job.now() - intent.time),
  });
  if (typeof found === 'string') return { result: found };
  return settlePage(job, pending, found);
}

async function findEdit(
  job: ListingJob,
  sent: SentEdit,
): Promise<SavedPage | 'not-done' | 'changed'> {
  try {
    const found = await job.wiki.findEdit(sent);
    return found.kind === 'saved' ? found.saved : 'not-done';
  } catch (error) {
    // It was saved with another text, and people will have been told: both sides are read anew.
    if (error instanceof SyncError && error.code === 'page-changed') return 'changed';
    throw error;
  }
}

/** Where the wiki merged it with somebody's edit, ours is in it, but may not be what it says. */
async function settlePage(
  job: ListingJob,
  pending: Snapshot | undefined,
  { revision: { revisionId, timestamp }, isMerged }: SavedPage,
): Promise<Settled> {
  if (pending === undefined) throw lost(job);
  const snapshot = isMerged ? await disputed(job, pending) : settled(pending);
  if (revisionId === undefined) return { result: 'done', snapshot };
  return {
    result: isMerged ? 'merged' : 'done',
    snapshot: {
      ...snapshot,
      revision: revisionId,
      ...(timestamp === undefined ? {} : { time: timestamp }),
    },
    revision: revisionId,
  };
}

/** An atomic write is done or not; a file that is neither old nor new was edited after either. */
async function settleData(
  job: ListingJob,
  { textHash, baseHash }: DataIntent,
  pending: Snapshot | undefined,
): Promise<Settled> {
  const text = await readText(job.data.path);
  const hash = text === undefined ? undefined : fileHash(text);
  if (hash === baseHash || pending === undefined) return { result: 'not-done' };
  if (hash === textHash) return { result: 'done', snapshot: settled(pending) };
  return { result: 'unclear', snapshot: await disputed(job, pending) };
}

/** What the write changed is agreed on only where both sides are found the same. */
async function disputed(job: ListingJob, pending: Snapshot): Promise<Snapshot> {
  const before = await job.state.loadSnapshot(job.name);
  return { ...settled(pending), base: uncertainBase(before?.base, pending.base) };
}

function settled({ intent: _intent, ...snapshot }: Snapshot): Snapshot {
  return snapshot;
}

/** SHA-1 of a data file's text in UTF-8, in hexadecimal. */
export function fileHash(text: string): string {
  return hash('sha1', text);
}

function elsewhere(job: ListingJob, { wiki, title }: PageIntent): SyncError {
  return new SyncError(
    'outcome-unknown',
    `The last run of '${job.name}' was cut off while it saved '${title}' on wiki '${wiki}', which is not the listing's any more.`,
    { hint: 'Run it once with the config of that time, or delete the state folder.' },
  );
}

function lost(job: ListingJob): SyncError {
  return new SyncError(
    'state-damaged',
    `The last edit of '${job.name}' was saved, but what was agreed on with it is lost.`,
    { hint: 'Delete its snapshot to begin with a first contact, and the journal.' },
  );
}
