/** How deep calls and links may be nested. */

/** Nobody nests deeper by hand, and wikiparser-node recurses: it fails past some 500. */
const maxDepth = 200;

/**
 * Whether `{{` and `[[` are nested deeper than is read. Ones that never end count too: each of them
 * keeps what follows from being read.
 */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  signs.lastIndex = 0;
  while (signs.test(text)) {
    const sign = text.charAt(signs.lastIndex - 1);
    if (sign === '{' || sign === '[') depth += 1;
    else depth = Math.max(0, depth - 1);
    if (depth > maxDepth) return true;
  }
  return false;
}

const signs = /\{\{|\[\[|\}\}|\]\]/g;
