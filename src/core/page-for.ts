/** On which page of a listing a record stands by the value that the data file has. */
import type { PagesSchema, TakenValues } from './schema.ts';

/**
 * The page's own value; `undefined` if the config knows none. A page that takes values is asked
 * before the one that a value names, so that what had a page of its own can go to an archive.
 */
export function pageFor(value: string, { titles, takes }: PagesSchema): string | undefined {
  const taking = [...(takes ?? [])].find(([, taken]) => isTaken(value, taken));
  if (taking !== undefined) return taking[0];
  return titles.has(value) ? value : undefined;
}

function isTaken(value: string, { values, from, before }: TakenValues): boolean {
  if (values.has(value)) return true;
  if (from === undefined && before === undefined) return false;
  const isFrom = from === undefined || (compared(value, from) ?? -1) >= 0;
  return isFrom && (before === undefined || (compared(value, before) ?? 0) < 0);
}

/** Numbers by their size, other texts by their letters; `undefined` for one of each. */
function compared(one: string, other: string): number | undefined {
  const numbers = [one, other].filter((text) => /^\d+(?:\.\d+)?$/.test(text));
  if (numbers.length === 1) return undefined;
  if (numbers.length === 2) return Number(one) - Number(other);
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
