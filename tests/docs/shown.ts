/** What a page shows, against what there is. `…` stands for whatever the page leaves out. */

/** Whether a text is what a page shows: a line `…` stands for lines, `…` in a line for a part of it. */
export function isShown(shown: string, text: string): boolean {
  return match(linesOf(shown), linesOf(text));
}

function match(shown: readonly string[], lines: readonly string[]): boolean {
  const [first, ...rest] = shown;
  if (first === undefined) return lines.length === 0;
  if (first.trim() === '…') {
    return lines.some((_, at) => match(rest, lines.slice(at))) || rest.length === 0;
  }
  const [line, ...others] = lines;
  return line !== undefined && isLine(first, line) && match(rest, others);
}

function isLine(shown: string, line: string): boolean {
  const parts = shown.split('…').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'u').test(line);
}

/** Without empty lines around, and without blanks at the ends of lines. */
function linesOf(text: string): readonly string[] {
  return text
    .replace(/^\n+|\s+$/g, '')
    .split('\n')
    .map((line) => line.trimEnd());
}
