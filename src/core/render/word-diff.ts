/** What changed between two strings, word by word. */
import { diffArrays } from 'diff';

/** A stretch of text: in both strings, in the first only, or in the second only. */
export interface WordPart {
  readonly kind: 'same' | 'removed' | 'added';
  /** Never empty, and never half of a surrogate pair that the strings have whole. */
  readonly text: string;
}

/** Beyond so many changed words, much time is spent to find a diff that nobody can read. */
const maxEdits = 300;

/**
 * Words of any script with their accents; scripts that do not space their words, sign by sign; line
 * feeds; runs of other white space; and everything else one by one.
 */
const wordsOf = (text: string): string[] =>
  (/^\p{ASCII}*$/u.test(text) ? plainWords(text) : anyWords(text)) ?? [];

/** Of what most texts are; all letters of all scripts are a pattern that takes long to make. */
const plainWords = (text: string) => text.match(/\w+|\r?\n|[^\S\r\n]+|./gs);

const anyWords = (text: string) =>
  text.match(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]\p{M}*|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{N}\p{M}_])+|\r?\n|[^\S\r\n]+|.\p{M}*/gsu,
  );

/**
 * The parts of two strings, common ones once: without the added ones they make up the first, without
 * the removed ones the second. What is removed stands before what is added in its place. Changes
 * with only a space between them are one. Strings too long and unlike to compare are replaced whole.
 */
export function diffWords(before: string, after: string): readonly WordPart[] {
  const removed = wordsOf(before);
  const added = wordsOf(after);
  const found = isHopeless(removed, added)
    ? undefined
    : diffArrays(removed, added, { maxEditLength: maxEdits });
  const parts =
    found === undefined
      ? replacement(before, after)
      : found.map((part): WordPart => {
          const kind = part.removed ? 'removed' : part.added ? 'added' : 'same';
          return { kind, text: part.value.join('') };
        });
  return joined(parts);
}

/** The share of the longer string that both have, from 0 to 1; white space does not count. */
export function likeness(parts: readonly WordPart[]): number {
  const size = { same: 0, removed: 0, added: 0 };
  for (const { kind, text } of parts) size[kind] += text.replaceAll(/\s+/g, '').length;
  const longer = size.same + Math.max(size.removed, size.added);
  return longer === 0 ? 1 : size.same / longer;
}

/** Whether, in whatever order, too many words are in one string only: found out without a search. */
function isHopeless(removed: readonly string[], added: readonly string[]): boolean {
  if (removed.length + added.length <= maxEdits) return false;
  const left = new Map<string, number>();
  for (const word of removed) left.set(word, (left.get(word) ?? 0) + 1);
  for (const word of added) left.set(word, (left.get(word) ?? 0) - 1);
  // Any two texts share their spaces, and lining those up costs other words.
  const edits = [...left].filter(([word]) => !isGap(word)).map(([, count]) => Math.abs(count));
  return edits.reduce((sum, count) => sum + count, 0) > maxEdits;
}

function replacement(before: string, after: string): readonly WordPart[] {
  return [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ];
}

/** Takes changes together that no word stands between: 'a b' to 'c d' is one change, not two. */
function joined(parts: readonly WordPart[]): readonly WordPart[] {
  const result: WordPart[] = [];
  let removed = '';
  let added = '';
  const endChange = (): void => {
    if (removed !== '') result.push({ kind: 'removed', text: removed });
    if (added !== '') result.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  for (const [index, { kind, text }] of parts.entries()) {
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else if (isGap(text) && isOneChange({ removed, added }, parts.slice(index + 1, index + 3))) {
      removed += text;
      added += text;
    } else {
      endChange();
      result.push({ kind, text });
    }
  }
  endChange();
  return result;
}

function isGap(text: string): boolean {
  return /^[^\S\r\n]+$/.test(text);
}

/** Whether what is before and after a gap goes together: one of them is replaced, not just added. */
function isOneChange(
  before: { readonly removed: string; readonly added: string },
  [first, second]: readonly WordPart[],
): boolean {
  if (first === undefined || first.kind === 'same') return false;
  const isReplaced = first.kind === 'removed' && second?.kind === 'added';
  if (before.removed !== '' && before.added !== '') return true;
  return isReplaced && (before.removed !== '' || before.added !== '');
}
