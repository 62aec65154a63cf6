/**
 * Saves a page on MediaWiki: at most one request that edits, whatever comes of it.
 *
 * `baserevid` goes alone: with `basetimestamp` beside it the wiki would overwrite an edit of the
 * same second, or of another run of the same account, without a word.
 */
import { hash } from 'node:crypto';
import { SyncError, type SyncErrorCode } from '../errors.ts';
import { parseEdit } from './answers.ts';
import {
  isReady,
  lookAgain,
  outdated,
  refuseIfTransformed,
  type SafeEdit,
  safeEdit,
  seenState,
} from './before-edit.ts';
import { confirmSaved, unknownOutcome } from './confirm-edit.ts';
import type { SeenState, WikiContext } from './context.ts';
import { findEdit } from './find-edit.ts';
import { textHash } from './page-revision.ts';
import { readFromWiki } from './read-page.ts';
import { longestWait } from './retry.ts';
import type { Params, Reply } from './session.ts';
import { storedOtherwise } from './stored-form.ts';
import type { Edit, SavedPage, SentEdit } from './wiki.ts';
import { type Verdict, verdictOf, withCode } from './wiki-error.ts';

/** Saves once, and reads back what was stored. See `Wiki.savePage`. */
export async function saveToWiki(context: WikiContext, edit: Edit): Promise<SavedPage> {
  const safe = safeEdit(edit);
  const reason = storedOtherwise(edit.text);
  if (reason !== undefined) {
    throw new SyncError('edit-refused', `The wiki would not store the text as it is: ${reason}.`, {
      hint: 'Nothing was sent.',
    });
  }
  const seen = await seenState(context, safe);
  if (!isReady(context, seen)) await lookAgain(context, safe, seen);
  await refuseIfTransformed(context, { title: safe.base.title, text: safe.text });
  return sendOnce(context, {
    params: editParams(context, safe, seen),
    sent: sentOf(safe),
    text: safe.text,
    lookAgain: () => lookAgain(context, safe, seen),
    unchanged: () => unchanged(context, safe),
  });
}

/** A request that saves, and how to find out what became of it. */
export interface Sending {
  readonly params: Params;
  readonly sent: Omit<SentEdit, 'age'>;
  readonly text: string;
  /** Looks whether all is as it was, before the request goes again. */
  readonly lookAgain: () => Promise<void>;
  /** What to make of the wiki's word that the text was there already. */
  readonly unchanged?: () => Promise<SavedPage>;
}

/** Sends it, and reads back what was stored. */
export async function sendOnce(context: WikiContext, sending: Sending): Promise<SavedPage> {
  try {
    const reply = await send(context, sending);
    return await outcome(context, sending, reply);
  } finally {
    context.connection.settled();
  }
}

/** Sends the edit; again only where the wiki proved that nothing was done, and a few times at most. */
async function send(context: WikiContext, { params, lookAgain: look }: Sending): Promise<Reply> {
  const { connection, name } = context;
  let isRenewed = false;
  for (let attempt = 1; ; attempt += 1) {
    const reply = await connection.edit(params);
    if (reply.kind === 'answer') return reply;
    const verdict = verdictOf(reply.failure, name);
    if (attempt === mostSends || isRenewed || !mayBeSentAgain(verdict)) return reply;
    connection.settled();
    isRenewed = verdict.renew;
    if (verdict.renew) await connection.renew(verdict);
    else await context.wait(verdict.retryAfter ?? 0);
    await look();
  }
}

/** One that is not saved after these is left to a later run. */
const mostSends = 3;

function mayBeSentAgain({ edit, renew, retryAfter }: Verdict): boolean {
  return renew || (edit === 'resend' && retryAfter !== undefined && retryAfter <= longestWait);
}

function editParams({ bot, minor }: WikiContext, edit: SafeEdit, seen: SeenState): Params {
  return {
    action: 'edit',
    title: edit.base.title,
    text: edit.text,
    summary: edit.summary,
    baserevid: edit.baseId,
    starttimestamp: seen.wikiTime,
    nocreate: true,
    bot,
    minor,
    watchlist: 'nochange',
    md5: hash('md5', edit.text),
  };
}

