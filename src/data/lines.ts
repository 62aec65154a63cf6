/** Finding lines from offsets, in texts whose lines end in line feeds. */

/** Where the line begins that the offset is in. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line ends that the offset is in: at its line feed, or at the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}

/** How far an offset is from the start of its line. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** Whether two offsets are in one line. */
export function areInOneLine(text: string, first: number, second: number): boolean {
  return lineStart(text, first) === lineStart(text, second);
}

/** The blank lines, each with the line feed before it, that follow the end of a line. */
export function blankLinesAfter(text: string, end: number): readonly number[] {
  const ends: number[] = [];
  for (let at = end; at < text.length; ) {
    const next = lineEnd(text, at + 1);
    // The empty rest after the last line feed is no line.
    if (next === text.length && next === at + 1) break;
    if (text.slice(at, next).trim() !== '') break;
    ends.push(next);
    at = next;
  }
  return ends;
}

/**
 * Where the line ends that the blank lines above a line follow.
 *
 * @param end of the line above
 * @param floor not further up than this end of a line
 */
export function endAboveBlankLines(text: string, end: number, floor: number): number {
  let at = end;
  while (at > floor && text.slice(lineStart(text, at), at).trim() === '') {
    at = lineStart(text, at) - 1;
  }
  return Math.max(at, floor);
}
