/** Reads a page from MediaWiki: the answer to one query, as the rest of wikisync wants it. */
import type { SiteSettings } from '../core/wikitext/site.ts';
import { SyncError } from '../errors.ts';
import type { PageAnswer, QueryAnswer } from './answers.ts';
import type { WikiContext } from './context.ts';
import { heedRates } from './heed-rates.ts';
import { pageOf, pageQuery, queryAll } from './page-query.ts';
import { revisionOf } from './page-revision.ts';
import { type SeenTemplate, templateIn } from './seen-template.ts';
import { holdOn, stopWords, turnsAway } from './stop.ts';
import type { PageState, Permission, ReadRequest, Revision } from './wiki.ts';
import { refusal } from './wiki-error.ts';

/** Oldest release that is known to know every parameter which keeps an edit safe. */
export const oldestRelease = [1, 39] as const;

/**
 * Reads a page and all that decides how to treat it.
 *
 * @param known the wiki's settings if they were read before; else they are asked for
 * @throws {SyncError} see `Wiki.readPage`
 */
export async function readFromWiki(
  context: WikiContext,
  request: ReadRequest,
  known?: SiteSettings,
): Promise<PageState> {
  const { account } = context.connection;
  const { page, template, since } = request;
  const query = pageQuery({
    ...{ pages: [page], templates: [template], stop: context.stop, account },
    site: known === undefined,
    ...(since === undefined ? {} : { since }),
  });
  // It may be on its way before a login that is answered first.
  let isAccounts = true;
  const answer = await queryAll(context.connection, (loggedIn) => {
    isAccounts &&= loggedIn;
    return query(loggedIn);
  });
  heedRates(context, answer);
  const about = { answer, site: known ?? siteOf(answer), template: templateIn(template, answer) };
  return pageStateIn(context, request, { ...about, readAt: context.now(), isAccounts });
}

/**
 * A page as an answer has it, and what decides how to treat it.
 *
 * @param about `readAt`: when it was answered, in milliseconds by our clock; `isAccounts`: whether it
 * was the account that asked
 * @throws {SyncError} page-missing, page-unusable, wiki-answer
 */
export function pageStateIn(
  context: WikiContext,
  request: ReadRequest,
  about: {
    readonly answer: QueryAnswer;
    readonly site: SiteSettings;
    readonly template: SeenTemplate;
    readonly readAt: number;
    readonly isAccounts: boolean;
  },
): PageState {
  const { answer, site, template, readAt, isAccounts } = about;
  const page = pageOf(request.page, answer);
  const revision = revisionOf(page, request.page);
  const stop = stopReason(context, answer, revision.text);
  const obstacle = releaseObstacle(answer) ?? obstacleOf(page, answer, context.name);
  context.reads.set(revision.revisionId ?? 0, {
    wikiTime: answer.curtimestamp,
    time: readAt,
    isAccounts,
    stopRevision: stopRevision(context.stop, answer),
    obstacle: stop === undefined ? obstacle : stopped(stop.reason),
  });
  const halting = stop?.everywhere === true ? stopped(stop.reason) : obstacle;
  if (halting?.code === 'stopped') context.halt.set(halting);
  return {
    revision,
    site: { ...site, templateRedirects: template.redirects },
    ...(template.target === undefined ? {} : { templateTarget: template.target }),
    permission: permissionOf(page, obstacle),
    ...(stop === undefined ? {} : { stop: stop.reason }),
    notices: noticesOf(context, { ...request, isRedirect: template.isRedirect }, answer),
    ...ownEditsOf(context, revision, answer),
  };
}

/** The account's edits of this page among all of its that the answer lists. */
function ownEditsOf(
  { connection }: WikiContext,
  { title: page, revisionId }: Revision,
  answer: QueryAnswer,
): Pick<PageState, 'ownEdits'> {
  const { usercontribs } = answer.query;
  const { account } = connection;
  if (account === undefined) return {};
  const listed = (usercontribs ?? []).filter(({ title }) => title === page);
  const own = listed.map(({ revid, comment }) => ({ revisionId: revid, summary: comment }));
  // Of an account with many edits the list may not reach back to this page's newest one.
  const { user, comment } = pageOf(page, answer)?.revisions?.[0] ?? {};
  const isListed = own.some((edit) => edit.revisionId === revisionId);
  const newest =
    user === account && revisionId !== undefined && !isListed
      ? [{ revisionId, summary: comment }]
      : [];
  return {
    ownEdits: {
      account,
      edits: [...newest, ...own],
      isComplete: usercontribs !== undefined && answer.continue?.['uccontinue'] === undefined,
    },
  };
}

/** Why people want the bot to stop, and whether that is about this page alone. */
function stopReason(
  context: WikiContext,
  answer: QueryAnswer,
  text: string,
): { readonly reason: string; readonly everywhere: boolean } | undefined {
  const words = context.stop === undefined ? undefined : stopPageWords(context.stop, answer);
  if (words !== undefined) {
    return { reason: `The stop page '${context.stop}' says: ${words}`, everywhere: true };
  }
  const messages = messageReason(context, answer);
  if (messages !== undefined) return { reason: messages, everywhere: true };
  const { account } = context.connection;
  if (account !== undefined && turnsAway(text, account)) {
    const reason = `The page turns '${account}' away with {{bots}} or {{nobots}}.`;
    return { reason, everywhere: false };
  }
  const hold = holdOn(text, context.holds);
  if (hold === undefined) return undefined;
  return { reason: `Somebody is at work on the page: it has {{${hold}}}.`, everywhere: false };
}

