/**
 * CSV cells with their places.
 *
 * The rules are RFC 4180's, strictly, with the header's delimiter. Libraries give values without
 * places, and a change of one cell must leave the others as they are written.
 */
import type { Problem } from './problem.ts';
import type { Extent } from './tree.ts';

/** One cell, quotes included. */
export interface CsvCell extends Extent {
  readonly isQuoted: boolean;
  readonly value: string;
}

/** One row, without the line feed after it. */
export interface CsvRow extends Extent {
  readonly cells: readonly CsvCell[];
}

/** A text's rows; blank lines are none. */
export interface CsvTable {
  readonly delimiter: string;
  /** The header first. */
  readonly rows: readonly CsvRow[];
  readonly problems: readonly Problem[];
}

/** Reads a text, with what is wrong with its quotes. */
export function scanCsv(text: string): CsvTable {
  const delimiter = delimiterOf(text);
  const rows: CsvRow[] = [];
  const problems: Problem[] = [];
  for (let at = 0; at < text.length; ) {
    const row = scanRow(text, at, delimiter, problems);
    const isBlank = row.start === row.end;
    if (!isBlank) rows.push(row);
    at = row.end + 1;
  }
  return { delimiter, rows, problems };
}

/** What the header's names are most often set apart by. */
function delimiterOf(text: string): string {
  const header = /[^\n]+/.exec(text)?.[0].replaceAll(/"[^"]*"/g, '') ?? '';
  const count = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, other) => (count(other) > count(best) ? other : best));
}

function scanRow(text: string, start: number, delimiter: string, problems: Problem[]): CsvRow {
  const cells: CsvCell[] = [];
  for (let at = start; ; at += 1) {
    const cell = scanCell(text, at, delimiter, problems);
    cells.push(cell);
    at = cell.end;
    if (text.charAt(at) !== delimiter) return { start, end: at, cells };
  }
}

function scanCell(text: string, start: number, delimiter: string, problems: Problem[]): CsvCell {
  if (text.charAt(start) !== '"') {
    const end = cellEnd(text, start, delimiter);
    const value = text.slice(start, end);
    const quote = value.indexOf('"');
    if (quote !== -1) problems.push(strayQuote(start + quote));
    return { start, end, isQuoted: false, value };
  }
  const quoted = matchAt(/"([^"]*(?:""[^"]*)*)"/y, text, start);
  if (quoted === undefined) {
    problems.push({
      code: 'csv-quote-open',
      message: 'The quote that begins here is not closed.',
      hint: 'Close it, or double the quotes inside the cell: "a ""b"" c".',
      offset: start,
    });
    return { start, end: text.length, isQuoted: true, value: text.slice(start + 1) };
  }
  const quoteEnd = start + quoted.length;
  const end = cellEnd(text, quoteEnd, delimiter);
  if (end > quoteEnd) problems.push(strayQuote(quoteEnd - 1));
  return { start, end, isQuoted: true, value: quoted.slice(1, -1).replaceAll('""', '"') };
}

function cellEnd(text: string, start: number, delimiter: string): number {
  let end = start;
  while (end < text.length && text.charAt(end) !== delimiter && text.charAt(end) !== '\n') end += 1;
  return end;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function strayQuote(offset: number): Problem {
  return {
    code: 'csv-quote-stray',
    message: 'A quote stands inside a cell.',
    hint: 'Put the whole cell in quotes and double those inside: "a ""b"" c".',
    offset,
  };
}
