/** What is made sure of right before an edit is sent. */
import { SyncError } from '../errors.ts';
import type { SeenState, WikiContext } from './context.ts';
import { pageOf, permissionParams, queryAll } from './page-query.ts';
import {
  messageReason,
  obstacleOf,
  readFromWiki,
  stopPageWords,
  stopped,
  stopRevision,
} from './read-page.ts';
import { mayBeTransformed } from './stored-form.ts';
import type { Edit, Revision } from './wiki.ts';

/** An edit whose base is a revision of a wiki. */
export interface SafeEdit extends Edit {
  readonly baseId: number;
}

/**
 * Makes sure that the page can be saved as things stand. See `Wiki.prepareSave`.
 */
export async function prepareToSave(context: WikiContext, base: Revision): Promise<void> {
  context.halt.check();
  const edit = safeEdit({ base, text: base.text, summary: '' });
  const seen = await seenState(context, edit);
  if (!isReady(context, seen)) await lookAgain(context, edit, seen);
}

/** An edit of a page that has revisions. */
export function safeEdit(edit: Edit): SafeEdit {
  const baseId = edit.base.revisionId;
  // Zero or nothing would switch the wiki's check off.
  if (baseId === undefined || baseId <= 0) throw new RangeError('the base has no revision id');
  return { ...edit, baseId };
}

/** Whether the account itself has looked at the page, and lately. */
export function isReady({ connection, now }: WikiContext, seen: SeenState): boolean {
  return connection.canEdit && seen.isAccounts && now() - seen.time <= fresh;
}

/** Milliseconds for which what was seen in a read is taken as still so. */
const fresh = 60_000;

/** What is sent must be what is stored: where it is not certain, the wiki itself is asked. */
export async function refuseIfTransformed(
  { connection }: WikiContext,
  { title, text }: { readonly title: string; readonly text: string },
): Promise<void> {
  if (!mayBeTransformed(text)) return;
  const stored = await connection.parsed(title, text, { onlypst: true });
  if (stored === text) return;
  const line = text.split('\n').findIndex((each, at) => each !== stored.split('\n')[at]) + 1;
  throw new SyncError(
    'edit-refused',
    `The wiki would not store the text as it is: it transforms line ${line} of the page.`,
    { hint: 'Nothing was sent. Look there for ~~~~, {{subst:…}} or a link such as [[A (b)|]].' },
  );
}

/** What reading the base showed; it is read again if that was in another run. */
export async function seenState(context: WikiContext, edit: SafeEdit): Promise<SeenState> {
  if (!context.reads.has(edit.baseId)) {
    await readFromWiki(context, { page: edit.base.title, template: '' });
  }
  const seen = context.reads.get(edit.baseId);
  if (seen === undefined) throw outdated(edit);
  if (seen.obstacle !== undefined) throw seen.obstacle;
  return seen;
}

/** Logs in, fetches the token, and looks whether all is as it was: in one query. */
export async function lookAgain(
  context: WikiContext,
  edit: SafeEdit,
  seen: SeenState,
): Promise<void> {
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
  if (obstacle?.code === 'stopped') throw context.halt.set(obstacle);
  if (obstacle !== undefined) throw obstacle;
  const messages = messageReason(context, answer);
  if (messages !== undefined) throw context.halt.set(stopped(messages));
  if (stop !== undefined && stopRevision(stop, answer) !== seen.stopRevision) {
    await heedStopPage(context, stop);
  }
  context.reads.set(edit.baseId, { ...seen, time: context.now(), isAccounts: true });
  if (connection.canEdit) return;
  throw new SyncError('login-refused', `Wiki '${name}' gives the account no token to edit with.`, {
    hint: "Nothing was saved; run 'wikisync doctor', which looks at the account's rights.",
  });
}

/** Stops all saving if the stop page says so. */
export async function heedStopPage({ connection, halt }: WikiContext, stop: string): Promise<void> {
  const answer = await queryAll(connection, () => ({
    titles: [stop],
    prop: ['revisions', 'info'],
    rvprop: ['ids', 'content'],
    rvslots: 'main',
  }));
  const words = stopPageWords(stop, answer);
  if (words !== undefined) throw halt.set(stopped(`The stop page '${stop}' says: ${words}`));
}

/** The page changed since it was read. */
export function outdated({ base }: Edit): SyncError {
  return new SyncError('edit-conflict', `The page '${base.title}' was edited since it was read.`, {
    hint: 'Nothing was saved; read the page again.',
  });
}

function missing({ base }: Edit): SyncError {
  return new SyncError('page-missing', `There is no page '${base.title}' any more.`, {
    hint: 'Nothing was saved: a page is never created anew; ask who deleted or moved it.',
  });
}
