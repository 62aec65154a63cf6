/** `action=query`, as far as wikisync asks. */
import { ApiFailure } from './api-failure.ts';
import { editErrors } from './edit.ts';
import { allPages, generatedPages, listGoesOn } from './lists.ts';
import { abuseLog, recentChanges, siteInfo, userContributions, userInfo } from './meta.ts';
import { type Account, type Store, type StoredPage, type StoredRevision, sha1 } from './store.ts';
import { parseTitle, type Title } from './titles.ts';
import { type ApiParams, list } from './wire.ts';

export interface Query {
  readonly store: Store;
  readonly account: Account | undefined;
  readonly params: ApiParams;
}

const redirect = /^#redirect\s*:?\s*\[\[([^\]|#]+)/i;

/** The module's answer, without tokens. */
export function query(asked: Query): object {
  const wanted = wantedPages(asked);
  const result = {
    ...normalizedTitles(asked.params),
    ...followedRedirects(asked),
    ...(wanted.length === 0 ? {} : { pages: wanted.map((page) => page.answer) }),
    ...(list(asked.params, 'meta').includes('userinfo') ? { userinfo: userInfo(asked) } : {}),
    ...(list(asked.params, 'meta').includes('siteinfo') ? siteInfo(asked) : {}),
    ...abuseLog(asked),
    ...userContributions(asked),
    ...allPages(asked).list,
    ...recentChanges(asked),
  };
  const held = wanted.findIndex(({ heldBack }) => heldBack);
  return {
    ...(held === -1
      ? { batchcomplete: true, ...listGoesOn(asked) }
      : { continue: { rvcontinue: String(held), continue: '||info|redirects' } }),
    ...(Object.keys(result).length === 0 ? {} : { query: result }),
  };
}

/** Where a title leads that is a redirect, if redirects are to be followed; none leads in a circle. */
function followed(asked: Query, title: Title): Title {
  const next = asked.params.has('redirects') ? targetOf(asked, title) : undefined;
  return next === undefined ? title : followed(asked, next);
}

function targetOf({ store }: Query, title: Title): Title | undefined {
  const target = redirect.exec(store.latest(title.title)?.text ?? '')?.[1];
  return target === undefined ? undefined : parseTitle(target);
}

/** Each step of each chain. */
function followedRedirects(asked: Query): object {
  if (!asked.params.has('redirects')) return {};
  const redirects: { from: string; to: string }[] = [];
  for (const title of list(asked.params, 'titles').map(parseTitle)) {
    let at = title;
    for (let next = targetOf(asked, at); next !== undefined; next = targetOf(asked, at)) {
      redirects.push({ from: at.title, to: next.title });
      at = next;
    }
  }
  return redirects.length === 0 ? {} : { redirects };
}

interface PageAnswer {
  readonly answer: object;
  /** Its text comes by continuing. */
  readonly heldBack: boolean;
}

function wantedPages(asked: Query): readonly PageAnswer[] {
  const { store, account, params } = asked;
  const titles = list(params, 'titles');
  const most = account?.rights.includes('apihighlimits') ? 500 : 50;
  if (titles.length > most) throw new ApiFailure('toomanyvalues', 'Too many values.');
  const distinct = new Map(
    titles.map((title) => followed(asked, parseTitle(title))).map((title) => [title.title, title]),
  );
  const first = Number(params.get('rvcontinue') ?? 0);
  const end = first + store.contentsPerAnswer;
  const fromTitles = [...distinct.values()].flatMap((title, index) =>
    titlePage(asked, title, { now: index >= first && index < end, later: index >= end }),
  );
  const byId = list(params, 'pageids').map((id) => {
    const page = [...store.pages.values()].find((each) => each.id === Number(id));
    const answer =
      page === undefined
        ? { pageid: Number(id), missing: true, title: '' }
        : { ...base(page), ...props(asked, page, historyOf(asked, page)) };
    return { answer, heldBack: false };
  });
  return [
    ...fromTitles,
    ...generatedPages(asked).pages.map((page) => ({
      answer: { ...base(page), ...props(asked, page, []) },
      heldBack: false,
    })),
    ...byId,
    ...list(params, 'revids').flatMap((id) => revisionPage(asked, id)),
  ];
}

function titlePage(
  asked: Query,
  title: Title,
  content: { readonly now: boolean; readonly later: boolean },
): readonly PageAnswer[] {
  if (title.kind === 'interwiki') return [];
  if (title.kind === 'invalid') {
    return [{ answer: { title: title.title, invalid: true }, heldBack: false }];
  }
  const { ns, title: name } = title;
  if (ns < 0) return [{ answer: { ns, title: name, special: true }, heldBack: false }];
  const page = asked.store.pages.get(name);
  if (page === undefined) {
    const redirects = redirectsTo(asked, name);
    return [
      {
        answer: { ns, title: name, missing: true, ...redirects, ...info(asked, undefined) },
        heldBack: false,
      },
    ];
  }
  const revisions = content.now ? historyOf(asked, page) : [];
  return [{ answer: { ...base(page), ...props(asked, page, revisions) }, heldBack: content.later }];
}

