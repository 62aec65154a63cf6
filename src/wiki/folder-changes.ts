/** Follows what people change in a folder of pages: by their texts, as nothing else is known. */
import { lazily } from '../lazily.ts';
import { z } from '../shape.ts';
import type { ChangesRequest, SeenChanges } from './changes.ts';
import { textHash } from './page-revision.ts';

/** The hash of each page's text, by its title; empty for a page that is not there. */
const hashes = lazily(() => z.record(z.string(), z.string()));

/**
 * See `Wiki.readChanges`. Nobody knows who changed a file: the account's own edits are among them.
 *
 * @param read gives a page's text, if there is one
 */
export async function folderChanges(
  { titles, since }: ChangesRequest,
  read: (title: string) => Promise<string | undefined>,
): Promise<SeenChanges> {
  const before = since === undefined ? {} : hashesOf(since);
  const now: Record<string, string> = {};
  for (const title of titles) {
    const text = await read(title);
    now[title] = text === undefined ? '' : textHash(text);
  }
  return {
    changed: titles.filter((title) => before[title] !== now[title]),
    position: JSON.stringify(now),
  };
}

function hashesOf(text: string): Readonly<Record<string, string>> {
  try {
    return hashes().safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}
