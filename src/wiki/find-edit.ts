/** Looks for an edit whose answer never came: nothing here writes. */
import { SyncError } from '../errors.ts';
import type { QueryAnswer, RevisionAnswer } from './answers.ts';
import { confirmSaved, endsAsking, unknownOutcome } from './confirm-edit.ts';
import type { WikiContext } from './context.ts';
import type { EditOutcome, SentEdit } from './wiki.ts';

/** What the page's newer revisions show. */
export type Found =
  | { readonly kind: 'saved'; readonly revisionId: number }
  /** The account has saved no such revision since the base. */
  | { readonly kind: 'not-there' }
  /** There is something that hides it, or might: why, as a clause. */
  | { readonly kind: 'unclear'; readonly reason: string };

/** Milliseconds between the first looks, and between all others. */
const pauses = [2_000, 5_000, 13_000];
const longestPause = 30_000;

/**
 * Looks until the edit is found, or until the wiki cannot be still at it: MediaWiki goes on after a
 * client hangs up, for up to 120 seconds ($wgTransactionalTimeLimit).
 *
 * @throws {SyncError} outcome-unknown, and what `confirmSaved` throws
 */
export async function findEdit(context: WikiContext, sent: SentEdit): Promise<EditOutcome> {
  const { now, settleTime } = context;
  const start = now();
  let waited = 0;
  for (let look = 0; ; look += 1) {
    // The longer of the two, as clocks are set back.
    const left = settleTime - sent.age - Math.max(waited, now() - start);
    const found = await lookOnce(context, sent);
    if (found.kind === 'saved') {
      const expected = { baseRevision: sent.baseRevision ?? 0, textHash: sent.textHash };
      return { kind: 'saved', saved: await confirmSaved(context, expected, found.revisionId) };
    }
    if (left <= 0) {
      if (found.kind === 'not-there') return { kind: 'not-saved' };
      throw unknownOutcome(found.reason);
    }
    const pause = Math.min(pauses[look] ?? longestPause, left);
    await context.wait(pause);
    waited += pause;
  }
}

async function lookOnce(context: WikiContext, sent: SentEdit): Promise<Found> {
  try {
    return await findRevision(context, sent);
  } catch (error) {
    if (!(error instanceof SyncError) || endsAsking(error)) throw error;
    if (error.detail === 'budget') throw unknownOutcome(error.message.replace(/\.$/, ''));
    return { kind: 'unclear', reason: error.message.replace(/\.$/, '') };
  }
}

/** Looks once for a revision of the account's, newer than the base, with the edit's mark or text. */
export async function findRevision(
  { connection }: WikiContext,
  sent: Omit<SentEdit, 'age'>,
): Promise<Found> {
  const base = sent.baseRevision ?? 0;
  const answer = await connection.query(() => ({
    ...(sent.pageId === undefined ? { titles: [sent.title] } : { pageids: sent.pageId }),
    prop: 'revisions',
    rvprop: ['ids', 'user', 'comment', 'slotsha1'],
    rvslots: 'main',
    rvlimit: 50,
    ...(base === 0 ? {} : { rvendid: base }),
    meta: ['userinfo'],
  }));
  const newer = (answer.query.pages[0]?.revisions ?? []).filter(({ revid }) => revid > base);
  const ours = newer.find((revision) => isOurs(revision, sent, connection.account));
  if (ours !== undefined) return { kind: 'saved', revisionId: ours.revid };
  const isYetToBeMade = sent.isNew === true && answer.query.pages[0]?.missing === true;
  if (isYetToBeMade) return { kind: 'not-there' };
  const reason = whyUnclear(answer, newer);
  return reason === undefined ? { kind: 'not-there' } : { kind: 'unclear', reason };
}

function isOurs(
  { user, comment, slots }: RevisionAnswer,
  { textHash, summary }: Omit<SentEdit, 'age'>,
  account: string | undefined,
): boolean {
  return user === account && (comment === summary || slots?.main.sha1 === textHash);
}

function whyUnclear(answer: QueryAnswer, newer: readonly RevisionAnswer[]): string | undefined {
  const [page] = answer.query.pages;
  if (page === undefined || page.missing === true) return 'the page is not there any more';
  if (answer.continue !== undefined) return 'there are too many newer revisions to look at';
  const hidden = newer.find(({ user, comment }) => user === undefined || comment === undefined);
  return hidden === undefined ? undefined : `revision ${hidden.revid} is partly hidden`;
}
