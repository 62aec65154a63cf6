/** UTF-8, as files have it: what is not valid is found, and never replaced. */

/** Decodes strictly, a byte order mark included, or says which byte begins no character. */
export function decodeUtf8(bytes: Uint8Array): string | { readonly badByte: number } {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { badByte: firstBadByte(bytes) };
  }
}

/** Offset, from 0, of the first byte that begins no character, or one that is cut off. */
function firstBadByte(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isUtf8(bytes.subarray(0, middle), { isCutOff: true })) low = middle;
    else high = middle - 1;
  }
  // What may still become a character, but does not, is at most three bytes long.
  while (!isUtf8(bytes.subarray(0, low), { isCutOff: false })) low -= 1;
  return low;
}

/** @param isCutOff whether the last character may lack bytes */
function isUtf8(bytes: Uint8Array, { isCutOff }: { readonly isCutOff: boolean }): boolean {
  try {
    // A new decoder each time: one that threw keeps what it could not read.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCutOff });
    return true;
  } catch {
    return false;
  }
}
