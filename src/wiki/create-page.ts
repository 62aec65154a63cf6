/** Makes a page on MediaWiki that is not there yet: at most one request that does, as with an edit. */
import { hash } from 'node:crypto';
import { SyncError } from '../errors.ts';
import { heedStopPage, refuseIfTransformed } from './before-edit.ts';
import type { WikiContext } from './context.ts';
import { pageOf, permissionParams, queryAll } from './page-query.ts';
import { textHash } from './page-revision.ts';
import { messageReason, obstacleOf, stopped } from './read-page.ts';
import { sendOnce } from './save-page.ts';
import { storedOtherwise } from './stored-form.ts';
import type { NewPage, SavedPage } from './wiki.ts';

/** Makes the page once, and reads back what was stored. See `Wiki.createPage`. */
export async function createOnWiki(context: WikiContext, page: NewPage): Promise<SavedPage> {
  const { title, text, summary } = page;
  const reason = storedOtherwise(text);
  if (reason !== undefined) {
    throw new SyncError('edit-refused', `The wiki would not store the text as it is: ${reason}.`, {
      hint: 'Nothing was sent.',
    });
  }
  await lookBefore(context, page);
  await refuseIfTransformed(context, page);
  return sendOnce(context, {
    params: {
      action: 'edit',
      title,
      text,
      summary,
      createonly: true,
      bot: context.bot,
      minor: false,
      watchlist: 'nochange',
      md5: hash('md5', text),
    },
    sent: { title, textHash: textHash(text), summary, isNew: true },
    text,
    lookAgain: () => lookBefore(context, page),
  });
}

/** Logs in, and looks whether the page still is to be made and may be: in one query. */
async function lookBefore(context: WikiContext, { title }: NewPage): Promise<void> {
  const { connection, stop, name } = context;
  await connection.logIn();
  const answer = await queryAll(connection, (loggedIn) => ({
    titles: [title],
    prop: 'info',
    meta: ['userinfo'],
    ...permissionParams(loggedIn),
  }));
  context.pace.allow(Object.values(answer.query.userinfo?.ratelimits?.edit ?? {}));
  const page = pageOf(title, answer);
  if (page === undefined || page.invalid === true || page.special === true) {
    throw new SyncError('page-unusable', `'${title}' cannot be the title of a page on the wiki.`, {
      hint: "Change the record's field, or the page that the config makes of it.",
    });
  }
  if (page.missing !== true) {
    throw new SyncError('edit-conflict', `Somebody has made the page '${title}' meanwhile.`, {
      hint: 'Nothing was saved; read the page.',
    });
  }
  const obstacle = obstacleOf(page, answer, name);
  if (obstacle?.code === 'stopped') throw context.halt.set(obstacle);
  if (obstacle !== undefined) throw obstacle;
  const messages = messageReason(context, answer);
  if (messages !== undefined) throw context.halt.set(stopped(messages));
  if (stop !== undefined) await heedStopPage(context, stop);
  if (connection.canEdit) return;
  throw new SyncError('login-refused', `Wiki '${name}' gives the account no token to edit with.`, {
    hint: "Nothing was saved; run 'wikisync doctor', which looks at the account's rights.",
  });
}
