/**
 * Lines that two long texts certainly have in common, found without a search: those that stand once
 * in each. What lies between them can be compared piece by piece.
 */

/** Where a line stands in both texts, counted from 0. */
export interface Anchor {
  readonly before: number;
  readonly after: number;
}

/** As many as stand in the same order in both texts, in that order. */
export function anchorsOf(before: readonly string[], after: readonly string[]): readonly Anchor[] {
  const places = onlyPlaces(after);
  const common = [...onlyPlaces(before)].flatMap(([line, at]): readonly Anchor[] => {
    const place = places.get(line);
    return place === undefined ? [] : [{ before: at, after: place }];
  });
  return longestRising(common);
}

/** The lines that stand there once, and where. */
function onlyPlaces(lines: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const twice = new Set<string>();
  for (const [at, line] of lines.entries()) {
    if (found.has(line)) twice.add(line);
    else found.set(line, at);
  }
  for (const line of twice) found.delete(line);
  return found;
}

interface Link {
  readonly anchor: Anchor;
  readonly previous: Link | undefined;
}

/** Of anchors in the first text's order as many as possible that are in the second's too. */
function longestRising(anchors: readonly Anchor[]): readonly Anchor[] {
  // The end of the best row of each length: the one that leaves most room.
  const ends: Link[] = [];
  for (const anchor of anchors) {
    const length = firstNotBelow(ends, anchor.after);
    ends[length] = { anchor, previous: ends[length - 1] };
  }
  const row: Anchor[] = [];
  for (let link = ends.at(-1); link !== undefined; link = link.previous) row.push(link.anchor);
  return row.toReversed();
}

function firstNotBelow(ends: readonly Link[], after: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle]?.anchor.after ?? 0) < after) low = middle + 1;
    else high = middle;
  }
  return low;
}
