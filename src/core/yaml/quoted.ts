/** Texts in quotes. */
import { afterSpaces, space, type Undecided, undecided } from './lines.ts';
import type { YamlScalar } from './tree.ts';

/**
 * The text in quotes that begins here.
 *
 * @param column lines that are not indented further are others'; absent if it must end in its line
 */
export function quotedScalar(text: string, start: number, column?: number): YamlScalar | Undecided {
  const isSingle = text.charAt(start) === "'";
  const close = isSingle ? singleEnd(text, start + 1) : doubleEnd(text, start + 1);
  if (close === undefined) return undecided;
  const source = linesTogether(text.slice(start + 1, close), column);
  if (source === undecided) return undecided;
  const value = isSingle ? source.replaceAll("''", "'") : unescaped(source);
  if (value === undecided) return undecided;
  const style = isSingle ? 'single' : 'double';
  return { kind: 'scalar', start, end: close + 1, style, value };
}

function singleEnd(text: string, start: number): number | undefined {
  for (let at = text.indexOf("'", start); at !== -1; at = text.indexOf("'", at + 2)) {
    if (text.charAt(at + 1) !== "'") return at;
  }
  return undefined;
}

function doubleEnd(text: string, start: number): number | undefined {
  for (let at = text.indexOf('"', start); at !== -1; at = text.indexOf('"', at + 1)) {
    let first = at;
    while (text.charAt(first - 1) === '\\') first -= 1;
    if ((at - first) % 2 === 0) return at;
  }
  return undefined;
}

/** Lines are put together with a space; blank ones are line feeds. */
function linesTogether(source: string, column: number | undefined): string | Undecided {
  if (source.includes('\t')) return undecided;
  if (!source.includes('\n')) return source;
  if (column === undefined) return undecided;
  const lines = source.split('\n');
  const isIndented = lines.every((line, index) => {
    const ink = afterSpaces(line, 0);
    const isBlank = ink === line.length && index < lines.length - 1;
    return index === 0 || isBlank || ink > column;
  });
  return isIndented ? folded(lines) : undecided;
}

function folded(lines: readonly string[]): string {
  let value = '';
  let gap = '';
  for (const [index, line] of lines.entries()) {
    const isLast = index === lines.length - 1;
    const begun = index === 0 ? line : line.slice(afterSpaces(line, 0));
    const said = isLast ? begun : withoutSpaces(begun);
    if (said === '' && index > 0 && !isLast) {
      gap = gap === ' ' ? '\n' : `${gap}\n`;
    } else {
      value += gap + said;
      gap = ' ';
    }
  }
  return value;
}

/** Without spaces at its end. */
export function withoutSpaces(source: string): string {
  let end = source.length;
  while (source.charCodeAt(end - 1) === space) end -= 1;
  return source.slice(0, end);
}

/** Those that JSON has too, but for halves of a character. */
const odd = /\\(?!["\\/bfnrt]|u(?![dD][89abAB])[0-9a-fA-F]{4})/;

const escapes: Readonly<Record<string, string>> = {
  ...{ b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' },
};

function unescaped(source: string): string | Undecided {
  if (!source.includes('\\')) return source;
  if (odd.test(source)) return undecided;
  return source.replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_, sign: string) =>
    sign.length > 1
      ? String.fromCharCode(Number.parseInt(sign.slice(1), 16))
      : (escapes[sign] ?? sign),
  );
}
