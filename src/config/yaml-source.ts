/** The config's YAML, with the place of every key and value: the only user of yaml in config/. */
import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from 'yaml';
import type { Diagnostic, Place } from '../core/diagnostic.ts';

/** A YAML text, read. */
export interface YamlSource {
  /** Plain data; `undefined` if the text cannot be read at all. */
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
  /** Where a value stands; of one that is missing, the mapping that should have it. */
  readonly placeOf: (path: readonly PropertyKey[]) => Place;
  /** Where a key stands. */
  readonly placeOfKey: (path: readonly PropertyKey[]) => Place;
}

/** Reads YAML 1.2 without tags, anchors and aliases, which a config has no need of. */
export function readYaml(text: string, source: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, merge: false });
  const placeAt = (offset: number | undefined): Place => {
    const { line, col } = lines.linePos(offset ?? 0);
    return { source, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problems = [...document.errors, ...document.warnings].map(
    (problem): Diagnostic => ({
      code: 'config-syntax',
      severity: 'error',
      message: `The config is no valid YAML: ${firstLine(problem.message)}.`,
      place: placeAt(problem.pos[0]),
    }),
  );
  visit(document, {
    Alias: (_key, node) => void problems.push(unwanted('an alias', placeAt(node.range?.[0]))),
  });
  return {
    value: problems.length > 0 ? undefined : document.toJS(),
    diagnostics: firstOfEachLine(problems),
    placeOf: (path) => placeAt(nodeAt(document.contents, path).range?.[0]),
    placeOfKey: (path) => placeAt(keyOffset(document.contents, path)),
  };
}

/** What follows an error on its line is mostly its echo. */
function firstOfEachLine(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = problems.toSorted((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0));
  return sorted.filter(({ place }, index) => place?.line !== sorted[index - 1]?.place?.line);
}

function unwanted(what: string, place: Place): Diagnostic {
  return {
    code: 'config-syntax',
    severity: 'error',
    message: `The config has ${what}.`,
    hint: 'Write the value out.',
    place,
  };
}

/** The node at a path, or the nearest above it that is there. */
function nodeAt(root: Node | null, path: readonly PropertyKey[]): { range?: Node['range'] } {
  let node: unknown = root;
  for (const key of path) {
    const next = childOf(node, key);
    if (next === undefined || next === null) break;
    node = next;
  }
  return isMap(node) || isSeq(node) || isScalar(node) ? node : {};
}

function childOf(node: unknown, key: PropertyKey): unknown {
  if (isMap(node)) return pairOf(node.items, key)?.value;
  return isSeq(node) ? node.items[Number(key)] : undefined;
}

function pairOf(items: readonly Pair[], key: PropertyKey): Pair | undefined {
  return items.find(({ key: node }) => String(isScalar(node) ? node.value : node) === String(key));
}

function keyOffset(root: Node | null, path: readonly PropertyKey[]): number | undefined {
  const parent = nodeAt(root, path.slice(0, -1));
  const last = path.at(-1);
  const pair = isMap(parent) && last !== undefined ? pairOf(parent.items, last) : undefined;
  return isScalar(pair?.key) ? pair.key.range?.[0] : parent.range?.[0];
}

function firstLine(message: string): string {
  const [line = ''] = message.split('\n');
  return line.replace(/ at line \d+, column \d+:?$/, '').replace(/[.:]$/, '');
}
