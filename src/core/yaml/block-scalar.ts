/** Texts of several lines, as they stand (`|`) or with their lines put together (`>`). */
import {
  afterSpaces,
  lineEnd,
  lineFeed,
  type Scan,
  toLine,
  type Undecided,
  undecided,
} from './lines.ts';
import type { YamlScalar } from './tree.ts';

/** Without the signs that few use: how far it is indented, that blank lines stay, a comment. */
const headerPattern = /([|>])(-?)\n/y;

/** The block that begins with the sign at `start`; its lines are indented further than `column`. */
export function blockScalar(scan: Scan, start: number, column: number): YamlScalar | Undecided {
  const { text } = scan;
  headerPattern.lastIndex = start;
  const [header, sign, chomp] = headerPattern.exec(text) ?? [];
  if (header === undefined) return undecided;
  const headerEnd = start + header.length - 1;
  const indent = indentOf(text, headerEnd + 1);
  if (indent === undefined || indent <= column) return undecided;
  const lines = linesFrom(text, headerEnd + 1, indent);
  const last = lines.findLastIndex(({ ink, end }) => ink < end);
  const textEnd = lines[last]?.end ?? headerEnd;
  const isEndClear = lines.slice(last + 1).every(({ start, ink }) => ink - start <= indent);
  toLine(scan, textEnd + 1);
  if (scan.column > column || !isEndClear) return undecided;
  const written = lines.slice(0, last + 1);
  const value = sign === '|' ? literal(text, written, indent) : folded(text, written, indent);
  if (value === undecided) return undecided;
  return {
    kind: 'scalar',
    style: 'block',
    value: chomp === '-' ? value : `${value}\n`,
    start,
    end: textEnd,
    block: { headerEnd, textEnd, indent, keepsBlankLines: false },
  };
}

/** How far the first line is indented that is not blank, if no blank one before it is further. */
function indentOf(text: string, start: number): number | undefined {
  let most = 0;
  for (let line = start; line < text.length; ) {
    const ink = afterSpaces(text, line);
    if (ink >= text.length) return undefined;
    if (text.charCodeAt(ink) !== lineFeed) return ink - line < most ? undefined : ink - line;
    most = Math.max(most, ink - line);
    line = ink + 1;
  }
  return undefined;
}

interface Line {
  readonly start: number;
  /** Its first sign that is no space. */
  readonly ink: number;
  readonly end: number;
}

function linesFrom(text: string, start: number, indent: number): readonly Line[] {
  const lines: Line[] = [];
  for (let line = start; line < text.length; ) {
    const ink = afterSpaces(text, line);
    const end = lineEnd(text, ink);
    if (ink < end && ink - line < indent) break;
    lines.push({ start: line, ink, end });
    line = end + 1;
  }
  return lines;
}

function literal(text: string, lines: readonly Line[], indent: number): string {
  return lines.map(({ start, end }) => text.slice(Math.min(start + indent, end), end)).join('\n');
}

/** Lines are put together with a space; blank ones are line feeds. */
function folded(text: string, lines: readonly Line[], indent: number): string | Undecided {
  let value = '';
  let gap = '';
  for (const { start, ink, end } of lines) {
    // Lines that are indented further keep their line feeds, by rules that few know.
    if (ink - start > indent || text.charAt(ink) === '\t') return undecided;
    if (ink === end) {
      gap = gap === ' ' ? '\n' : `${gap}\n`;
    } else {
      value += gap + text.slice(ink, end);
      gap = ' ';
    }
  }
  return value;
}
