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
  const { name, namespace } = await beginningOf(context, prefix.replaceAll('_', ' ').trimStart());
  const found: string[] = [];
  for await (const answer of answersTo(context, listOf(name, namespace))) {
    found.push(...titlesIn(answer));
  }
  return found;
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

/** Namespaces by the names that every wiki knows, so that nobody has to be asked. */
const namespaces = [
  ...['', 'talk', 'user', 'user talk', 'project', 'project talk', 'file', 'file talk'],
  ...['mediawiki', 'mediawiki talk', 'template', 'template talk', 'help', 'help talk'],
  ...['category', 'category talk'],
];

/**
 * The namespace of titles that begin so, and how they go on behind its name. Where a colon may end
 * the name of another one the wiki is asked.
 *
 * @throws {SyncError} page-unusable
 */
async function beginningOf(
  { connection }: Asking,
  prefix: string,
): Promise<{ readonly name: string; readonly namespace: number }> {
  const colon = prefix.indexOf(':');
  const rest = prefix.slice(colon + 1).trimStart();
  const known = namespaces.indexOf(prefix.slice(0, Math.max(0, colon)).trim().toLowerCase());
  if (colon === -1 || known > 0) return { name: rest, namespace: Math.max(0, known) };
  const probe = `${prefix}x`;
  const answer = await connection.query(() => ({ titles: [probe], prop: 'info' }));
  const page = pageOf(probe, answer);
  if (page?.ns === undefined || page.ns < 0 || page.invalid === true) {
    throw new SyncError('page-unusable', `No title on the wiki can begin with '${prefix}'.`, {
      hint: 'Check the prefix in the config.',
    });
  }
  const written = page.ns === 0 ? page.title : page.title.slice(page.title.indexOf(':') + 1);
  return { name: written.slice(0, -1), namespace: page.ns };
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
