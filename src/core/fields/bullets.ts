/** A bulleted or numbered list, one item a line. */
export interface Bullets {
  /** The first line's marker and the white space after it, such as `* `. */
  readonly marker: string;
  /** None is empty. Empty lines between them are overlooked. */
  readonly items: readonly string[];
}

/** Reads lines of one marker; `undefined` for other lines, nested items and empty ones. */
export function parseBullets(text: string): Bullets | undefined {
  const [marker] = /^[*#][^\S\n]*/.exec(text) ?? [];
  if (marker === undefined) return undefined;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const plain = lines.every((line) => line[0] === text[0] && !/^.(?:[*#:;]|\s*$)/.test(line));
  return plain ? { marker, items: lines.map((line) => line.slice(1).trim()) } : undefined;
}