async function outcome(
  context: WikiContext,
  { sent, text, unchanged: look }: Sending,
  reply: Reply,
): Promise<SavedPage> {
  if (reply.kind === 'failed') {
    const verdict = verdictOf(reply.failure, context.name);
    if (verdict.edit !== 'probe') throw refusedBy(context, verdict);
    return findOut(() => probe(context, sent));
  }
  const answer = parseEdit(reply.body);
  if (answer?.result === 'Failure') throw declined(context, answer);
  return findOut(() => {
    const { result, newrevid, nochange } = answer ?? {};
    if (result === 'Success' && newrevid !== undefined) {
      const { baseRevision = 0, textHash: hash } = sent;
      return confirmSaved(context, { baseRevision, textHash: hash, text }, newrevid);
    }
    const isUnchanged = result === 'Success' && nochange === true;
    return isUnchanged && look !== undefined ? look() : probe(context, sent);
  });
}

function refusedBy({ halt }: WikiContext, { error, edit }: Verdict): SyncError {
  const refused = error.code === 'wiki-answer' ? withCode(error, 'edit-refused') : error;
  if (edit === 'halt') halt.set(refused);
  if (error.detail?.startsWith('abusefilter-') === true) halt.countFilter(refused);
  return refused;
}

/** What says for certain what became of an edit that was sent. */
const certain: readonly SyncErrorCode[] = [
  'edit-conflict',
  'edit-lost',
  'edit-refused',
  'outcome-unknown',
  'page-changed',
];

/** A wiki that cannot be asked any more, or a run that is stopped, leaves the outcome open. */
async function findOut(look: () => Promise<SavedPage>): Promise<SavedPage> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof SyncError) || certain.includes(error.code)) throw error;
    throw unknownOutcome(error.message.replace(/\.$/, ''));
  }
}

/** The answer does not tell: the page's history does. */
async function probe(context: WikiContext, sent: Sending['sent']): Promise<SavedPage> {
  const found = await findEdit(context, { ...sent, age: 0 });
  if (found.kind === 'saved') return found.saved;
  throw new SyncError('edit-lost', `The edit of '${sent.title}' never reached the wiki.`, {
    hint: 'Nothing was saved; read the page again.',
  });
}

function sentOf({ base, baseId, text, summary }: SafeEdit): Sending['sent'] {
  const { title, pageId } = base;
  return {
    title,
    ...(pageId === undefined ? {} : { pageId }),
    summary,
    baseRevision: baseId,
    textHash: textHash(text),
  };
}

/**
 * The wiki says that the text was there already: ours, if something on the way sent the request
 * twice; somebody else's; or our change was lost in what the wiki does to a text before saving.
 */
async function unchanged(context: WikiContext, edit: SafeEdit): Promise<SavedPage> {
  if (edit.text === edit.base.text) return { revision: edit.base, isMerged: false };
  // Whatever was sent before this answer is through: it is there by now, or never will be.
  const found = await findEdit(context, { ...sentOf(edit), age: context.settleTime });
  if (found.kind === 'saved') return found.saved;
  const latest = await readFromWiki(context, { page: edit.base.title, template: '' });
  if (latest.revision.revisionId !== edit.baseId) throw outdated(edit);
  throw new SyncError('edit-refused', 'The wiki turns the new text into the old one.', {
    hint: 'Nothing was saved; look for what it expands or removes on saving.',
    detail: 'nochange',
  });
}

function declined(
  { name, halt }: WikiContext,
  answer: { readonly captcha?: object | undefined; readonly code?: string | undefined },
): SyncError {
  const captcha = answer.captcha !== undefined;
  const error = new SyncError(
    'edit-refused',
    captcha ? `Wiki '${name}' wants a captcha solved.` : `Wiki '${name}' declined the edit.`,
    {
      hint: captcha
        ? "Nothing was saved; the account needs the right 'skipcaptcha'."
        : 'Nothing was saved.',
      detail: captcha ? 'captcha' : (answer.code ?? 'Failure'),
    },
  );
  return captcha ? halt.set(error) : error;
}
