/** What is open while a text is scanned: braces, brackets, headings. */
import type { ScanNode, ScanPart } from './nodes.ts';

/** A part of something open, while it grows. */
export interface OpenPart {
  readonly start: number;
  end: number;
  readonly nodes: ScanNode[];
  equals: number | undefined;
}

/** What opened it: see MediaWiki's preprocessor, which this follows rule by rule. */
export type Opening = '{' | '[' | '-{' | '\n';

/** Something that was opened, and not closed yet. */
export interface Piece {
  opening: Opening;
  /** Of the first of its signs. */
  start: number;
  /** How many of its signs wait for a partner; of a heading, its equals signs. */
  count: number;
  /** Whether a `-` stands before it that may open a language conversion with its last brace. */
  hasDash: boolean;
  parts: OpenPart[];
  /** A heading's last comment: its end, and where the text that is seen ends before it. */
  comment: { readonly end: number; readonly visibleEnd: number } | undefined;
}

/** How many signs make something of their own, or at least protect what is in them. */
export const rules: Readonly<
  Record<Exclude<Opening, '\n'>, { readonly end: string; readonly max: number }>
> = {
  '{': { end: '}', max: 3 },
  '[': { end: ']', max: 2 },
  '-{': { end: '}-', max: 2 },
};

/** The fewest signs that open anything. */
export const fewest = 2;

/** A part that begins here. */
export function openPart(start: number): OpenPart {
  return { start, end: start, nodes: [], equals: undefined };
}

/** Something that is opened here by so many signs. */
export function openPiece(
  opening: Opening,
  at: { readonly start: number; readonly count: number; readonly length: number },
  hasDash = false,
): Piece {
  const { start, count, length } = at;
  return { opening, start, count, hasDash, parts: [openPart(start + length)], comment: undefined };
}

/** The part that grows. */
export function lastPart({ parts }: Piece): OpenPart {
  const part = parts.at(-1);
  if (part === undefined) throw new Error('Something open has no part.');
  return part;
}

/** The nodes of something that is, after all, only text. */
export function looseNodes({ parts }: Piece): readonly ScanNode[] {
  return parts.flatMap(({ nodes }) => nodes);
}

/** A part that is complete. */
export function closedPart({ start, end, nodes, equals }: OpenPart): ScanPart {
  return equals === undefined ? { start, end, nodes } : { start, end, nodes, equals };
}
