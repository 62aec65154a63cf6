/** Comments, and the lines that they may have for themselves. */
import { noteComment } from './heading-lines.ts';
import { growing, type Scan, spanBack, spanOn } from './scan-state.ts';

/**
 * Comments that have their lines for themselves are taken with the last one's line feed, and what
 * follows begins a line.
 */
export function takeComments(scan: Scan): void {
  const { text, at } = scan;
  const { nodes } = growing(scan);
  const stop = text.indexOf('-->', at + 4);
  const end = stop === -1 ? text.length : stop + 3;
  nodes.push({ type: 'comment', start: at, end });
  if (stop === -1) {
    scan.at = end;
    return;
  }
  const begin = at - spanBack(text, at, ' \t');
  const last = lastOfLine(text, end);
  const isAlone = begin > 0 && text[begin - 1] === '\n' && text[last] === '\n';
  if (!isAlone) {
    noteComment(scan, { begin, end });
    scan.at = end;
    return;
  }
  for (let next = end; next < last; ) {
    next += spanOn(text, next, ' \t');
    if (next >= last) break;
    const nextEnd = text.indexOf('-->', next + 3) + 3;
    nodes.push({ type: 'comment', start: next, end: nextEnd });
    next = nextEnd;
  }
  noteComment(scan, { begin, end: last + 1 });
  scan.at = last + 1;
  scan.atLineStart = true;
}

/** Behind all comments that follow each other, and the spaces around them. */
function lastOfLine(text: string, from: number): number {
  let end = from + spanOn(text, from, ' \t');
  while (text.startsWith('<!--', end)) {
    const stop = text.indexOf('-->', end + 3);
    if (stop === -1) break;
    end = stop + 3 + spanOn(text, stop + 3, ' \t');
  }
  return end;
}
