/** Which of many things have to do with each other. */
import { byKey } from './by-key.ts';

/**
 * The items in groups that have no name in common, each group and each in it in their order.
 *
 * @param namesOf what an item has to do with, at least one name
 */
export function groupsInCommon<T>(
  items: readonly T[],
  namesOf: (item: T) => readonly [string, ...string[]],
): readonly (readonly T[])[] {
  const parents = new Map<string, string>();
  const rootOf = (name: string): string => {
    let root = name;
    for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
    return root;
  };
  for (const item of items) {
    const [first, ...others] = namesOf(item);
    for (const other of others) {
      const [one, joined] = [rootOf(first), rootOf(other)];
      if (one !== joined) parents.set(joined, one);
    }
  }
  return [...byKey(items, (item) => rootOf(namesOf(item)[0])).values()];
}
