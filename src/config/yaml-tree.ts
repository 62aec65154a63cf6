import { type Undecided, undecided } from '../core/yaml/lines.ts';
import { plainYaml } from '../core/yaml/plain-yaml.ts';
import type { PlainValue, YamlList, YamlMapping, YamlNode } from '../core/yaml/tree.ts';
import { grammarTree } from './yaml-grammar.ts';
import { type ConfigNode, type ConfigPair, keyFlaw } from './yaml-nodes.ts';
import type { YamlProblem } from './yaml-tokens.ts';

/** A text's tree by YAML 1.2, and what is wrong with it, in no order. */
export function yamlTree(text: string): {
  /** `undefined` if the text is malformed. */
  readonly root: ConfigNode | undefined;
  readonly problems: readonly YamlProblem[];
} {
  const plain = plainYaml(text, plainValue);
  const root = plain === undecided ? undecided : nodeOf(plain);
  return root === undecided ? grammarTree(text) : { root, problems: [] };
}

/** Numbers but for the plainest, and null, are for the package to read. */
function plainValue(source: string): PlainValue | Undecided {
  if (/^(?:0|[1-9]\d{0,14})$/.test(source)) return Number(source);
  if (source === 'true' || source === 'false') return source === 'true';
  return /^(?:[-+.\d][-+.\da-z_]*|~|null|true|false)$/i.test(source) ? undecided : source;
}

/** What is missing, or wrong, is for the package to tell. */
function nodeOf(node: YamlNode): ConfigNode | Undecided {
  const { start: offset } = node;
  switch (node.kind) {
    case 'scalar':
      return node.style === 'empty' ? undecided : { kind: 'scalar', offset, value: node.value };
    case 'list':
      return listOf(node);
    case 'mapping':
      return mappingOf(node);
  }
}

function listOf(node: YamlList): ConfigNode | Undecided {
  const items: ConfigNode[] = [];
  for (const { value } of node.items) {
    const item = nodeOf(value);
    if (item === undecided) return undecided;
    items.push(item);
  }
  return { kind: 'list', offset: node.start, items };
}

function mappingOf(node: YamlMapping): ConfigNode | Undecided {
  const seen = new Set<string>();
  const pairs: ConfigPair[] = [];
  for (const { name, start, value: written } of node.pairs) {
    const value = nodeOf(written);
    if (value === undecided || keyFlaw(name, seen) !== undefined) return undecided;
    seen.add(name);
    pairs.push({ key: name, offset: start, value });
  }
  return { kind: 'mapping', offset: node.start, pairs };
}
