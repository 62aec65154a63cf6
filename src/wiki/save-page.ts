/**
 * Saves a page on MediaWiki: at most one request that edits, whatever comes of it.
 *
 * `baserevid` goes alone: with `basetimestamp` beside it the wiki would overwrite an edit of the
 * same second, or of another run of the same account, without a word.
 */
import { createHash } from 'node:crypto';
import { SyncError, type SyncErrorCode } from '../errors.ts';
import { parseEdit } from './answers.ts';
import { confirmSaved, unknownOutcome } from './confirm-edit.ts';
import type { SeenState, WikiContext } from './context.ts';
import { findEdit, findRevision } from './find-edit.ts';
import { pageOf, permissionParams, queryAll } from './page-query.ts';
import { textHash } from './page-revision.ts';
import { obstacleOf, readFromWiki, stopPageWords, stopped, stopRevision } from './read-page.ts';
import type { Params, Reply } from './session.ts';
import { mayBeTransformed, storedOtherwise } from './stored-form.ts';
import type { Edit, SavedPage, SentEdit } from './wiki.ts';
import { type Verdict, verdictOf, withCode } from './wiki-error.ts';

/** Milliseconds for which what was seen in a read is taken as still so. */
const fresh = 60_000;

/** An edit whose base is a revision of a wiki. */
interface SafeEdit extends Edit {
  readonly baseId: number;
}

/** Saves once, and reads back what was stored. See `Wiki.savePage`. */
export async function saveToWiki(context: WikiContext, edit: Edit): Promise<SavedPage> {
  const baseId = edit.base.revisionId;
  // Zero or nothing would switch the wiki's check off.
  if (baseId === undefined || baseId <= 0) throw new RangeError('the base has no revision id');
  const reason = storedOtherwise(edit.text);
  if (reason !== undefined) {
    throw new SyncError('edit-refused', `The wiki would not store the text as it is: ${reason}.`, {
      hint: 'Nothing was sent.',
    });
  }
  const safe = { ...edit, baseId };
  const seen = await seenState(context, safe);
  const stale = context.now() - seen.time > fresh;
  if (!context.connection.canEdit || stale) await lookAgain(context, safe, seen);
  await refuseIfTransformed(context, safe);
  const reply = await sendOnce(context, safe, seen);
  return outcome(context, safe, reply);
}

/** What is sent must be what is stored: where it is not certain, the wiki itself is asked. */
async function refuseIfTransformed({ connection }: WikiContext, edit: SafeEdit): Promise<void> {
  if (!mayBeTransformed(edit.text)) return;
  const stored = await connection.storedForm(edit.base.title, edit.text);
  if (stored === edit.text) return;
  const line = edit.text.split('\n').findIndex((each, at) => each !== stored.split('\n')[at]) + 1;
  throw new SyncError(
    'edit-refused',
    `The wiki would not store the text as it is: it transforms line ${line} of the page.`,
    { hint: 'Nothing was sent. Look there for ~~~~, {{subst:…}} or a link such as [[A (b)|]].' },
  );
}

/** What reading the base showed; it is read again if that was in another run. */
async function seenState(context: WikiContext, edit: SafeEdit): Promise<SeenState> {
  if (!context.reads.has(edit.baseId)) {
    await readFromWiki(context, { page: edit.base.title, template: '' });
  }
  const seen = context.reads.get(edit.baseId);
  if (seen === undefined) throw outdated(edit);
  if (seen.obstacle !== undefined) throw seen.obstacle;
  return seen;
}

/** Logs in, fetches the token, and looks whether all is as it was: in one query. */
async function lookAgain(context: WikiContext, edit: SafeEdit, seen: SeenState): Promise<void> {
  const { connection, stop, name } = context;
  await connection.logIn();
  const answer = await queryAll(connection, (loggedIn) => ({
    titles: [edit.base.title, ...(stop === undefined ? [] : [stop])],
    prop: 'info',
    meta: ['userinfo'],
    ...permissionParams(loggedIn),
  }));
  context.pace.allow(Object.values(answer.query.userinfo?.ratelimits?.edit ?? {}));
  const page = pageOf(edit.base.title, answer);
  if (page === undefined || page.missing === true) throw missing(edit);
  if (page.lastrevid !== edit.baseId) throw outdated(edit);
  const obstacle = obstacleOf(page, answer, name);
  if (obstacle !== undefined) throw obstacle;
  if (stop !== undefined && stopRevision(stop, answer) !== seen.stopRevision) {
    await heedStopPage(context, stop);
  }
  if (connection.canEdit) return;
  throw new SyncError('login-refused', `Wiki '${name}' gives the account no token to edit with.`);
}

