/** Reads a page's history: nothing here writes. */
import { SyncError } from '../errors.ts';
import type { RevisionAnswer } from './answers.ts';
import type { WikiContext } from './context.ts';
import type { PastRevision } from './past-revision.ts';
import type { HistoryRequest } from './wiki.ts';

/** Reads revisions, newest first. See `Wiki.readHistory`. */
export async function readHistory(
  { connection }: WikiContext,
  { page, from, limit, withText }: HistoryRequest,
): Promise<readonly PastRevision[]> {
  const answer = await connection.query(() => ({
    ...(page.pageId === undefined ? { titles: [page.title] } : { pageids: page.pageId }),
    prop: 'revisions',
    rvprop: ['ids', 'timestamp', 'user', 'comment', 'tags', ...(withText ? ['content'] : [])],
    rvslots: 'main',
    rvlimit: limit,
    ...(from === undefined ? {} : { rvstartid: from }),
  }));
  const [found] = answer.query.pages;
  if (found === undefined || (answer.batchcomplete !== true && answer.continue === undefined)) {
    throw new SyncError('wiki-answer', "The wiki's answer is not complete.", {
      hint: 'Run it again; if it stays so, something between here and the wiki cuts answers.',
    });
  }
  if (found.missing === true) {
    throw new SyncError('page-missing', `There is no page '${page.title}' any more.`, {
      hint: 'A page is never created anew; ask who deleted or moved it.',
    });
  }
  return (found.revisions ?? []).map((revision) => pastRevision(revision, connection.account));
}

function pastRevision(revision: RevisionAnswer, account: string | undefined): PastRevision {
  const { revid, parentid, timestamp, user, comment, tags, slots } = revision;
  return {
    revisionId: revid,
    parentId: parentid,
    timestamp: timestamp ?? '',
    user,
    summary: comment,
    isOwn: user !== undefined && user === account,
    tags,
    text: slots?.main.content,
  };
}

/** The address of what a revision changed. */
export function revisionLink(api: string, revisionId: number): string {
  return indexLink(api, `diff=${revisionId}`);
}

/** The address of an editor's page. */
export function userLink(api: string, user: string): string {
  return indexLink(api, `title=User:${encodeURIComponent(user.replaceAll(' ', '_'))}`);
}

/** `index.php` stands beside `api.php`. */
function indexLink(api: string, query: string): string {
  const url = new URL(api);
  url.pathname = url.pathname.replace(/[^/]*$/, 'index.php');
  url.search = `?${query}`;
  return url.href;
}
