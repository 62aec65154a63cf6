/** What changed between two texts, line by line: as a patch, and as parts to be shown. */
import {
  diffArrays,
  formatPatch,
  OMIT_HEADERS,
  type StructuredPatchHunk,
  structuredPatch,
} from 'diff';
import { anchorsOf } from './anchors.ts';

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

/** With more changed lines than these, a short diff that is found at once is better than the shortest. */
const fewEdits = 500;

/**
 * The unified diff of two texts, with `\ No newline at end of file` where it applies; `''` if they
 * are the same. `patch` applied to the first text gives the second.
 */
export function diffLines(before: string, after: string, options: LineDiffOptions): string {
  if (before === after) return '';
  const { label, newLabel = label, context = 3 } = options;
  const patch = structuredPatch('', '', before, after, undefined, undefined, {
    context,
    maxEditLength: maxEdits,
  });
  const hunks = patch?.hunks ?? [replacement(before, after)];
  // The library writes titles that are not ASCII as a shell would, with numbers for letters.
  const names = { oldFileName: '', newFileName: '', oldHeader: undefined, newHeader: undefined };
  const text = formatPatch({ ...names, hunks }, OMIT_HEADERS);
  return `--- ${label}\n+++ ${newLabel}\n${text}`;
}

/**
 * The lines of two texts, common ones once, in order; removed ones stand before those added in
 * their place. A text that ends in a line feed has an empty last line.
 */
export function lineParts(before: string, after: string): readonly LinePart[] {
  const removed = before.split('\n');
  const added = after.split('\n');
  return shortParts(removed, added) ?? joined(pieces(removed, added));
}

/** `undefined` if too much of them differs. */
function shortParts(
  removed: readonly string[],
  added: readonly string[],
): readonly LinePart[] | undefined {
  const parts = diffArrays([...removed], [...added], { maxEditLength: fewEdits });
  return parts?.map((part) => ({
    kind: part.removed ? 'removed' : part.added ? 'added' : 'same',
    lines: part.value,
  }));
}

/** Compares what is between the lines that both have once; what is too unlike there is replaced. */
function pieces(removed: readonly string[], added: readonly string[]): readonly LinePart[] {
  const parts: LinePart[] = [];
  let from = { before: 0, after: 0 };
  const end = { before: removed.length, after: added.length };
  for (const anchor of [...anchorsOf(removed, added), end]) {
    const old = removed.slice(from.before, anchor.before);
    const now = added.slice(from.after, anchor.after);
    parts.push(...(shortParts(old, now) ?? replaced(old, now)));
    parts.push({ kind: 'same', lines: removed.slice(anchor.before, anchor.before + 1) });
    from = { before: anchor.before + 1, after: anchor.after + 1 };
  }
  return parts.filter(({ lines }) => lines.length > 0);
}

function replaced(removed: readonly string[], added: readonly string[]): readonly LinePart[] {
  return [
    { kind: 'removed', lines: removed },
    { kind: 'added', lines: added },
  ];
}

/** One part for each run of a kind. */
function joined(parts: readonly LinePart[]): readonly LinePart[] {
  const runs: { readonly kind: LinePart['kind']; readonly lines: string[] }[] = [];
  for (const { kind, lines } of parts) {
    const last = runs.at(-1);
    if (last?.kind !== kind) runs.push({ kind, lines: [...lines] });
    else for (const line of lines) last.lines.push(line);
  }
  return runs;
}

/** A hunk that takes every line away and gives the new ones. */
function replacement(before: string, after: string): StructuredPatchHunk {
  const hunks = [
    ...structuredPatch('', '', before, '').hunks,
    ...structuredPatch('', '', '', after).hunks,
  ];
  return {
    oldStart: 1,
    oldLines: hunks.reduce((sum, { oldLines }) => sum + oldLines, 0),
    newStart: 1,
    newLines: hunks.reduce((sum, { newLines }) => sum + newLines, 0),
    lines: hunks.flatMap(({ lines }) => lines),
  };
}
