/** Headings: lines that begin with equals signs, and end with as many. */
import type { HeadingNode } from './nodes.ts';
import { lastPart, openPiece } from './pieces.ts';
import { growing, mayNameValue, type Scan, spanBack, spanOn } from './scan-state.ts';

/** The most equals signs that count. */
const deepest = 6;

/** At the beginning of a line: one that begins with equals signs may become a heading. */
export function startLine(scan: Scan): void {
  const { text, at, stack } = scan;
  const count = spanOn(text, at, '=', deepest);
  // It rather ends the name of an argument that began on the line before.
  if (count === 0 || (count === 1 && mayNameValue(stack.at(-1)))) return;
  stack.push(openPiece('\n', { start: at, count, length: count }));
  scan.at += count;
}

/** Remembers a comment in a line that may be a heading: the equals signs may stand before it. */
export function noteComment(
  { stack }: Scan,
  { begin, end }: { readonly begin: number; readonly end: number },
): void {
  const top = stack.at(-1);
  if (top === undefined) return;
  const visibleEnd = top.comment?.end === begin ? top.comment.visibleEnd : begin;
  top.comment = { end, visibleEnd };
}

/** At the end of a line that began as a heading does: it is one if it ends as one. */
export function endHeadingLine(scan: Scan): void {
  const { text, at, stack } = scan;
  const top = stack.pop();
  if (top === undefined) throw new Error('No heading was begun.');
  const { nodes } = lastPart(top);
  let end = at - spanBack(text, at, ' \t');
  if (top.comment?.end === end) {
    end = top.comment.visibleEnd;
    end -= spanBack(text, end, ' \t');
  }
  const equals = spanBack(text, end, '=');
  const level = levelOf(equals, { isAll: end - equals === top.start, begun: top.count });
  const target = growing(scan).nodes;
  if (level === 0) {
    for (const node of nodes) target.push(node);
    return;
  }
  const inner = { start: top.start + level, end: end - level };
  const heading: HeadingNode = { type: 'heading', start: top.start, end: at, level, inner, nodes };
  target.push(heading);
}

/** A line of nothing but equals signs is a heading around those in its middle. */
function levelOf(
  equals: number,
  { isAll, begun }: { readonly isAll: boolean; readonly begun: number },
): number {
  if (!isAll) return Math.min(equals, begun);
  return equals < 3 ? 0 : Math.min(deepest, Math.floor((equals - 1) / 2));
}
