/** A change between two texts of several lines. */
import { type LinePart, lineParts } from '../../core/render/line-diff.ts';
import { diffWords, likeness, type WordPart } from '../../core/render/word-diff.ts';
import { changeSpan, type Line, type Span, span, type TextContext } from './line.ts';
import { foldedLines } from './value-lines.ts';
import { alike, wordSpans } from './word-spans.ts';

/** Where the lines stand. */
type DiffContext = TextContext & { readonly indent: number };

/** With more lines than these in a change, comparing each with each takes too long. */
const comparedLines = 20;

/** `-` and `+` before lines, `~` before those with changed words; unchanged ones folded. */
export function textDiffLines(
  before: string,
  after: string,
  context: DiffContext,
): readonly Line[] {
  if (before === '') return signedLines('added', after.split('\n'), context);
  if (after === '') return signedLines('removed', before.split('\n'), context);
  if (!`${before}${after}`.includes('\n')) return replacedBy(before, after, context);
  return changesOf(lineParts(before, after)).flatMap((change) => {
    if ('same' in change) return sameLines(change, context);
    return replacedLines(change.removed, change.added, context);
  });
}

/** Single lines come here if they are unlike: nothing is searched for in them. */
function replacedBy(before: string, after: string, context: DiffContext): readonly Line[] {
  return [...signedLines('removed', [before], context), ...signedLines('added', [after], context)];
}

/** Unchanged lines and where they stand, or lines with those that replace them. */
type TextChange =
  | { readonly same: readonly string[]; readonly isFirst: boolean; readonly isLast: boolean }
  | { readonly removed: readonly string[]; readonly added: readonly string[] };

function changesOf(parts: readonly LinePart[]): readonly TextChange[] {
  return parts.flatMap(({ kind, lines }, index): readonly TextChange[] => {
    const before = parts[index - 1];
    const after = parts[index + 1];
    if (kind === 'same') {
      return [{ same: lines, isFirst: before === undefined, isLast: after === undefined }];
    }
    if (kind === 'removed') {
      return [{ removed: lines, added: after?.kind === 'added' ? after.lines : [] }];
    }
    return before?.kind === 'removed' ? [] : [{ removed: [], added: lines }];
  });
}

/** Pairs lines that are alike, in order; the others are removed or added. */
function replacedLines(
  removed: readonly string[],
  added: readonly string[],
  context: DiffContext,
): readonly Line[] {
  const lines: Line[] = [];
  let next = 0;
  for (const line of removed) {
    const match = matchOf(line, added.slice(next, next + comparedLines));
    if (match === undefined) {
      lines.push(...signedLines('removed', [line], context));
      continue;
    }
    lines.push(...signedLines('added', added.slice(next, next + match.index), context));
    lines.push(signedLine('changed', wordSpans(match.parts, context), context));
    next += match.index + 1;
  }
  return [...lines, ...signedLines('added', added.slice(next), context)];
}

function matchOf(
  line: string,
  candidates: readonly string[],
): { readonly index: number; readonly parts: readonly WordPart[] } | undefined {
  if (line.trim() === '') return undefined;
  for (const [index, candidate] of candidates.entries()) {
    const parts = diffWords(line, candidate);
    if (likeness(parts) >= alike) return { index, parts };
  }
  return undefined;
}

/** The nearest line with words on each side of a change, cut to a row; the rest is folded. */
function sameLines(
  { same, isFirst, isLast }: Extract<TextChange, { readonly same: readonly string[] }>,
  context: DiffContext,
): readonly Line[] {
  if (context.verbose) return same.map((line) => sameLine(line, context));
  const lines = same.filter((line) => line.trim() !== '');
  const head = lines.slice(0, isFirst ? 0 : 1);
  const rest = lines.slice(head.length);
  const tail = isLast ? [] : rest.slice(-1);
  const hidden = rest.length - tail.length;
  return [
    ...head.map((line) => sameLine(line, context)),
    ...(hidden === 0 ? [] : [foldedLines(context.indent + 2, hidden)]),
    ...tail.map((line) => sameLine(line, context)),
  ];
}

function sameLine(line: string, { indent, verbose }: DiffContext): Line {
  return { indent: indent + 2, spans: [span(line)], ...(verbose ? {} : { maxRows: 1 }) };
}

function signedLines(
  kind: 'removed' | 'added',
  lines: readonly string[],
  context: DiffContext,
): readonly Line[] {
  return lines.map((line) => signedLine(kind, [changeSpan(line, kind)], context));
}

const signs = { removed: '-', added: '+', changed: '~' };

function signedLine(
  kind: keyof typeof signs,
  spans: readonly Span[],
  { indent }: DiffContext,
): Line {
  const isEmpty = spans.every(({ text }) => text === '');
  return { indent, spans: [span(`${signs[kind]}${isEmpty ? '' : ' '}`, kind), ...spans] };
}
