/** What there is under titles in a folder of pages. */
import type { TitleState } from '../core/wikitext/title-state.ts';
import { SyncError } from '../errors.ts';

/**
 * See `Wiki.readTitles`.
 *
 * @param textOf a page's text; `undefined` if there is none
 * @param isWhole whether a page that the folder has not is none
 */
export async function folderTitles(
  titles: readonly string[],
  textOf: (title: string) => Promise<string | undefined>,
  isWhole: boolean,
): Promise<ReadonlyMap<string, TitleState>> {
  const states = new Map<string, TitleState>();
  for (const title of new Set(titles)) {
    states.set(title, await stateOf(title, textOf, isWhole));
  }
  return states;
}

async function stateOf(
  title: string,
  textOf: (title: string) => Promise<string | undefined>,
  isWhole: boolean,
): Promise<TitleState> {
  if (/^ *(?:special|media) *:/i.test(title)) return { kind: 'elsewhere' };
  const gone: TitleState = isWhole ? { kind: 'missing' } : { kind: 'unknown' };
  try {
    const text = await textOf(title);
    // What looks like another wiki's prefix may be one: a folder does not know them.
    if (text === undefined) return /^[a-z-]+:/.test(title) ? { kind: 'unknown' } : gone;
    const to = /^\uFEFF?\s*#redirect\s*:?\s*\[\[([^\]|#]+)/i.exec(text)?.[1]?.trim();
    if (to === undefined) return { kind: 'page' };
    return (await textOf(to)) === undefined ? gone : { kind: 'redirect', to };
  } catch (error) {
    if (error instanceof SyncError && error.code === 'page-unusable') return { kind: 'unknown' };
    throw error;
  }
}
