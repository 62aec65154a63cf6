/** Which word a misspelt one is meant to be, where taking it for that one does harm if it is not. */
import { isWithin } from '../suggest.ts';

/**
 * The word that is meant: it differs in one letter, or in two if it has more than eight. Short words
 * and ones that differ in their digits are never taken for each other: `Phase 1` is not `Phase 2`.
 */
export function meantBy(word: string, known: readonly string[]): string | undefined {
  if (word.length < 4) return undefined;
  return known.find(
    (other) =>
      other.length > 4 &&
      digitsOf(other) === digitsOf(word) &&
      isWithin(other.length > 8 ? 2 : 1, word, other),
  );
}

function digitsOf(word: string): string {
  return word.replace(/\P{N}+/gu, ' ').trim();
}
