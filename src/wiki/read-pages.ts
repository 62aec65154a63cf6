/** Reads the texts of many pages, in as few requests as the wiki lets one have. */
import { SyncError } from '../errors.ts';
import type { PageAnswer } from './answers.ts';
import type { WikiContext } from './context.ts';
import { pageOf, queryAll } from './page-query.ts';
import { revisionOf } from './page-revision.ts';
import { mostTexts } from './read-ahead.ts';
import type { FoundPage } from './wiki.ts';

/** Reads the pages, in the order of their titles. See `Wiki.readPages`. */
export async function readPagesFromWiki(
  context: WikiContext,
  titles: readonly string[],
): Promise<readonly FoundPage[]> {
  const found: FoundPage[] = [];
  for (let start = 0; start < titles.length; start += mostTexts) {
    const batch = titles.slice(start, start + mostTexts);
    const answer = await queryAll(context.connection, () => ({
      titles: batch,
      prop: ['revisions', 'info'],
      rvprop: ['ids', 'timestamp', 'content', 'slotsha1', 'user', 'comment'],
      rvslots: 'main',
    }));
    found.push(...batch.map((title) => foundPage(context, title, pageOf(title, answer))));
  }
  return found;
}

function foundPage(
  { connection }: WikiContext,
  title: string,
  page: PageAnswer | undefined,
): FoundPage {
  if (page?.missing === true && page.invalid !== true) return { kind: 'missing', title };
  try {
    const revision = revisionOf(page, title);
    const { user, comment } = page?.revisions?.[0] ?? {};
    return {
      kind: 'there',
      title,
      revision,
      user,
      summary: comment,
      isOwn: user !== undefined && user === connection.account,
    };
  } catch (error) {
    if (!(error instanceof SyncError) || error.code === 'wiki-answer') throw error;
    return { kind: 'unusable', title, problem: error.message };
  }
}
