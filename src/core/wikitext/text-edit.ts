/** All writing to pages is text edits: what they do not cover stays byte for byte. */
import type { Span } from './page.ts';

/** Replaces a span; an empty span inserts. */
export interface TextEdit extends Span {
  readonly newText: string;
}

/**
 * Applies edits to a text. At one offset, insertions go before a replacement, in their order.
 *
 * @throws {RangeError} if two edits overlap, which is a defect of whoever made them
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let position = 0;
  for (const edit of sortedEdits(edits)) {
    if (edit.start < position || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`Edits overlap or leave the text at offset ${edit.start}.`);
    }
    result += text.slice(position, edit.start) + edit.newText;
    position = edit.end;
  }
  return result + text.slice(position);
}

/**
 * Where an offset of the edited text was in the text before; behind what was replaced there, if it
 * was.
 */
export function offsetBefore(edits: readonly TextEdit[], offset: number): number {
  let shift = 0;
  for (const edit of sortedEdits(edits)) {
    if (edit.start + shift > offset) break;
    if (edit.start + shift + edit.newText.length > offset) return edit.end;
    shift += edit.newText.length - (edit.end - edit.start);
  }
  return offset - shift;
}

function sortedEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.toSorted((a, b) => a.start - b.start || isReplacement(a) - isReplacement(b));
}

function isReplacement(edit: TextEdit): number {
  return edit.end > edit.start ? 1 : 0;
}
