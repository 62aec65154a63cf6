/** `action=edit`: the checks in the order of ApiEditPage and EditPage. */
import { createHash } from 'node:crypto';
import { ApiFailure } from './api-failure.ts';
import { mergeTexts } from './merge.ts';
import { cleanUp, preSave } from './pre-save.ts';
import type { Account, Store, StoredPage, StoredRevision } from './store.ts';
import { parseTitle } from './titles.ts';
import type { ApiParams } from './wire.ts';

/** Why an account may not edit a page, most general first. */
export function editErrors(
  store: Store,
  account: Account | undefined,
  page: StoredPage | undefined,
): readonly ApiFailure[] {
  const errors: ApiFailure[] = [];
  if (account !== undefined && !account.rights.includes('edit')) {
    errors.push(new ApiFailure('permissiondenied', 'The action is limited to others.'));
  }
  if (page?.protection !== undefined && account?.rights.includes(page.protection) !== true) {
    errors.push(new ApiFailure('protectedpage', 'This page has been protected.'));
  }
  const block = account?.block;
  if (block !== undefined && (block.pages?.includes(page?.title ?? '') ?? true)) {
    const blockinfo = { blockreason: block.reason, blockpartial: block.pages !== undefined };
    errors.push(new ApiFailure('blocked', 'You have been blocked.', { data: { blockinfo } }));
  }
  if (store.rateLimited) errors.push(new ApiFailure('ratelimited', 'You are too fast.'));
  return errors;
}

/** The module's answer. */
export function edit(store: Store, account: Account | undefined, params: ApiParams): object {
  const title = parseTitle(params.get('title') ?? '');
  if (title.kind !== 'page') throw new ApiFailure('invalidtitle', 'Bad title.');
  const page = store.pages.get(title.title);
  checkExistence(page, params);
  const [refused] = editErrors(store, account, page);
  if (refused !== undefined) throw refused;
  const sent = sentText(store, params);
  const user = account?.name ?? '127.0.0.1';
  const mine = preSave(sent, user, store.timestamp);
  const latest = store.latest(title.title);
  const text = latest === undefined ? mine : merged(store, mine, latest, params, user);
  filter(store, user, text);
  if (store.captcha) {
    return { edit: { result: 'Failure', captcha: { type: 'simple', id: '1', question: '94+9' } } };
  }
  return saved(store, { title: title.title, user, text, latest }, params);
}

function checkExistence(page: StoredPage | undefined, params: ApiParams): void {
  if (page === undefined && params.has('nocreate')) {
    throw new ApiFailure('missingtitle', "The page you specified doesn't exist.");
  }
  if (page !== undefined && params.has('createonly')) {
    throw new ApiFailure('articleexists', 'The article has been created already.');
  }
}

function sentText(store: Store, params: ApiParams): string {
  const sent = cleanUp(params.get('text') ?? '');
  const md5 = params.get('md5');
  if (md5 !== undefined && md5 !== createHash('md5').update(sent).digest('hex')) {
    throw new ApiFailure('badmd5', 'The supplied MD5 hash was incorrect.');
  }
  if (Buffer.byteLength(sent) > store.maxBytes) {
    throw new ApiFailure('contenttoobig', 'The content exceeds the article size limit.');
  }
  return sent;
}

function merged(
  store: Store,
  mine: string,
  latest: StoredRevision,
  params: ApiParams,
  user: string,
): string {
  const base = baseOf(store, latest, params);
  if (base === 'none' || (base !== 'unknown' && base.id === latest.id)) return mine;
  const basetime = params.get('basetimestamp');
  // With a base time, revisions of the same second or of the same user are no conflict.
  if (basetime !== undefined) {
    const newer = store.history(params.get('title') ?? '').filter((r) => r.timestamp > basetime);
    if (newer.slice(-50).every((revision) => revision.user === user)) return mine;
  }
  const both =
    base === 'unknown' || base.hidden || !store.canMerge
      ? undefined
      : mergeTexts(base.text, mine, latest.text);
  if (both === undefined) throw new ApiFailure('editconflict', 'Edit conflict.');
  return both;
}

/** Zero, nothing and empty mean no check; the base may be of any page. */
function baseOf(
  store: Store,
  latest: StoredRevision,
  params: ApiParams,
): StoredRevision | 'none' | 'unknown' {
  const id = Number(params.get('baserevid') ?? 0);
  if (id > 0) return store.revisions.get(id) ?? 'unknown';
  const time = params.get('basetimestamp');
  if (!time) return 'none';
  return store.history(titleOf(store, latest)).findLast((r) => r.timestamp <= time) ?? 'unknown';
}

function titleOf(store: Store, { pageId }: StoredRevision): string {
  return [...store.pages.values()].find(({ id }) => id === pageId)?.title ?? '';
}

/** One that only warns lets the same edit pass when it comes again. */
function filter(store: Store, user: string, text: string): void {
  const warning = `${user}: ${text}`;
  if (text.includes('FILTERWARN') && !store.warnings.has(warning)) {
    store.warnings.add(warning);
    const abusefilter = { id: '2', description: 'think twice', actions: ['warn'] };
    throw new ApiFailure('abusefilter-warning', 'This action may be harmful.', {
      data: { abusefilter },
    });
  }
  if (text.includes('FILTERED')) {
    const abusefilter = { id: '1', description: 'no such words', actions: ['disallow'] };
    throw new ApiFailure('abusefilter-disallowed', 'This action is harmful.', {
      data: { abusefilter },
    });
  }
}

function saved(
  store: Store,
  made: { title: string; user: string; text: string; latest: StoredRevision | undefined },
  params: ApiParams,
): object {
  const { title, user, text, latest } = made;
  const always = { result: 'Success', pageid: latest?.pageId, title, contentmodel: 'wikitext' };
  if (latest?.text === text) return { edit: { ...always, nochange: true } };
  const revision = store.put(title, {
    user,
    text,
    comment: cleanUp(params.get('summary') ?? ''),
    minor: params.has('minor'),
    bot: params.has('bot') && store.accounts.get(user)?.rights.includes('bot') === true,
  });
  return {
    edit: {
      ...always,
      pageid: revision.pageId,
      ...(latest === undefined ? { new: true } : {}),
      // It may come from a replica, and say too little.
      oldrevid: (store.staleReads > 0 ? latest?.parent : latest?.id) ?? 0,
      newrevid: revision.id,
      newtimestamp: revision.timestamp,
    },
  };
}
