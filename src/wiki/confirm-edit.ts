/** Reads back what was saved, and compares it with what was sent. */
import { SyncError } from '../errors.ts';
import type { RevisionAnswer } from './answers.ts';
import type { WikiContext } from './context.ts';
import { textHash } from './page-revision.ts';
import type { SavedPage } from './wiki.ts';

/** What a saved revision is compared with. */
export interface ExpectedEdit {
  readonly baseRevision: number;
  /** SHA-1 of the text in UTF-8, in hexadecimal. */
  readonly textHash: string;
  /** The text, if it is at hand: then the wiki is asked for its hash, and for more if that differs. */
  readonly text?: string;
}

/** Milliseconds before each attempt to read a revision that a lagging replica may not have yet. */
const readBacks = [0, 1_000, 4_000, 10_000];

/**
 * Reads a saved revision back and compares it with what was sent.
 *
 * @throws {SyncError} page-changed: it has another author, or another text without a merge;
 * outcome-unknown: it cannot be read
 */
export async function confirmSaved(
  context: WikiContext,
  expected: ExpectedEdit,
  revisionId: number,
): Promise<SavedPage> {
  const { revision, title, pageId, text } = await readBack(context, expected, revisionId);
  const isMerged = revision.parentid !== expected.baseRevision;
  const difference =
    revision.user === context.connection.account
      ? textDifference(text, isMerged ? undefined : expected.textHash)
      : 'somebody else saved it';
  if (difference !== undefined || text === undefined || revision.timestamp === undefined) {
    throw new SyncError(
      'page-changed',
      `Revision ${revisionId} of '${title}' was saved, but ${difference ?? 'its text is hidden'}.`,
      { hint: 'Look at the page, and read it again before the next edit.' },
    );
  }
  const { timestamp } = revision;
  return { revision: { title, pageId, revisionId, timestamp, text }, isMerged };
}

/** Whether this run cannot ask anything any more, however often it tries. */
export function endsAsking(error: unknown): boolean {
  return (
    !(error instanceof SyncError) ||
    error.code === 'interrupted' ||
    error.code === 'state-unavailable'
  );
}

/** Of an edit that may have been saved, or may not. */
export function unknownOutcome(reason: string): SyncError {
  return new SyncError('outcome-unknown', `It is not known what became of the edit: ${reason}.`, {
    hint: 'It is not sent again. Run again: the next run looks for it first, and then plans anew.',
  });
}

/** Continues "it was saved, but". A merged text is the wiki's affair, and read anew. */
function textDifference(text: string | undefined, hash: string | undefined): string | undefined {
  if (text === undefined) return 'its text is hidden';
  return hash === undefined || textHash(text) === hash
    ? undefined
    : 'the wiki stored another text than was sent';
}

interface ReadBack {
  readonly title: string;
  readonly pageId: number;
  readonly revision: RevisionAnswer;
  /** `undefined` if it is hidden. */
  readonly text: string | undefined;
}

/** @throws {SyncError} outcome-unknown */
async function readBack(
  context: WikiContext,
  expected: ExpectedEdit,
  revisionId: number,
): Promise<ReadBack> {
  if (expected.text !== undefined) {
    const found = await readPatiently(context, revisionId, 'slotsha1');
    const isAsSent = found.revision.slots?.main.sha1 === expected.textHash;
    if (isAsSent) return { ...found, text: expected.text };
  }
  const found = await readPatiently(context, revisionId, 'content');
  return { ...found, text: found.revision.slots?.main.content };
}

async function readPatiently(
  context: WikiContext,
  revisionId: number,
  what: 'content' | 'slotsha1',
): Promise<Omit<ReadBack, 'text'>> {
  for (const pause of readBacks) {
    if (pause > 0) await context.wait(pause);
    const found = await readRevision(context, revisionId, what).catch((error: unknown) => {
      if (endsAsking(error)) throw error;
      return undefined;
    });
    if (found !== undefined) return found;
  }
  throw unknownOutcome(`revision ${revisionId} was saved, but cannot be read back`);
}

async function readRevision(
  { connection }: WikiContext,
  revisionId: number,
  what: 'content' | 'slotsha1',
): Promise<Omit<ReadBack, 'text'> | undefined> {
  const { query } = await connection.query(() => ({
    revids: revisionId,
    prop: 'revisions',
    rvprop: ['ids', 'timestamp', 'user', what],
    rvslots: 'main',
  }));
  const [page] = query.pages;
  const revision = page?.revisions?.find(({ revid }) => revid === revisionId);
  return page?.pageid === undefined || revision === undefined
    ? undefined
    : { title: page.title, pageId: page.pageid, revision };
}
