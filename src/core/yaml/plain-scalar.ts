/** Texts without quotes, of a line or of several. */
import {
  afterSpaces,
  lineEnd,
  lineFeed,
  type Scan,
  space,
  toLine,
  type Undecided,
  undecided,
} from './lines.ts';
import type { YamlScalar } from './tree.ts';

/** What a line without quotes may begin with: no sign, unless it is one of a number or a word. */
const firstPattern = /[^\s,[\]{}#&*!|>'"%@`?:-]|[?:-](?=[^\s])/y;

/** What ends such a text, or is a mistake in it. */
const endPattern = /\n| #|:[ \n]|:$|\t/g;

/** A text without quotes, which goes on in lines that are indented further. */
export function plainScalar(scan: Scan, start: number, column: number): YamlScalar | Undecided {
  const { text, plain } = scan;
  let end = plainEnd(text, start);
  if (end === undefined) return undecided;
  let source = text.slice(start, end);
  toLine(scan, lineEnd(text, end) + 1);
  while (scan.column > column) {
    const next: number | undefined = plainEnd(text, scan.at);
    const gap = lineGap(text, end, scan.at);
    if (next === undefined || gap === undefined) return undecided;
    source += gap + text.slice(scan.at, next);
    end = next;
    toLine(scan, lineEnd(text, end) + 1);
  }
  const value = plain(source);
  return value === undecided ? undecided : { kind: 'scalar', start, end, style: 'plain', value };
}

/** Where the text of a line ends; `undefined` if it is not for us to say. */
function plainEnd(text: string, start: number): number | undefined {
  firstPattern.lastIndex = start;
  if (!firstPattern.test(text)) return undefined;
  endPattern.lastIndex = start;
  const found = endPattern.exec(text);
  if (found !== null && found[0] !== '\n' && found[0] !== ' #') return undefined;
  let end = found?.index ?? text.length;
  while (text.charCodeAt(end - 1) === space) end -= 1;
  return end;
}

/** What two lines of such a text are put together with: `undefined` if a comment is between them. */
function lineGap(text: string, from: number, to: number): string | undefined {
  let feeds = 0;
  let at = afterSpaces(text, from);
  while (at < to) {
    if (text.charCodeAt(at) !== lineFeed) return undefined;
    feeds += 1;
    at = afterSpaces(text, at + 1);
  }
  return feeds === 1 ? ' ' : '\n'.repeat(feeds - 1);
}
