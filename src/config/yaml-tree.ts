/** The config's YAML as plain nodes, each with its offset. */
import { Composer, type Document, isAlias, isMap, isScalar, isSeq, type Pair } from 'yaml';
import { reservedNames } from './problem.ts';
import { type YamlProblem, yamlTokens } from './yaml-tokens.ts';

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

/** A text's tree by YAML 1.2, and what is wrong with it, in no order. */
export function yamlTree(text: string): {
  /** `undefined` if the text is malformed. */
  readonly root: ConfigNode | undefined;
  readonly problems: readonly YamlProblem[];
} {
  const { tokens, problems } = yamlTokens(text);
  if (tokens.length === 0 && problems.length > 0) return { root: undefined, problems };
  // Names that occur twice are found here, as the composer takes quadratic time for it.
  const options = {
    strict: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  } as const;
  const [document, ...more] = [...new Composer(options).compose(tokens, true, text.length)];
  const malformed = document === undefined ? [] : malformations(document, text);
  if (malformed.length > 0) return { root: undefined, problems: [...problems, ...malformed] };
  const found: YamlProblem[] = [...problems, ...more.map(secondDocument)];
  return { root: nodeOf(document?.contents, 0, found), problems: found };
}

/** Of the errors in one line the first: the others are mostly its consequence. */
function malformations(document: Document.Parsed | Document, text: string): readonly YamlProblem[] {
  const seen = new Set<number>();
  return document.errors.flatMap(({ pos: [offset], message }) => {
    const line = text.lastIndexOf('\n', offset - 1);
    if (seen.has(line)) return [];
    seen.add(line);
    return [
      {
        code: 'yaml-syntax',
        message: `The YAML is malformed: ${message.replace(/[.:]$/, '')}.`,
        hint: 'Check the indentation, the colons and the quotes here and on the line before.',
        offset,
      },
    ];
  });
}

function secondDocument(document: Document.Parsed | Document): YamlProblem {
  return {
    code: 'yaml-several-documents',
    message: 'A second document begins here.',
    hint: 'Keep one document in the file.',
    offset: document.range?.[0] ?? 0,
  };
}

/** @param gap where the node would stand if nothing is written */
function nodeOf(node: unknown, gap: number, problems: YamlProblem[]): ConfigNode {
  if (isMap(node)) {
    const pairs = pairsOf(node.items, problems);
    return { kind: 'mapping', offset: node.range?.[0] ?? gap, pairs };
  }
  if (isSeq(node)) {
    const items = node.items.map((item) => nodeOf(item, gap, problems));
    return { kind: 'list', offset: node.range?.[0] ?? gap, items };
  }
  if (isAlias(node)) return { kind: 'scalar', offset: node.range?.[0] ?? gap, value: undefined };
  if (!isScalar(node)) return { kind: 'scalar', offset: gap, value: null };
  return { kind: 'scalar', offset: node.range?.[0] ?? gap, value: node.value };
}

/** A key that cannot be is reported and left out. */
function pairsOf(items: readonly Pair[], problems: YamlProblem[]): readonly ConfigPair[] {
  const seen = new Set<string>();
  const pairs: ConfigPair[] = [];
  for (const pair of items) {
    const offset = offsetOf(pair.key) ?? offsetOf(pair.value) ?? 0;
    const key = keyOf(pair);
    const flaw = key === undefined ? complexKey : keyFlaw(key, seen);
    if (flaw !== undefined) problems.push({ ...flaw, offset });
    const value = nodeOf(pair.value, offset, problems);
    if (key === undefined || flaw !== undefined) continue;
    seen.add(key);
    pairs.push({ key, offset, value });
  }
  return pairs;
}

function keyOf({ key }: Pair): string | undefined {
  if (!isScalar(key)) return undefined;
  const isPlain = key.type === 'PLAIN' && typeof key.source === 'string';
  return isPlain ? key.source : String(key.value);
}

type Flaw = Omit<YamlProblem, 'offset'>;

const complexKey: Flaw = {
  code: 'yaml-complex-key',
  message: 'A list or a mapping stands for a name.',
  hint: 'Write name: value; a text that begins with a bracket is quoted.',
};

function keyFlaw(key: string, seen: ReadonlySet<string>): Flaw | undefined {
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

function offsetOf(node: unknown): number | undefined {
  return isMap(node) || isSeq(node) || isScalar(node) || isAlias(node)
    ? node.range?.[0]
    : undefined;
}
