/** A scan on its way: where it is, and what is open there. */
import { lastPart, type OpenPart, type Piece } from './pieces.ts';
import type { TagMemory } from './tags.ts';

/** A scan on its way. */
export interface Scan {
  readonly text: string;
  at: number;
  readonly root: OpenPart;
  readonly stack: Piece[];
  /** Whether what comes next begins a line, although no line feed was just read. */
  atLineStart: boolean;
  readonly memory: TagMemory;
}

/** Where nodes are added: to the part that is open, or to the page itself. */
export function growing({ stack, root }: Scan): OpenPart {
  const top = stack.at(-1);
  return top === undefined ? root : lastPart(top);
}

/** Whether the next equals sign ends a parameter's name. */
export function mayNameValue(top: Piece | undefined): boolean {
  if (top === undefined || top.opening === '\n' || top.opening === '[') return false;
  return top.parts.length > 1 && lastPart(top).equals === undefined;
}

/** How many of these signs stand before an offset. */
export function spanBack(text: string, before: number, signs: string): number {
  let at = before;
  while (at > 0 && signs.includes(text.charAt(at - 1))) at -= 1;
  return before - at;
}

/** How many of these signs stand from an offset on. */
export function spanOn(text: string, from: number, signs: string, most = text.length): number {
  let at = from;
  while (at < text.length && at - from < most && signs.includes(text.charAt(at))) at += 1;
  return at - from;
}
