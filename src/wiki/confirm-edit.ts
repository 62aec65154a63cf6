/** Finds out what became of an edit that was sent: nothing here writes. */
import { SyncError } from '../errors.ts';
import type { RevisionAnswer } from './answers.ts';
import type { WikiContext } from './context.ts';
import { textHash } from './page-revision.ts';
import type { Edit, Revision } from './wiki.ts';

/** What the page's newer revisions show. */
export type Found =
  | { readonly kind: 'saved'; readonly revisionId: number }
  /** Nobody has edited the page since its base. */
  | { readonly kind: 'untouched' }
  /** Only others have, or it cannot be told who. */
  | { readonly kind: 'others' };

/**
 * Milliseconds before each look for an edit whose answer never came. MediaWiki goes on after a
 * client hangs up, for up to 120 seconds ($wgTransactionalTimeLimit).
 */
const looks = [0, 2_000, 5_000, 13_000, 30_000, 50_000, 50_000];

/** Milliseconds after which no further look begins, should each of them take long. */
const longestProbe = 180_000;

/** Milliseconds before each attempt to read a revision that a lagging replica may not have yet. */
const readBacks = [0, 1_000, 4_000, 10_000];

/**
 * Reads a saved revision back and compares it with what was sent.
 *
 * @throws {SyncError} page-changed: it has another parent, author or text; outcome-unknown: it
 * cannot be read
 */
export async function confirmSaved(
  context: WikiContext,
  edit: Edit,
  revisionId: number,
): Promise<Revision> {
  const found = await readBack(context, revisionId);
  if (found === undefined) {
    throw unknown(`revision ${revisionId} was saved, but cannot be read back`);
  }
  const { revision, title, pageId } = found;
  const text = revision.slots?.main.content;
  const difference = differenceOf(revision, edit, context.connection.account);
  if (difference !== undefined || text === undefined || revision.timestamp === undefined) {
    throw new SyncError(
      'page-changed',
      `Revision ${revisionId} of '${title}' was saved, but ${difference ?? 'its text is hidden'}.`,
      { hint: 'Look at the page, and read it again before the next edit.' },
    );
  }
  return { title, pageId, revisionId, timestamp: revision.timestamp, text };
}

/**
 * Looks for the edit until a wiki cannot be still at it.
 *
 * @param reason why its outcome is not known
 * @throws {SyncError} outcome-unknown, and what `confirmSaved` throws
 */
export async function probeSaved(
  context: WikiContext,
  edit: Edit,
  reason: string,
): Promise<Revision> {
  const end = context.now() + longestProbe;
  for (const pause of looks) {
    if (context.now() > end) break;
    if (pause > 0) await context.wait(pause);
    const found = await findSaved(context, edit).catch(() => undefined);
    if (found?.kind === 'saved') return confirmSaved(context, edit, found.revisionId);
  }
  throw unknown(reason.replace(/\.$/, ''));
}

/** Looks once for a revision of the account's, newer than the base, with the edit's text or summary. */
export async function findSaved({ connection }: WikiContext, edit: Edit): Promise<Found> {
  const { query } = await connection.query(() => ({
    pageids: edit.base.pageId,
    prop: 'revisions',
    rvprop: ['ids', 'user', 'comment', 'slotsha1'],
    rvslots: 'main',
    rvlimit: 50,
    rvendid: edit.base.revisionId,
  }));
  const base = edit.base.revisionId ?? 0;
  const newer = (query.pages[0]?.revisions ?? []).filter(({ revid }) => revid > base);
  const hash = textHash(edit.text);
  const ours = newer.find(
    ({ user, comment, slots }) =>
      user === connection.account && (slots?.main.sha1 === hash || comment === edit.summary),
  );
  if (ours !== undefined) return { kind: 'saved', revisionId: ours.revid };
  return { kind: newer.length === 0 ? 'untouched' : 'others' };
}

interface ReadBack {
  readonly title: string;
  readonly pageId: number;
  readonly revision: RevisionAnswer;
}

async function readBack(context: WikiContext, revisionId: number): Promise<ReadBack | undefined> {
  for (const pause of readBacks) {
    if (pause > 0) await context.wait(pause);
    const found = await readRevision(context, revisionId).catch(() => undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function readRevision(
  { connection }: WikiContext,
  revisionId: number,
): Promise<ReadBack | undefined> {
  const { query } = await connection.query(() => ({
    revids: revisionId,
    prop: 'revisions',
    rvprop: ['ids', 'timestamp', 'user', 'content'],
    rvslots: 'main',
  }));
  const [page] = query.pages;
  const revision = page?.revisions?.find(({ revid }) => revid === revisionId);
  return page?.pageid === undefined || revision === undefined
    ? undefined
    : { title: page.title, pageId: page.pageid, revision };
}

/** How a stored revision differs from the edit, continuing "it was saved, but". */
function differenceOf(
  revision: RevisionAnswer,
  { base, text }: Edit,
  account: string | undefined,
): string | undefined {
  if (revision.user !== account) return 'somebody else saved it';
  if (revision.parentid !== base.revisionId) return "the wiki merged it with somebody's edit";
  if (revision.slots?.main.content !== text) return 'the wiki stored another text than was sent';
  return undefined;
}

function unknown(reason: string): SyncError {
  return new SyncError('outcome-unknown', `It is not known what became of the edit: ${reason}.`, {
    hint: 'It is not sent again; look at the page, and run again: what is missing is planned anew.',
  });
}