/** Newest first; one, or `rvlimit` of them from `rvstartid` down to `rvendid`'s time. */
function historyOf({ store, params }: Query, page: StoredPage): readonly StoredRevision[] {
  const end = store.revisions.get(Number(params.get('rvendid') ?? 0))?.timestamp ?? '';
  const start = Number(params.get('rvstartid') ?? Number.POSITIVE_INFINITY);
  return store
    .history(page.title)
    .toReversed()
    .filter(({ id, timestamp }) => id <= start && timestamp >= end)
    .slice(0, Number(params.get('rvlimit') ?? 1));
}

function revisionPage(asked: Query, id: string): readonly PageAnswer[] {
  const revision = asked.store.revisions.get(Number(id));
  const page = [...asked.store.pages.values()].find((each) => each.id === revision?.pageId);
  if (asked.store.staleReads > 0) {
    asked.store.staleReads -= 1;
    return [];
  }
  if (revision === undefined || page === undefined) return [];
  return [{ answer: { ...base(page), ...props(asked, page, [revision]) }, heldBack: false }];
}

function base(page: StoredPage): object {
  const title = parseTitle(page.title);
  return { pageid: page.id, ns: title.kind === 'page' ? title.ns : 0, title: page.title };
}

function props(asked: Query, page: StoredPage, revisions: readonly StoredRevision[]): object {
  // A continuation says which modules have told all they know.
  const done = (asked.params.get('continue') ?? '').split('|').slice(2);
  const wanted = list(asked.params, 'prop').filter((prop) => !done.includes(prop));
  return {
    ...(wanted.includes('revisions') && revisions.length > 0
      ? { revisions: revisions.map((each) => shownRevision(asked, page, each)) }
      : {}),
    ...(wanted.includes('info') ? info(asked, page) : {}),
    ...(wanted.includes('redirects') ? redirectsTo(asked, page.title) : {}),
  };
}

function shownRevision({ params }: Query, page: StoredPage, revision: StoredRevision): object {
  const { id, parent, timestamp, user, comment, hidden } = revision;
  const shown = {
    ids: { revid: id, parentid: parent },
    user: hidden ? { userhidden: true } : { user },
    timestamp: { timestamp },
    comment: hidden ? { commenthidden: true } : { comment },
    tags: { tags: [] },
  };
  return {
    ...only(shown, list(params, 'rvprop')),
    ...(params.has('rvslots') ? { slots: { main: mainSlot(params, page, revision) } } : {}),
  };
}

function mainSlot(params: ApiParams, { model }: StoredPage, revision: StoredRevision): object {
  const { text, hidden } = revision;
  const content = hidden ? { texthidden: true } : { content: text };
  const shown = {
    slotsha1: hidden ? { sha1hidden: true } : { sha1: sha1(text) },
    content: { contentmodel: model, contentformat: 'text/x-wiki', ...content },
  };
  return only(shown, list(params, 'rvprop'));
}

/** The values of the wanted keys, put together. */
function only(parts: Readonly<Record<string, object>>, wanted: readonly string[]): object {
  return Object.assign({}, ...wanted.map((key) => parts[key]));
}

function info(asked: Query, page: StoredPage | undefined): object {
  const { store, account, params } = asked;
  if (!list(params, 'prop').includes('info')) return {};
  const latest = page === undefined ? undefined : store.latest(page.title);
  const errors = editErrors(store, account, page).filter(({ code }) => code !== 'ratelimited');
  return {
    contentmodel: page?.model ?? 'wikitext',
    ...(latest === undefined
      ? {}
      : { lastrevid: latest.id, length: Buffer.byteLength(latest.text) }),
    ...(redirect.test(latest?.text ?? '') ? { redirect: true } : {}),
    ...(params.get('inprop') === 'protection'
      ? {
          protection:
            page?.protection === undefined
              ? []
              : [{ type: 'edit', level: page.protection, expiry: 'infinity' }],
        }
      : {}),
    ...(params.has('intestactions')
      ? { actions: { edit: errors.map(({ code, message }) => ({ code, text: message })) } }
      : {}),
  };
}

function redirectsTo({ store, params }: Query, title: string): object {
  if (!list(params, 'prop').includes('redirects')) return {};
  const redirects = [...store.pages.values()].filter((page) => {
    const target = redirect.exec(store.latest(page.title)?.text ?? '')?.[1];
    const at = parseTitle(page.title);
    const to = target === undefined ? undefined : parseTitle(target);
    return to?.title === title && at.kind === 'page' && at.ns === Number(params.get('rdnamespace'));
  });
  return redirects.length === 0 ? {} : { redirects: redirects.map(({ title }) => ({ title })) };
}

function normalizedTitles(params: ApiParams): object {
  const normalized = list(params, 'titles').flatMap((from) => {
    const title = parseTitle(from);
    if (title.kind === 'invalid' || title.title === from) return [];
    const composed = from.normalize('NFC');
    return [
      ...(composed === from
        ? []
        : [{ fromencoded: true, from: encodeURIComponent(from), to: composed }]),
      ...(title.title === composed
        ? []
        : [{ fromencoded: false, from: composed, to: title.title }]),
    ];
  });
  return normalized.length === 0 ? {} : { normalized };
}
