/**
 * Pages with other line ends than MediaWiki's own.
 *
 * MediaWiki stores line feeds alone, but a folder of pages may hold CRLF files. The parser would
 * drop the carriage returns, so it is given the text without them, and edits are carried back to
 * the original text, whose line ends stay as they are.
 */
import type { TextEdit } from './text-edit.ts';

/** A text with line feeds alone, and the way back. */
export interface LineFeedText {
  readonly text: string;
  /** Carries edits of `text` to the original text, new lines ending as the original's do. */
  readonly toOriginal: (edits: readonly TextEdit[]) => readonly TextEdit[];
}

/** Takes the carriage return out of each CRLF; a lone one stays, for the parser to refuse. */
export function withLineFeeds(original: string): LineFeedText {
  if (!original.includes('\r\n')) return { text: original, toOriginal: (edits) => edits };
  const text = original.replaceAll('\r\n', '\n');
  const removed = [...original.matchAll(/\r\n/g)].map((match, count) => match.index - count);
  const toOffset = (offset: number): number => offset + countBelow(removed, offset);
  return {
    text,
    toOriginal: (edits) =>
      edits.map((edit) => ({
        start: toOffset(edit.start),
        end: toOffset(edit.end),
        newText: edit.newText.replaceAll('\n', '\r\n'),
      })),
  };
}

/** How many of the ascending numbers are less than `limit`. */
function countBelow(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? limit) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
