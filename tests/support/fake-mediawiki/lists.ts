/** Lists of pages that are asked for by what they have in common. */
import { ApiFailure } from './api-failure.ts';
import type { Query } from './query.ts';
import type { StoredPage } from './store.ts';
import { parseTitle } from './titles.ts';
import { list } from './wire.ts';

/** Some of a list, and from where it goes on. */
interface Part<T> {
  readonly part: readonly T[];
  readonly next: number | undefined;
}

const redirect = /^#redirect/i;

/** `list=allpages`: by the beginning of their titles, in one namespace. */
export function allPages(asked: Query): { readonly list?: object; readonly next?: object } {
  const { store, params } = asked;
  if (!list(params, 'list').includes('allpages')) return {};
  const namespace = Number(params.get('apnamespace') ?? 0);
  const begun = parseTitle(`${params.get('apprefix') ?? ''}x`);
  if (begun.kind !== 'page' || begun.ns !== 0) {
    throw new ApiFailure('invalidtitle', `Bad title "${params.get('apprefix')}".`);
  }
  const [first = '', ...rest] = params.get('apprefix') ?? '';
  const prefix = `${first.toUpperCase()}${rest.join('')}`.replaceAll('_', ' ');
  const found = [...store.pages.values()]
    .filter(({ title }) => {
      const at = parseTitle(title);
      const name = namespace === 0 ? title : title.slice(title.indexOf(':') + 1);
      return at.kind === 'page' && at.ns === namespace && name.startsWith(prefix);
    })
    .filter(({ title }) => !redirect.test(store.latest(title)?.text ?? ''))
    .map(({ title }) => ({ title }))
    .toSorted((a, b) => (a.title < b.title ? -1 : 1));
  const { part, next } = partOf(asked, found, params.get('apcontinue'));
  return {
    list: { allpages: part },
    ...(next === undefined ? {} : { next: { apcontinue: String(next), continue: '-||' } }),
  };
}

/** `generator=categorymembers`. */
export function generatedPages(asked: Query): {
  readonly pages: readonly StoredPage[];
  readonly next?: object;
} {
  const { store, params } = asked;
  if (params.get('generator') !== 'categorymembers') return { pages: [] };
  const [first = '', ...rest] = (params.get('gcmtitle') ?? '').replace('Category:', '');
  const category = `Category:${first.toUpperCase()}${rest.join('')}`;
  const members = [...store.pages.values()].filter(({ title }) =>
    (store.latest(title)?.text ?? '').includes(`[[${category}]]`),
  );
  const { part, next } = partOf(asked, members, params.get('gcmcontinue'));
  return {
    pages: part,
    ...(next === undefined
      ? {}
      : { next: { gcmcontinue: String(next), continue: 'gcmcontinue||' } }),
  };
}

/** Where a list goes on that one answer does not hold. */
export function listGoesOn(asked: Query): object {
  const next = allPages(asked).next ?? generatedPages(asked).next;
  return next === undefined ? {} : { continue: next };
}

function partOf<T>({ store }: Query, all: readonly T[], from: string | undefined): Part<T> {
  const start = Number(from ?? 0);
  const end = start + store.listedPerAnswer;
  return { part: all.slice(start, end), next: end < all.length ? end : undefined };
}
