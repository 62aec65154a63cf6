/** Which sections of a page's text change: what a reader wants to see rendered. */

/** A section before and after. */
export interface ChangedSection {
  /** The heading's line; `''` for the lead. */
  readonly heading: string;
  readonly before: string;
  readonly after: string;
}

/**
 * The sections whose text differs, each with what is under its own heading alone. A line that looks
 * like a heading is taken for one: it is for reading, and nothing is written by it.
 */
export function changedSections(before: string, after: string): readonly ChangedSection[] {
  const [old, now] = [sectionsOf(before), sectionsOf(after)];
  const areAlike =
    old.length === now.length && old.every(({ heading }, at) => heading === now[at]?.heading);
  if (!areAlike) return before === after ? [] : [{ heading: '', before, after }];
  return old.flatMap(({ heading, text }, at) => {
    const other = now[at]?.text ?? '';
    return text === other ? [] : [{ heading, before: text, after: other }];
  });
}

function sectionsOf(text: string): readonly { readonly heading: string; readonly text: string }[] {
  const starts = [0, ...[...text.matchAll(/^=.*=[ \t]*$/gm)].map(({ index }) => index)];
  return [...new Set(starts)].map((start, at, all) => {
    const section = text.slice(start, all[at + 1]);
    return { heading: /^=.*/.exec(section)?.[0] ?? '', text: section };
  });
}
