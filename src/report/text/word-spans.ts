/** A change within one line, word by word, with what did not change folded. */
import type { WordPart } from '../../core/render/word-diff.ts';
import { changeSpan, type Span, span, type TextContext } from './line.ts';

/** From this likeness on, a change is shown in the text; below it, one text after the other. */
export const alike = 0.4;

/** Characters of unchanged text that are kept beside a change. */
const surroundings = 32;

/** Removed words in red or as `[-old-]`, added ones in green or as `{+new+}`, as git has them. */
export function wordSpans(
  parts: readonly WordPart[],
  { colour, verbose }: Pick<TextContext, 'colour' | 'verbose'>,
): readonly Span[] {
  return parts.map(({ kind, text }, index) => {
    if (kind === 'same') {
      const isEdge = { first: index === 0, last: index === parts.length - 1 };
      return span(verbose ? text : folded(text, isEdge));
    }
    if (colour) return changeSpan(text, kind);
    return changeSpan(kind === 'removed' ? `[-${text}-]` : `{+${text}+}`, kind);
  });
}

/** Each side of a change by itself: with what only it has in its colour. */
export function sideSpans(parts: readonly WordPart[], side: 'removed' | 'added'): readonly Span[] {
  return parts
    .filter(({ kind }) => kind === 'same' || kind === side)
    .map(({ kind, text }) => (kind === 'same' ? span(text) : changeSpan(text, kind)));
}

function folded(text: string, isEdge: { readonly first: boolean; readonly last: boolean }): string {
  if (isEdge.first && isEdge.last) return text;
  const characters = [...text];
  const kept = surroundings * (isEdge.first || isEdge.last ? 1 : 2);
  if (characters.length <= kept + 10) return text;
  const head = isEdge.first ? '' : beginning(characters.slice(0, surroundings).join(''));
  const tail = isEdge.last ? '' : ending(characters.slice(-surroundings).join(''));
  return `${head} … ${tail}`
    .replace(isEdge.first ? /^ / : '', '')
    .replace(isEdge.last ? / $/ : '', '');
}

/** Up to its last space, unless it has no words. */
function beginning(text: string): string {
  return text.replace(/(?<=\S)\s\S*$/, '');
}

/** From its first space on, unless it has no words. */
function ending(text: string): string {
  return text.replace(/^\S*\s(?=\S)/, '');
}
