/** Whether values are lists: on lines of their own, or of words that come again in other records. */
import { separatorIn, splitItems } from '../fields/separated.ts';
import type { InferredType } from './infer-type.ts';
import type { SeenValue } from './seen.ts';

const separators = [',', ';', '<br>', '<br/>', '<br />', '、', '،', '·', '•'] as const;

/** Longest item in a line that is taken for a word of a list and not for a part of a sentence. */
const longestItem = 40;

/** Lines with bullets, or items with a separator. */
export function inferList(values: readonly SeenValue[]): InferredType | undefined {
  const texts = values.map(({ text }) => text);
  if (texts.every((text) => /^[*#]/.test(text))) return { type: 'list', options: {}, notes: [] };
  const separator = separators.find((each) => isListOf(texts, each));
  if (separator === undefined) return undefined;
  const options = separator === ',' ? {} : { separator };
  return { type: 'list', options, notes: [] };
}

/**
 * `Levy, Ruth` and `Berlin, Germany` have separators too: what makes a list is that its items come
 * again elsewhere, and that not all lists are of one length.
 */
function isListOf(texts: readonly string[], separator: string): boolean {
  const all = texts.map((text) => splitItems(text, separatorIn(separator)));
  if (all.some(({ flaw }) => flaw !== undefined)) return false;
  const lists = all.map(({ items }) => items);
  const several = lists.filter(({ length }) => length > 1).length;
  if (several * 2 < lists.length) return false;
  const items = lists.flat();
  const isWords = items.every((item) => item.length <= longestItem && !/[.!?:]$|:\s/.test(item));
  const comeAgain = new Set(items).size < items.length;
  return isWords && comeAgain && new Set(lists.map(({ length }) => length)).size > 1;
}
