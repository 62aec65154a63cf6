/** Folds spans into rows that a terminal has room for. */
import { columnsOf, isWide } from './columns.ts';
import type { Span } from './line.ts';

/** Columns of the first row, and of those that follow. */
export interface RowWidths {
  readonly first: number;
  readonly rest: number;
}

/**
 * Breaks between words, or between signs of scripts without spaces. A word that is wider than a row
 * is kept whole, so that an address can be copied. White space at the end of a row goes.
 */
export function fold(spans: readonly Span[], widths: RowWidths): readonly (readonly Span[])[] {
  const rows: Span[][] = [];
  let row: Span[] = [];
  let used = 0;
  for (const word of wordsOf(spans)) {
    const width = rows.length === 0 ? widths.first : widths.rest;
    if (used > 0 && used + word.columns > width) {
      rows.push(row);
      row = [];
      used = columnsOfAll(word.spans);
    } else {
      row.push(...word.space);
      used += word.columns;
    }
    row.push(...word.spans);
  }
  return [...rows, row].map(joined);
}

/** What stands together, with the white space before it. */
interface Word {
  readonly space: Span[];
  readonly spans: Span[];
  /** Of both. */
  columns: number;
}

function wordsOf(spans: readonly Span[]): readonly Word[] {
  const words: Word[] = [];
  let word: Word = { space: [], spans: [], columns: 0 };
  for (const piece of spans.flatMap(piecesOf)) {
    if (word.spans.length > 0 && (piece.isSpace || isBreak(word, piece))) {
      words.push(word);
      word = { space: [], spans: [], columns: 0 };
    }
    (piece.isSpace ? word.space : word.spans).push(piece);
    word.columns += columnsOf(piece.text);
  }
  return word.spans.length === 0 ? words : [...words, word];
}

/** A run of white space or of ASCII, or another character. */
interface Piece extends Span {
  /** Whether a row may end here; not where white space is what has to be seen. */
  readonly isSpace: boolean;
}

function piecesOf({ text, style }: Span): readonly Piece[] {
  const isFixed = style === 'addedSpace' || style === 'removedSpace';
  return (text.match(/\s+|[!-~]+|\S/gu) ?? []).map((piece) => ({
    text: piece,
    style,
    isSpace: !isFixed && /^\s/.test(piece),
  }));
}

function isBreak(word: Word, { text }: Piece): boolean {
  return isWide(text) && isWide(word.spans.at(-1)?.text ?? '');
}

/** One span for each run of a style. */
function joined(row: readonly Span[]): readonly Span[] {
  const spans: Span[] = [];
  for (const { text, style } of row) {
    const last = spans.at(-1);
    if (last?.style === style) spans[spans.length - 1] = { style, text: last.text + text };
    else spans.push({ text, style });
  }
  return spans;
}

function columnsOfAll(spans: readonly Span[]): number {
  return spans.reduce((sum, { text }) => sum + columnsOf(text), 0);
}
