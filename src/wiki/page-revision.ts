/** The newest revision in an answer about a page, if it can be edited as wikitext. */
import { hash } from 'node:crypto';
import { SyncError } from '../errors.ts';
import type { PageAnswer } from './answers.ts';
import type { Revision } from './wiki.ts';

/**
 * A page's newest revision.
 *
 * @param page `undefined` if the wiki says nothing about such a page
 * @param asked the title that was asked for
 * @throws {SyncError} page-missing, page-unusable, wiki-answer
 */
export function revisionOf(page: PageAnswer | undefined, asked: string): Revision {
  const { title, pageid } = existing(page, asked);
  const [revision] = page?.revisions ?? [];
  const { content, contentmodel, sha1 } = revision?.slots?.main ?? {};
  if ((contentmodel ?? page?.contentmodel) !== 'wikitext') {
    throw new SyncError('page-unusable', `The page '${title}' is not wikitext.`, {
      hint: 'Only a page of wikitext can have a list; check the title in the config.',
    });
  }
  if (revision === undefined || content === undefined || revision.timestamp === undefined) {
    throw new SyncError('page-unusable', `The text of page '${title}' is hidden.`, {
      hint: "Ask the wiki's people who hid it, and why.",
    });
  }
  if (sha1 !== undefined && sha1 !== textHash(content)) {
    throw new SyncError('wiki-answer', `The text of page '${title}' came damaged.`);
  }
  return {
    title,
    pageId: pageid,
    revisionId: revision.revid,
    timestamp: revision.timestamp,
    text: content,
  };
}

/** A text's SHA-1 in hexadecimal, as MediaWiki keeps it. */
export function textHash(text: string): string {
  return hash('sha1', text);
}

function existing(
  page: PageAnswer | undefined,
  asked: string,
): { readonly title: string; readonly pageid: number } {
  if (page === undefined || page.invalid === true || page.special === true) {
    throw new SyncError('page-unusable', `'${asked}' cannot be the title of a page on the wiki.`, {
      hint: "Check the listing's page in the config.",
    });
  }
  const { title, pageid } = page;
  if (page.missing === true || pageid === undefined) {
    throw new SyncError('page-missing', `There is no page '${title}' on the wiki.`, {
      hint: 'Pages are not created; check the title in the config.',
    });
  }
  if (page.redirect === true) {
    throw new SyncError('page-unusable', `The page '${title}' is a redirect.`, {
      hint: 'It may have been moved; write the title that it leads to into the config.',
    });
  }
  return { title, pageid };
}
