/** What stands for chance in the code under test, and what is known of texts. */
import type { parseNodes } from '../../../../src/core/wikitext/parse.ts';

/** Of the seed that is played. */
export const outside = {
  /** From 0, and below 1. */
  fraction: (): number => 0,
  nodes: new Map<string, ReturnType<typeof parseNodes>>(),
};
