import { hideNested } from './nested.ts';
import { quote } from './quote.ts';

/** A text taken apart at its separators. */
export interface Separated {
  /** Without white space at their ends. */
  readonly items: readonly string[];
  /** The first separator with the white space around it; `undefined` if there is none. */
  readonly joiner?: string;
  /** Why these are no items: one clause, as in an unreadable reading. */
  readonly flaw?: string;
}

/** Splits a text at each separator that is not nested in something. */
export function splitItems(text: string, separator: string): Separated {
  const mask = hideNested(text, separator);
  const parts: string[] = [];
  let start = 0;
  for (let at = mask.indexOf(separator); at !== -1; at = mask.indexOf(separator, start)) {
    parts.push(text.slice(start, at));
    start = at + separator.length;
  }
  parts.push(text.slice(start));
  const items = parts.map((part) => part.trim());
  return { items, ...joinerBetween(parts, separator), ...flawOf(text, items) };
}

/** A configured separator as it is looked for: without white space around it, unless that is all. */
export function separatorIn(configured: string): string {
  return configured.trim() || configured || ',';
}

/**
 * A configured separator as it is written: a lone comma or semicolon with a space after it, any
 * other as it stands.
 */
export function joinerOf(configured: string): string {
  return /^[,;]$/.test(configured) ? `${configured} ` : configured;
}

function joinerBetween(
  [first = '', second]: readonly string[],
  separator: string,
): Pick<Separated, 'joiner'> {
  if (second === undefined) return {};
  const before = first.slice(first.trimEnd().length);
  const after = second.slice(0, second.length - second.trimStart().length);
  return { joiner: `${before}${separator}${after}` };
}

function flawOf(text: string, items: readonly string[]): Pick<Separated, 'flaw'> {
  if (items.includes('')) return { flaw: `${quote(text)} has an empty place in it` };
  // Several lines are a layout of their own, which separators would not keep.
  if (!items.some((item) => /\n|<br\b/i.test(item))) return {};
  return { flaw: `${quote(text)} has a line break within an item` };
}
