/** Asks which revisions of many pages are the newest. */
import type { WikiContext } from './context.ts';
import { pageOf, queryAll, templateParams } from './page-query.ts';
import { templateIn } from './seen-template.ts';
import type { NewestRevisions } from './wiki.ts';

/**
 * See `Wiki.readRevisions`.
 *
 * @param redirects those that were asked for before, which these are added to
 */
export async function readRevisions(
  { connection, grantRequests }: Pick<WikiContext, 'connection' | 'grantRequests'>,
  {
    titles,
    templates,
  }: { readonly titles: readonly string[]; readonly templates: readonly string[] },
  redirects: Map<string, readonly string[]>,
): Promise<NewestRevisions> {
  const pages = [...new Set(titles)].filter((title) => !title.includes('|'));
  const revisions = new Map<string, number>();
  // Templates come with the first pages.
  let asked = [...new Set(templates)].filter((template) => !redirects.has(template));
  let start = 0;
  while (start < pages.length) {
    grantRequests(1);
    const named = asked;
    const batch = pages.slice(start, start + Math.max(1, connection.titlesAtOnce - named.length));
    const answer = await queryAll(connection, (loggedIn) => ({
      titles: [...batch, ...named.map((template) => `Template:${template}`)],
      prop: ['info', ...(named.length === 0 ? [] : ['redirects'])],
      ...templateParams(named),
      // Whether more may be asked for at once.
      ...(loggedIn ? { meta: ['userinfo'], uiprop: 'rights' } : {}),
    }));
    for (const title of batch) {
      const { lastrevid, redirect } = pageOf(title, answer) ?? {};
      const isPage = lastrevid !== undefined && lastrevid > 0 && redirect !== true;
      if (isPage) revisions.set(title, lastrevid);
    }
    for (const template of named) redirects.set(template, templateIn(template, answer).redirects);
    asked = [];
    start += batch.length;
  }
  return { revisions, redirects };
}
