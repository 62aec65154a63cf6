/** Editing what stands between brackets and commas: JSON, and YAML in flow style. */
import type { TextEdit } from '../core/wikitext/text-edit.ts';
import type { Extent } from './tree.ts';

/** The changes to one list's items or one mapping's pairs. */
export interface ItemChanges {
  /** The whole text. */
  readonly text: string;
  /** The list or mapping with its brackets. */
  readonly container: Extent;
  readonly items: readonly Extent[];
  readonly removed: ReadonlySet<number>;
  /** Texts of new items that follow the item at this index, or stand before all at -1. */
  readonly inserted: ReadonlyMap<number, readonly string[]>;
  /** The text between the brackets of a container that has no items yet, with these items. */
  readonly fill: (items: readonly string[]) => string;
}

/** The edits that remove and insert items, with new commas and white space like the old ones. */
export function editItems(changes: ItemChanges): readonly TextEdit[] {
  const { items, removed, container } = changes;
  const inserted = [...changes.inserted].toSorted(([a], [b]) => a - b);
  const kept = [...items.keys()].filter((index) => !removed.has(index));
  if (kept.length === 0)
    return refill(
      changes,
      inserted.flatMap(([, texts]) => texts),
    );
  const separator = separatorOf(changes);
  const insertions = inserted.map(([after, texts]): TextEdit => {
    const anchor = kept.findLast((index) => index <= after);
    const before = items[kept[0] ?? 0]?.start ?? container.start;
    const at = anchor === undefined ? (items[0]?.start ?? before) : (items[anchor]?.end ?? before);
    const newText =
      anchor === undefined
        ? texts.map((text) => text + separator).join('')
        : texts.map((text) => separator + text).join('');
    return { start: at, end: at, newText };
  });
  return [...insertions, ...removals(items, removed)];
}

/** Nothing of the old items stays. */
function refill(changes: ItemChanges, texts: readonly string[]): readonly TextEdit[] {
  const { items, removed, container, fill } = changes;
  const [first] = items;
  const last = items.at(-1);
  if (texts.length === 0 && removed.size === 0) return [];
  if (texts.length === 0 || first === undefined || last === undefined) {
    const newText = texts.length === 0 ? '' : fill(texts);
    return [{ start: container.start + 1, end: container.end - 1, newText }];
  }
  return [{ start: first.start, end: last.end, newText: texts.join(separatorOf(changes)) }];
}

/** Takes each run of removed items out with the commas that are left over. */
function removals(items: readonly Extent[], removed: ReadonlySet<number>): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (const [index, item] of items.entries()) {
    if (!removed.has(index) || removed.has(index - 1)) continue;
    let after = index + 1;
    while (removed.has(after)) after += 1;
    const next = items[after];
    const start = next === undefined ? (items[index - 1]?.end ?? item.start) : item.start;
    const end = next === undefined ? (items[after - 1]?.end ?? item.end) : next.start;
    edits.push({ start, end, newText: '' });
  }
  return edits;
}

/** The comma and white space between two items, or what fits a single one. */
function separatorOf({ text, container, items }: ItemChanges): string {
  for (const [index, item] of items.entries()) {
    const next = items[index + 1];
    const between = next === undefined ? '' : text.slice(item.end, next.start);
    if (/^,\s*$/.test(between)) return between;
  }
  const lead = text.slice(container.start + 1, items[0]?.start);
  return /^\s*\n\s*$/.test(lead) ? `,${lead}` : ', ';
}
