/** Asks which revisions of many pages are the newest. */
import type { WikiContext } from './context.ts';
import { pageOf, queryAll } from './page-query.ts';

/** See `Wiki.readRevisions`. */
export async function readRevisions(
  { connection, grantRequests }: Pick<WikiContext, 'connection' | 'grantRequests'>,
  titles: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const asked = [...new Set(titles)].filter((title) => !title.includes('|'));
  const found = new Map<string, number>();
  let start = 0;
  while (start < asked.length) {
    grantRequests(1);
    const batch = asked.slice(start, start + connection.titlesAtOnce);
    const answer = await queryAll(connection, (loggedIn) => ({
      titles: batch,
      prop: 'info',
      // Whether more may be asked for at once.
      ...(loggedIn ? { meta: ['userinfo'], uiprop: 'rights' } : {}),
    }));
    for (const title of batch) {
      const { lastrevid, redirect } = pageOf(title, answer) ?? {};
      if (lastrevid !== undefined && lastrevid > 0 && redirect !== true)
        found.set(title, lastrevid);
    }
    start += batch.length;
  }
  return found;
}
