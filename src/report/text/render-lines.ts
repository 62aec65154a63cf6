/** The only place that knows escape sequences, and that lets text out: made printable before. */
import { defused, printableLine } from '../printable.ts';
import { columnsOf } from './columns.ts';
import { fold } from './fold.ts';
import { type Line, type Span, type Style, span } from './line.ts';

/** See https://www.ecma-international.org/publications-and-standards/standards/ecma-48/, SGR. */
const codes: Readonly<Record<Style, string>> = {
  plain: '',
  strong: '1',
  quiet: '2',
  added: '32',
  removed: '31',
  addedSpace: '7;32',
  removedSpace: '7;31',
  changed: '33',
  moved: '36',
  error: '1;31',
  warning: '1;33',
  notice: '36',
};

/** Narrower rows cannot be read: the terminal has to break them. */
const leastWidth = 24;

/** Stands for the rows that are cut. */
const cutMark = ' …';

/** Lines to text with a final line feed; `''` for none. */
export function renderLines(
  lines: readonly Line[],
  options: { readonly colour: boolean; readonly width: number },
): string {
  const { colour, width } = options;
  const rows = lines.flatMap((line) =>
    rowsOf(line, width).map((row) => row.map((part) => paint(part, colour)).join('')),
  );
  return rows.length === 0 ? '' : `${defused(rows.join('\n'))}\n`;
}

function rowsOf(line: Line, width: number): readonly (readonly Span[])[] {
  const spans = line.spans.map(({ text, style }) => span(printableLine(text), style));
  if (spans.every(({ text }) => text === '')) return [[]];
  const { indent, hang = 2, maxRows, isUnfolded = false } = line;
  const room = width - indent - (maxRows === undefined ? 0 : columnsOf(cutMark));
  const widths = { first: Math.max(leastWidth, room), rest: Math.max(leastWidth, room - hang) };
  const rows = isUnfolded ? [spans] : fold(spans, widths);
  return clipped(rows, maxRows).map((row, index) =>
    row.length === 0 ? [] : [span(' '.repeat(index === 0 ? indent : indent + hang)), ...row],
  );
}

function clipped(
  rows: readonly (readonly Span[])[],
  maxRows: number | undefined,
): readonly (readonly Span[])[] {
  if (maxRows === undefined || rows.length <= maxRows) return rows;
  return rows
    .slice(0, maxRows)
    .map((row, index) => (index === maxRows - 1 ? [...row, span(cutMark, 'quiet')] : row));
}

function paint({ text, style }: Span, colour: boolean): string {
  const code = codes[style];
  if (!colour || code === '' || text === '') return text;
  return `\u001B[${code}m${text}\u001B[0m`;
}
