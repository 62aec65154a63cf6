/** Looks at a folder of pages. */

import { standardSite } from '../../core/wikitext/site.ts';
import { SyncError } from '../../errors.ts';
import { isFolder, unwritableFolder } from '../../folder-access.ts';
import { type FolderWikiOptions, openFolderWiki } from '../folder-wiki.ts';
import type { ReadRequest, Wiki } from '../wiki.ts';
import type { ExamineRequest, FolderSeen, PageSeen } from './seen.ts';

/** Looks at a folder and its listings' pages. @throws {SyncError} file-unreadable */
export async function examineFolder(
  options: FolderWikiOptions,
  { listings }: ExamineRequest,
): Promise<FolderSeen> {
  const { folder } = options;
  const exists = await isFolder(folder);
  const wiki = openFolderWiki(options);
  const pages: PageSeen[] = [];
  if (exists) for (const listing of listings) pages.push(await pageSeen(wiki, listing));
  return {
    folder,
    exists,
    unwritable: exists ? await unwritableFolder(folder) : undefined,
    pages,
  };
}

async function pageSeen(wiki: Wiki, listing: ReadRequest): Promise<PageSeen> {
  const unknown = {
    leadsTo: undefined,
    protection: [],
    refusals: [],
    template: { exists: undefined, leadsTo: undefined },
  };
  try {
    const { revision, site } = await wiki.readPage(listing);
    const { title, text } = revision;
    return { ...unknown, title, text, trouble: undefined, site };
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    const title = listing.page;
    return { ...unknown, title, text: undefined, trouble: error, site: standardSite };
  }
}
