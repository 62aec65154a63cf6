/** Asks which pages are in a category, or have titles that begin alike. */
import { SyncError } from '../errors.ts';
import type { QueryAnswer } from './answers.ts';
import type { WikiContext } from './context.ts';
import { pageOf } from './page-query.ts';
import type { Params } from './session.ts';
import type { PagesWanted } from './wiki.ts';

type Asking = Pick<WikiContext, 'connection' | 'grantRequests'>;

/** See `Wiki.findPages`. */
export async function findPages(context: Asking, wanted: PagesWanted): Promise<readonly string[]> {
  const titles =
    'category' in wanted
      ? await pagesInCategory(context, wanted.category)
      : await pagesBeginningWith(context, wanted.prefix);
  return [...new Set(titles)].toSorted();
}

async function pagesInCategory(context: Asking, category: string): Promise<readonly string[]> {
  const title = `Category:${category.replace(/^ *category *: */i, '')}`;
  const found: string[] = [];
  const asked = {
    generator: 'categorymembers',
    gcmtitle: title,
    gcmtype: 'page',
    gcmlimit: 'max',
    prop: 'info',
  };
  for await (const { query } of answersTo(context, asked)) {
    for (const page of query.pages) {
      const isList = page.missing !== true && page.redirect !== true;
      if (isList && (page.contentmodel ?? 'wikitext') === 'wikitext') found.push(page.title);
    }
  }
  return found;
}

async function pagesBeginningWith(context: Asking, prefix: string): Promise<readonly string[]> {
  const found: string[] = [];
  // The wiki itself says where a namespace ends, and how it writes the rest.
  const probe = `${prefix}x`;
  const first = { ...listOf(prefix, 0), titles: [probe], prop: 'info' };
  let begun: { readonly title: string; readonly namespace: number } | undefined;
  for await (const answer of answersTo(context, first)) {
    begun ??= beginningIn(answer, { prefix, probe });
    if (begun.namespace !== 0) break;
    found.push(...titlesIn(answer));
  }
  const { title = prefix, namespace = 0 } = begun ?? {};
  if (namespace !== 0) {
    const asked = listOf(title.slice(title.indexOf(':') + 1), namespace);
    for await (const answer of answersTo(context, asked)) found.push(...titlesIn(answer));
  }
  return found.filter((one) => one.startsWith(title));
}

function listOf(prefix: string, namespace: number): Params {
  return {
    list: 'allpages',
    ...(prefix === '' ? {} : { apprefix: prefix }),
    apnamespace: namespace,
    apfilterredir: 'nonredirects',
    aplimit: 'max',
  };
}

/** How a title that begins so is written. @throws {SyncError} page-unusable */
function beginningIn(
  answer: QueryAnswer,
  { prefix, probe }: { readonly prefix: string; readonly probe: string },
): { readonly title: string; readonly namespace: number } {
  const page = pageOf(probe, answer);
  if (page?.ns !== undefined && page.ns >= 0 && page.invalid !== true) {
    return { title: page.title.slice(0, -1), namespace: page.ns };
  }
  throw new SyncError('page-unusable', `No title on the wiki can begin with '${prefix}'.`, {
    hint: 'Check the prefix in the config.',
  });
}

function titlesIn({ query }: QueryAnswer): readonly string[] {
  return (query.allpages ?? []).map(({ title }) => title);
}

/** Most answers that a list may come in: with 500 in each, more than any config means. */
const mostAnswers = 200;

/** The answers to a question whose list goes on. */
async function* answersTo(
  { connection, grantRequests }: Asking,
  asked: Params,
): AsyncGenerator<QueryAnswer> {
  let from: Params | undefined = {};
  for (let count = 0; from !== undefined; count += 1) {
    if (count === mostAnswers) {
      throw new SyncError('wiki-answer', 'The list of pages does not end.', {
        hint: 'Give a category or a prefix that fewer pages have.',
      });
    }
    grantRequests(1);
    const at: Params = from;
    const answer: QueryAnswer = await connection.query(() => ({ ...asked, meta: [], ...at }));
    yield answer;
    from = answer.continue;
  }
}
