/**
 * The name that a misspelt one is meant to be: the one with the fewest letters added, dropped,
 * changed or swapped with their neighbour, which are two at most and less than half of it. Upper
 * and lower case are one. `undefined` if there is none.
 */
export function suggest(text: string, names: readonly string[]): string | undefined {
  for (const edits of [0, 1, 2]) {
    const near = names.find(
      (name) => edits * 2 < name.length && isWithin(edits, text.toLowerCase(), name.toLowerCase()),
    );
    if (near !== undefined) return near;
  }
  return undefined;
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
