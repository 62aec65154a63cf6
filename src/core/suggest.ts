/**
 * The name that a misspelt one is meant to be: the one with the fewest letters added, dropped,
 * changed or swapped with their neighbour, which are two at most and less than half of it. Upper
 * and lower case are one. `undefined` if there is none.
 */
export function suggest(text: string, names: readonly string[]): string | undefined {
  return within(2, text, names)[0];
}

/**
 * All names that are as near as the nearest, by the same measure, with a letter changed for three that
 * are right. Names with other digits are not near: `Level 2` is no misspelling of `Level 1`.
 */
export function nearest(text: string, names: readonly string[]): readonly string[] {
  const alike = names.filter((name) => digitsOf(name) === digitsOf(text));
  return within(2, text, alike).filter((name) =>
    isWithin(Math.floor(name.length / 3), text.toLowerCase(), name.toLowerCase()),
  );
}

/**
 * Whether a text is a name with one letter added, dropped, changed or swapped, behind the first one:
 * those before a word give it another meaning.
 */
export function isTypo(text: string, name: string): boolean {
  const isSameStart = text.slice(0, 1).toLowerCase() === name.slice(0, 1).toLowerCase();
  return isSameStart && isWithin(1, text.toLowerCase(), name.toLowerCase());
}

function within(most: number, text: string, names: readonly string[]): readonly string[] {
  for (let edits = 0; edits <= most; edits += 1) {
    const near = names.filter(
      (name) => edits * 2 < name.length && isWithin(edits, text.toLowerCase(), name.toLowerCase()),
    );
    if (near.length > 0) return near;
  }
  return [];
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

/**
 * Whether one text becomes the other by so many letters added, dropped, changed or swapped with
 * their neighbour, at most.
 */
export function isWithin(edits: number, from: string, to: string): boolean {
  if (Math.abs(from.length - to.length) > edits) return false;
  if (from === '' || to === '') return true;
  const [fromRest, toRest] = [from.slice(1), to.slice(1)];
  if (from[0] === to[0]) return isWithin(edits, fromRest, toRest);
  if (edits === 0) return false;
  const isSwapped = from[0] === to[1] && from[1] === to[0];
  return (
    (isSwapped && isWithin(edits - 1, from.slice(2), to.slice(2))) ||
    isWithin(edits - 1, fromRest, toRest) ||
    isWithin(edits - 1, fromRest, to) ||
    isWithin(edits - 1, from, toRest)
  );
}
