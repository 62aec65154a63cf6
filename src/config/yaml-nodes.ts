/** The config's YAML as plain nodes, each with its offset. */
import { reservedNames } from './problem.ts';
import type { YamlProblem } from './yaml-tokens.ts';

/** A value; offsets are in UTF-16 code units, counted from 0. */
export type ConfigNode =
  /** An alias has the value `undefined`. */
  | { readonly kind: 'scalar'; readonly offset: number; readonly value: unknown }
  | { readonly kind: 'list'; readonly offset: number; readonly items: readonly ConfigNode[] }
  | { readonly kind: 'mapping'; readonly offset: number; readonly pairs: readonly ConfigPair[] };

/** A key and its value. */
export interface ConfigPair {
  /** As it is written: `007` is no 7, and `true` is a text. */
  readonly key: string;
  /** The key's. */
  readonly offset: number;
  readonly value: ConfigNode;
}

type Flaw = Omit<YamlProblem, 'offset'>;

/** A name that is no text. */
export const complexKey: Flaw = {
  code: 'yaml-complex-key',
  message: 'A list or a mapping stands for a name.',
  hint: 'Write name: value; a text that begins with a bracket is quoted.',
};

/** Why a name cannot be, if so. @param seen those before it in its mapping */
export function keyFlaw(key: string, seen: ReadonlySet<string>): Flaw | undefined {
  if (seen.has(key)) {
    const hint = 'Remove one of the two, or name them differently.';
    return { code: 'name-twice', message: `The name '${key}' stands twice.`, hint };
  }
  if (key === '') {
    return { code: 'name-empty', message: 'A name is empty.', hint: 'Give it, or quote it.' };
  }
  if (key === '<<') {
    const hint = 'Write the values out.';
    return { code: 'yaml-merge', message: "'<<' merges mappings.", hint };
  }
  if (!reservedNames.includes(key)) return undefined;
  const hint = 'Choose another name.';
  return { code: 'name-reserved', message: `The name '${key}' is reserved.`, hint };
}
