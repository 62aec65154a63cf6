/** How deep calls and links may be nested. */

/** Nobody nests deeper by hand, and wikiparser-node recurses: it fails past some 500. */
const maxDepth = 200;

/**
 * Whether `{{` and `[[` are nested deeper than is read. Ones that never end count too: each of them
 * keeps what follows from being read.
 */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length - 1; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== open[0] && code !== open[1] && code !== close[0] && code !== close[1]) continue;
    if (text.charCodeAt(at + 1) !== code) continue;
    at += 1;
    if (code === open[0] || code === open[1]) depth += 1;
    else depth = Math.max(0, depth - 1);
    if (depth > maxDepth) return true;
  }
  return false;
}

const open = ['{'.charCodeAt(0), '['.charCodeAt(0)] as const;
const close = ['}'.charCodeAt(0), ']'.charCodeAt(0)] as const;
