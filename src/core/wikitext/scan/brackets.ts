/** Braces and brackets: what opens, and what closes it. */
import type { BracedNode } from './nodes.ts';
import {
  closedPart,
  fewest,
  lastPart,
  looseNodes,
  type Opening,
  openPiece,
  type Piece,
  rules,
} from './pieces.ts';
import { growing, type Scan, spanOn } from './scan-state.ts';

/** At a sign that may open something, with all of its kind that follow. */
export function openBrackets(scan: Scan, sign: Exclude<Opening, '\n'>): void {
  const { text, at } = scan;
  const last = sign.slice(-1);
  const repeated = spanOn(text, sign === '-{' ? at + 1 : at, last);
  // In `-{{`, the two braces come first.
  const isDashed = sign === '-{' && repeated > 1;
  const start = isDashed ? at + 1 : at;
  const opening = isDashed ? '{' : sign;
  const count = sign === '-{' && !isDashed ? 2 : repeated;
  const length = count;
  if (count >= fewest) scan.stack.push(openPiece(opening, { start, count, length }, isDashed));
  scan.at = start + length;
}

/** At what closes: a call, a parameter, or brackets that only protect what is in them. */
export function closeBrackets(scan: Scan, top: Piece, end: string): void {
  const { text, at, stack } = scan;
  const { max } = rules[top.opening === '\n' ? '[' : top.opening];
  const found = end.length > 1 ? end.length : spanOn(text, at, end, top.count);
  const matching = Math.min(found, max);
  if (matching < fewest) {
    scan.at += found;
    return;
  }
  lastPart(top).end = at;
  const nodes = top.opening === '{' ? [bracedNode(top, matching, at)] : looseNodes(top);
  scan.at += matching;
  stack.pop();
  reopen(stack, top, top.count - matching);
  const target = growing(scan).nodes;
  for (const node of nodes) target.push(node);
}

function bracedNode(top: Piece, matching: number, at: number): BracedNode {
  return {
    type: matching === 2 ? 'call' : 'parameter',
    start: top.start + top.count - matching,
    end: at + matching,
    parts: top.parts.map(closedPart),
  };
}

/** What is left of the signs that opened something may open something else. */
function reopen(stack: Piece[], top: Piece, left: number): void {
  if (left >= fewest) {
    const { opening, start, hasDash } = top;
    stack.push(openPiece(opening, { start, count: left, length: left }, hasDash));
  } else if (left === 1 && top.opening === '{' && top.hasDash) {
    stack.push(openPiece('-{', { start: top.start - 1, count: 2, length: 2 }));
  }
}
