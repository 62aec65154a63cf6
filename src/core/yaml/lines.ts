/** A text that is read line by line. */
import type { PlainValue } from './tree.ts';

/** Where a reading of a text is. */
export interface Scan {
  readonly text: string;
  /** What a scalar without quotes is; `undecided` leaves the text to others. */
  readonly plain: (source: string) => PlainValue | Undecided;
  /** Where the line that is next begins to say something; the text's length at the end. */
  at: number;
  /** How far that is indented; -1 at the end. */
  column: number;
}

/** That a text is to be read by others. */
export const undecided = Symbol('undecided');

/** That a text is to be read by others. */
export type Undecided = typeof undecided;

export const lineFeed = 10;
export const space = 32;
const hash = 35;
const dash = 45;
const colon = 58;

/** Goes to the next line that is neither blank nor a comment. @param start where a line begins */
export function toLine(scan: Scan, start: number): void {
  const { text } = scan;
  let line = start;
  while (line < text.length) {
    const ink = afterSpaces(text, line);
    const code = text.charCodeAt(ink);
    if (code === lineFeed) line = ink + 1;
    else if (code === hash) line = lineEnd(text, ink) + 1;
    else if (ink < text.length) {
      scan.at = ink;
      scan.column = ink - line;
      return;
    } else break;
  }
  scan.at = text.length;
  scan.column = -1;
}

/** The end of the line that an offset is in. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}

/** The first offset from here on that has no space. */
export function afterSpaces(text: string, offset: number): number {
  let at = offset;
  while (text.charCodeAt(at) === space) at += 1;
  return at;
}

/** Whether there is nothing in the line from here on but a comment. @param offset after a value */
export function isRestEmpty(text: string, offset: number): boolean {
  const ink = afterSpaces(text, offset);
  const code = text.charCodeAt(ink);
  return ink >= text.length || code === lineFeed || (code === hash && ink > offset);
}

/** Whether a colon is here that ends a name. */
export function isColon(text: string, offset: number): boolean {
  return text.charCodeAt(offset) === colon && isGap(text, offset + 1);
}

/** Whether an item of a list begins here. */
export function isItem(text: string, offset: number): boolean {
  return text.charCodeAt(offset) === dash && isGap(text, offset + 1);
}

function isGap(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  return code === space || code === lineFeed || offset >= text.length;
}
