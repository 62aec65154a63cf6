/** What a wiki says of itself and of who asks. */
import { ApiFailure } from './api-failure.ts';
import type { Query } from './query.ts';
import { namespaceAliases, namespaces } from './titles.ts';
import { list } from './wire.ts';

export function userInfo({ account, params }: Query): object {
  if (account === undefined) return { id: 0, name: '127.0.0.1', anon: true };
  const wanted = list(params, 'uiprop');
  return {
    id: 1,
    name: account.name,
    ...(wanted.includes('blockinfo') && account.block !== undefined
      ? {
          blockid: 1,
          blockedby: 'Admin',
          blockexpiry: 'infinite',
          blockreason: account.block.reason,
          blockpartial: account.block.pages !== undefined,
        }
      : {}),
    ...(wanted.includes('hasmsg') ? { messages: account.newMessages } : {}),
    ...(wanted.includes('rights') ? { rights: account.rights } : {}),
    ...(wanted.includes('groups') ? { groups: account.groups } : {}),
    ...(wanted.includes('ratelimits')
      ? { ratelimits: account.editLimit === undefined ? {} : { edit: { user: account.editLimit } } }
      : {}),
  };
}

const tags = ['<pre>', '<nowiki>', '<gallery>', '<ref>', '<references>'];

export function siteInfo({ store, params }: Query): object {
  const wanted = list(params, 'siprop');
  return {
    ...(wanted.includes('general')
      ? {
          general: {
            sitename: 'FakeWiki',
            generator: store.generator,
            case: 'first-letter',
            readonly: store.readonly !== undefined,
            ...(store.readonly === undefined ? {} : { readonlyreason: store.readonly }),
          },
        }
      : {}),
    ...(wanted.includes('namespaces')
      ? {
          namespaces: Object.fromEntries(
            namespaces.map((each) => [each.id, { case: 'first-letter', ...each }]),
          ),
        }
      : {}),
    ...(wanted.includes('namespacealiases') ? { namespacealiases: namespaceAliases } : {}),
    ...(wanted.includes('extensiontags')
      ? { extensiontags: store.hasTemplateData ? [...tags, '<templatedata>'] : tags }
      : {}),
  };
}

/** The abuse filter's log; a wiki without the extension does not know the list. */
export function abuseLog({ store, account, params }: Query): object {
  if (!list(params, 'list').includes('abuselog') || store.filterHits === undefined) return {};
  if (account?.rights.includes('abusefilter-log') !== true) {
    throw new ApiFailure('permissiondenied', "You don't have permission to view the abuse log.");
  }
  const hits = store.filterHits.filter(({ user }) => user === params.get('afluser'));
  return { abuselog: hits.slice(0, Number(params.get('afllimit') ?? 10)) };
}

/** Newest first; as many as one answer holds, with where it would go on. */
export function userContributions({ store, params }: Query): object {
  if (!list(params, 'list').includes('usercontribs')) return {};
  const end = params.get('ucend') ?? '';
  const titles = new Map([...store.pages.values()].map(({ id, title }) => [id, title]));
  const usercontribs = [...store.revisions.values()]
    .filter(({ user, timestamp }) => user === params.get('ucuser') && timestamp >= end)
    .toReversed()
    .flatMap(({ id, parent, pageId, comment, hidden }) => {
      const title = titles.get(pageId);
      if (title === undefined || hidden) return [];
      return [{ revid: id, parentid: parent, pageid: pageId, title, comment }];
    });
  return { usercontribs };
}

/** Oldest first, as with `rcdir=newer`. */
export function recentChanges({ store, params }: Query): object {
  if (!list(params, 'list').includes('recentchanges')) return {};
  const start = Date.parse(params.get('rcstart') ?? '');
  const titles = new Map([...store.pages.values()].map(({ id, title }) => [id, title]));
  const recentchanges = [...store.revisions.values()]
    .filter(({ timestamp }) => Date.parse(timestamp) >= start)
    .flatMap(({ id, pageId, parent, timestamp, user, hidden }) => {
      const title = titles.get(pageId);
      if (title === undefined) return [];
      const type = parent === 0 ? 'new' : 'edit';
      const who = hidden ? { userhidden: true } : { user };
      return [{ type, title, timestamp, rcid: id, revid: id, old_revid: parent, ...who }];
    });
  return { recentchanges };
}
