/** What a wiki says of itself and of who asks. */
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
          blockreason: account.block.reason,
          blockpartial: account.block.pages !== undefined,
        }
      : {}),
    ...(wanted.includes('hasmsg') ? { messages: account.newMessages } : {}),
    ...(wanted.includes('rights') ? { rights: account.rights } : {}),
    ...(wanted.includes('ratelimits')
      ? { ratelimits: account.editLimit === undefined ? {} : { edit: { user: account.editLimit } } }
      : {}),
  };
}

export function siteInfo({ store, params }: Query): object {
  const wanted = list(params, 'siprop');
  return {
    ...(wanted.includes('general')
      ? { general: { sitename: 'FakeWiki', generator: store.generator, case: 'first-letter' } }
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
      ? { extensiontags: ['<pre>', '<nowiki>', '<gallery>', '<ref>', '<references>'] }
      : {}),
  };
}
