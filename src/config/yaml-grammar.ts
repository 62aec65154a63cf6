/** The config's YAML by its whole grammar, which the package reads. */
import type { Document, Pair } from 'yaml';
import { yamlPackage } from '../core/packages.ts';
import { type ConfigNode, type ConfigPair, complexKey, keyFlaw } from './yaml-nodes.ts';
import { type YamlProblem, yamlTokens } from './yaml-tokens.ts';

/** A text's tree by YAML 1.2, and what is wrong with it, in no order. */
export function grammarTree(text: string): {
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
  const [document, ...more] = [
    ...new (yamlPackage().Composer)(options).compose(tokens, true, text.length),
  ];
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
  if (yamlPackage().isMap(node)) {
    const pairs = pairsOf(node.items, problems);
    return { kind: 'mapping', offset: node.range?.[0] ?? gap, pairs };
  }
  if (yamlPackage().isSeq(node)) {
    const items = node.items.map((item) => nodeOf(item, gap, problems));
    return { kind: 'list', offset: node.range?.[0] ?? gap, items };
  }
  if (yamlPackage().isAlias(node))
    return { kind: 'scalar', offset: node.range?.[0] ?? gap, value: undefined };
  if (!yamlPackage().isScalar(node)) return { kind: 'scalar', offset: gap, value: null };
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
  if (!yamlPackage().isScalar(key)) return undefined;
  const isPlain = key.type === 'PLAIN' && typeof key.source === 'string';
  return isPlain ? key.source : String(key.value);
}

function offsetOf(node: unknown): number | undefined {
  return yamlPackage().isMap(node) ||
    yamlPackage().isSeq(node) ||
    yamlPackage().isScalar(node) ||
    yamlPackage().isAlias(node)
    ? node.range?.[0]
    : undefined;
}
