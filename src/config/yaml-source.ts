/** The config's data, with the place of every key and value. */
import { type Diagnostic, type Place, placesIn } from '../core/diagnostic.ts';
import type { Path } from './problem.ts';
import type { ConfigNode, ConfigPair } from './yaml-nodes.ts';
import { yamlTree } from './yaml-tree.ts';

/** A YAML text, read. */
export interface YamlSource {
  /** Whether the text is YAML at all; else there is nothing to say but the diagnostics. */
  readonly isReadable: boolean;
  /** Plain data without what the diagnostics refuse; `null` for an empty text. */
  readonly value: unknown;
  /** In no order. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where a value stands; of one that is missing, the mapping that should have it. */
  readonly placeOf: (path: Path) => Place;
  /** Where a key stands. */
  readonly placeOfKey: (path: Path) => Place;
  /** A mapping's keys as they stand: objects have those that look like numbers first. */
  readonly keysAt: (path: Path) => readonly string[];
}

/** Reads YAML 1.2 without anchors, aliases and tags. */
export function readYaml(text: string, source: string): YamlSource {
  const places = placesIn(source, text);
  const { root = nothing, problems } = yamlTree(text);
  return {
    isReadable: root !== nothing,
    value: plainOf(root),
    diagnostics: problems.map(({ offset, ...problem }) => ({
      ...problem,
      severity: 'error',
      place: places(offset),
    })),
    placeOf: (path) => places(nodeAt(root, path).offset),
    placeOfKey: (path) => {
      const parent = nodeAt(root, path.slice(0, -1));
      return places((pairOf(parent, path.at(-1)) ?? parent).offset);
    },
    keysAt: (path) => {
      const node = nodeAt(root, path);
      return node.kind === 'mapping' ? node.pairs.map(({ key }) => key) : [];
    },
  };
}

const nothing: ConfigNode = { kind: 'scalar', offset: 0, value: null };

function plainOf(node: ConfigNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plainOf);
    case 'mapping':
      return Object.fromEntries(node.pairs.map(({ key, value }) => [key, plainOf(value)]));
  }
}

/** The node at a path, or the nearest above it that is there. */
function nodeAt(root: ConfigNode, path: Path): ConfigNode {
  let node = root;
  for (const key of path) {
    const next = node.kind === 'list' ? node.items[Number(key)] : pairOf(node, key)?.value;
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

function pairOf(node: ConfigNode, key: PropertyKey | undefined): ConfigPair | undefined {
  if (node.kind !== 'mapping' || key === undefined) return undefined;
  return node.pairs.find((pair) => pair.key === String(key));
}