/** People who write to the account want an answer before it goes on. */
export function messageReason(
  { connection, heedsMessages, name }: WikiContext,
  { query }: QueryAnswer,
): string | undefined {
  const user = query.userinfo;
  if (!heedsMessages || !connection.loggedIn || user?.messages !== true) return undefined;
  return `Account '${user.name}' has new messages on its talk page on wiki '${name}'.`;
}

/** What a stop page, whose content was asked for, says; a hidden text stops too. */
export function stopPageWords(stop: string, answer: QueryAnswer): string | undefined {
  const page = pageOf(stop, answer);
  if (page === undefined || page.invalid === true || page.missing === true) return undefined;
  const content = page.revisions?.[0]?.slots?.main.content;
  if (page.redirect === true) return '(it is a redirect)';
  return content === undefined ? '(its text is hidden)' : stopWords(content);
}

/** Why the account may not edit; `undefined` if it may, or if nothing was asked about it. */
export function obstacleOf(
  page: PageAnswer | undefined,
  { query }: QueryAnswer,
  wiki: string,
): SyncError | undefined {
  const { blockreason = '', blockpartial: partial = false } = query.userinfo ?? {};
  const errors = (page?.actions?.edit ?? []).map(({ code, text }) =>
    code === 'blocked' ? { code, text: `${text} ${blockreason}`.trim(), partial } : { code, text },
  );
  return errors.length === 0 ? undefined : refusal(errors, wiki);
}

/** Why nothing is saved, in the words of those who stopped it. */
export function stopped(reason: string): SyncError {
  return new SyncError('stopped', reason, { hint: 'Nothing was saved.' });
}

function permissionOf(page: PageAnswer | undefined, obstacle: SyncError | undefined): Permission {
  if (obstacle !== undefined) return { kind: 'refused', reason: obstacle.message };
  return { kind: page?.actions === undefined ? 'unknown' : 'allowed' };
}

function releaseObstacle({ query }: QueryAnswer): SyncError | undefined {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(query.general?.generator ?? '') ?? [];
  if (Number(major) !== oldestRelease[0] || Number(minor) >= oldestRelease[1]) return undefined;
  const oldest = oldestRelease.join('.');
  return new SyncError('not-allowed', `The wiki is older than MediaWiki ${oldest}.`, {
    hint: 'Pages can be read from it, but what keeps an edit safe is not certain there.',
  });
}

const templateNamespace = 10;
/** Media, File and Category. */
const actingNamespaces: readonly number[] = [-2, 6, 14];

/**
 * What a wiki says of itself, without the template's redirects.
 *
 * @throws {SyncError} wiki-answer
 */
export function siteOf({ query }: QueryAnswer): SiteSettings {
  const { namespaces = {}, extensiontags, general } = query;
  const template = namespaces[templateNamespace];
  if (template === undefined || extensiontags === undefined) {
    throw new SyncError('wiki-answer', 'The wiki does not tell its settings.', {
      hint: "Run 'wikisync doctor': it says what answers at the address.",
    });
  }
  return {
    extensionTags: extensiontags.map((tag) => tag.replace(/[<>]/g, '').toLowerCase()),
    templateNamespaces: namespaceNames(templateNamespace, query),
    actingNamespaces: actingNamespaces.flatMap((id) => namespaceNames(id, query)),
    caseSensitive: (template.case ?? general?.case) === 'case-sensitive',
    templateRedirects: [],
  };
}

/** The namespace's own name, the one that every wiki knows, and its aliases. */
function namespaceNames(
  id: number,
  { namespaces = {}, namespacealiases = [] }: QueryAnswer['query'],
): readonly string[] {
  const { name, canonical } = namespaces[id] ?? {};
  const aliases = namespacealiases.filter((entry) => entry.id === id).map(({ alias }) => alias);
  return [...new Set([name, canonical, ...aliases])].filter((known) => known !== undefined);
}

function noticesOf(
  { bot, name, connection, heedsMessages }: WikiContext,
  { page, template, isRedirect }: ReadRequest & { readonly isRedirect: boolean },
  answer: QueryAnswer,
): readonly string[] {
  const user = answer.query.userinfo;
  const levels = (pageOf(page, answer)?.protection ?? []).filter(({ type }) => type === 'edit');
  return [
    ...(!heedsMessages && connection.loggedIn && user?.messages === true
      ? [`Account '${user.name}' has new messages on its talk page on wiki '${name}'.`]
      : []),
    ...(connection.loggedIn && bot && user?.rights?.includes('bot') === false
      ? [`Account '${user.name}' has no right to mark its edits as a bot's.`]
      : []),
    ...levels.map(({ level }) => `The page is protected: editing it needs '${level}'.`),
    ...(isRedirect
      ? [`Template '${template}' is itself a redirect: calls of its target are not found.`]
      : []),
  ];
}

/** The stop page's revision, for which its info must have been asked; 0 if there is none. */
export function stopRevision(stop: string | undefined, answer: QueryAnswer): number {
  return stop === undefined ? 0 : (pageOf(stop, answer)?.lastrevid ?? 0);
}
