/** Data files that are named after pages. */
import { digestOf } from '../core/plan/digest.ts';
import { fileOfTitle } from '../core/wikitext/title-file.ts';

/** Bytes of a part of a path that leave room for an extension, of the 255 that systems take. */
const longestPart = 200;

/**
 * The part of a path by which a page's own data file is named: as `fileOfTitle`, without an extension,
 * and cut where it is too long, with a part of its digest behind a `~`.
 */
export function dataFilePart(page: string): string {
  const parts = fileOfTitle(page, '').split('/');
  return parts.map((part) => shortened(part)).join('/');
}

function shortened(part: string): string {
  if (Buffer.byteLength(part) <= longestPart) return part;
  let kept = '';
  for (const character of part) {
    if (Buffer.byteLength(kept + character) > longestPart - 9) break;
    kept += character;
  }
  return `${kept}~${digestOf(part).slice(0, 8)}`;
}
