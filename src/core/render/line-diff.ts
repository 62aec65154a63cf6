/** What changed between two texts, line by line: as a patch, and as parts to be shown. */
import {
  createTwoFilesPatch,
  diffArrays,
  FILE_HEADERS_ONLY,
  formatPatch,
  structuredPatch,
} from 'diff';

/** How a unified diff is labelled. */
export interface LineDiffOptions {
  /** What the first text is called. */
  readonly label: string;
  /** What the second text is called. Default: the same. */
  readonly newLabel?: string;
  /** Unchanged lines around each change. Default: 3. */
  readonly context?: number;
}

/** Lines that stand together: in both texts, in the first only, or in the second only. */
export interface LinePart {
  readonly kind: 'same' | 'removed' | 'added';
  /** Without their line feeds. */
  readonly lines: readonly string[];
}

/** The search for the shortest diff takes a second for so many changed lines, and their square. */
const maxEdits = 6_000;

/**
 * The unified diff of two texts, with `\ No newline at end of file` where it applies; `''` if they
 * are the same. `patch` applied to the first text gives the second.
 */
export function diffLines(before: string, after: string, options: LineDiffOptions): string {
  if (before === after) return '';
  const { label, newLabel = label, context = 3 } = options;
  const patch = createTwoFilesPatch(label, newLabel, before, after, undefined, undefined, {
    context,
    maxEditLength: maxEdits,
    headerOptions: FILE_HEADERS_ONLY,
  });
  return patch ?? replacement(before, after, { label, newLabel });
}

/**
 * The lines of two texts, common ones once, in order; removed ones stand before those added in
 * their place. A text that ends in a line feed has an empty last line.
 */
export function lineParts(before: string, after: string): readonly LinePart[] {
  const removed = before.split('\n');
  const added = after.split('\n');
  const parts = diffArrays(removed, added, { maxEditLength: maxEdits });
  if (parts === undefined) {
    return [
      { kind: 'removed', lines: removed },
      { kind: 'added', lines: added },
    ];
  }
  return parts.map((part) => ({
    kind: part.removed ? 'removed' : part.added ? 'added' : 'same',
    lines: part.value,
  }));
}

/** A patch that takes every line away and gives the new ones. */
function replacement(
  before: string,
  after: string,
  labels: { readonly label: string; readonly newLabel: string },
): string {
  const { label, newLabel } = labels;
  const hunks = [
    ...structuredPatch(label, newLabel, before, '').hunks,
    ...structuredPatch(label, newLabel, '', after).hunks,
  ];
  const hunk = {
    oldStart: 1,
    oldLines: hunks.reduce((sum, { oldLines }) => sum + oldLines, 0),
    newStart: 1,
    newLines: hunks.reduce((sum, { newLines }) => sum + newLines, 0),
    lines: hunks.flatMap(({ lines }) => lines),
  };
  const patch = { oldFileName: label, newFileName: newLabel, hunks: [hunk] };
  return formatPatch({ ...patch, oldHeader: undefined, newHeader: undefined }, FILE_HEADERS_ONLY);
}