async function heedStopPage({ connection }: WikiContext, stop: string): Promise<void> {
  const answer = await queryAll(connection, () => ({
    titles: [stop],
    prop: 'revisions',
    rvprop: ['ids', 'content'],
    rvslots: 'main',
  }));
  const words = stopPageWords(stop, answer);
  if (words !== undefined) throw stopped(`The stop page '${stop}' says: ${words}`);
}

/** Sends the edit; a second time only if the wiki proved that it had lost the login before. */
async function sendOnce(context: WikiContext, edit: SafeEdit, seen: SeenState): Promise<Reply> {
  const { connection, name } = context;
  const reply = await connection.edit(editParams(context, edit, seen));
  if (reply.kind === 'answer') return reply;
  const verdict = verdictOf(reply.failure, name);
  if (!verdict.renew || !verdict.refused) return reply;
  await connection.renew(verdict);
  await lookAgain(context, edit, seen);
  return connection.edit(editParams(context, edit, seen));
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
    md5: createHash('md5').update(edit.text, 'utf8').digest('hex'),
  };
}

async function outcome(context: WikiContext, edit: SafeEdit, reply: Reply): Promise<SavedPage> {
  if (reply.kind === 'failed') {
    const verdict = verdictOf(reply.failure, context.name);
    if (verdict.refused) throw refusedBy(verdict);
    return findOut(() => probe(context, edit));
  }
  const answer = parseEdit(reply.body);
  if (answer?.result === 'Failure') throw declined(context, answer);
  return findOut(() => {
    const { result, newrevid, nochange } = answer ?? {};
    if (result === 'Success' && newrevid !== undefined) {
      return confirmSaved(context, expectedOf(edit), newrevid);
    }
    const isUnchanged = result === 'Success' && nochange === true;
    return isUnchanged ? unchanged(context, edit) : probe(context, edit);
  });
}

function refusedBy({ error }: Verdict): SyncError {
  return error.code === 'wiki-answer' ? withCode(error, 'edit-refused') : error;
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
async function probe(context: WikiContext, edit: SafeEdit): Promise<SavedPage> {
  const found = await findEdit(context, { ...sentOf(edit), age: 0 });
  if (found.kind === 'saved') return found.saved;
  throw new SyncError('edit-lost', `The edit of '${edit.base.title}' never reached the wiki.`, {
    hint: 'Nothing was saved; read the page again.',
  });
}

function expectedOf({ text, baseId }: SafeEdit) {
  return { baseRevision: baseId, textHash: textHash(text) };
}

function sentOf(edit: SafeEdit): Omit<SentEdit, 'age'> {
  const { title, pageId } = edit.base;
  const { summary } = edit;
  return { title, ...(pageId === undefined ? {} : { pageId }), summary, ...expectedOf(edit) };
}

/**
 * The wiki says that the text was there already: ours, if something on the way sent the request
 * twice; somebody else's; or our change was lost in what the wiki does to a text before saving.
 */
async function unchanged(context: WikiContext, edit: SafeEdit): Promise<SavedPage> {
  if (edit.text === edit.base.text) return { revision: edit.base, isMerged: false };
  const found = await findRevision(context, sentOf(edit));
  if (found.kind === 'saved') return confirmSaved(context, expectedOf(edit), found.revisionId);
  const latest = await readFromWiki(context, { page: edit.base.title, template: '' });
  if (latest.revision.revisionId !== edit.baseId) throw outdated(edit);
  throw new SyncError('edit-refused', 'The wiki turns the new text into the old one.', {
    hint: 'Nothing was saved; look for what it expands or removes on saving.',
    detail: 'nochange',
  });
}

function declined(
  { name }: WikiContext,
  answer: { readonly captcha?: object | undefined; readonly code?: string | undefined },
): SyncError {
  const captcha = answer.captcha !== undefined;
  return new SyncError(
    'edit-refused',
    captcha ? `Wiki '${name}' wants a captcha solved.` : `Wiki '${name}' declined the edit.`,
    {
      hint: captcha
        ? "Nothing was saved; the account needs the right 'skipcaptcha'."
        : 'Nothing was saved.',
      detail: captcha ? 'captcha' : (answer.code ?? 'Failure'),
    },
  );
}

function outdated({ base }: Edit): SyncError {
  return new SyncError('edit-conflict', `The page '${base.title}' was edited since it was read.`, {
    hint: 'Nothing was saved; read the page again.',
  });
}

function missing({ base }: Edit): SyncError {
  return new SyncError('page-missing', `There is no page '${base.title}' any more.`, {
    hint: 'Nothing was saved: a page is never created anew; ask who deleted or moved it.',
  });
}
