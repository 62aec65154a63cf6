/** From the tree of a YAML or JSON text to records, reporting all that cannot be one. */
import type { DataFile, DataRecord } from '../core/data-file.ts';
import type { Checked, Place } from '../core/diagnostic.ts';
import type { FieldValue } from '../core/value.ts';
import { nameProblems } from './names.ts';
import { errorsOf, type Problem } from './problem.ts';
import { textProblem } from './source-text.ts';
import {
  pairOf,
  type TreeList,
  type TreeMapping,
  type TreeNode,
  type TreePair,
  type TreeScalar,
} from './tree.ts';

/** A text's tree, if it has one, and what was wrong with the text. */
export interface TreeReading {
  readonly root: TreeNode | undefined;
  readonly problems: readonly Problem[];
}

/** Reads the mapping whose `records` is a list of mappings. */
export function readTree(
  { root, problems: found }: TreeReading,
  places: (offset: number) => Place,
): Checked<DataFile> {
  if (root === undefined) {
    return { diagnostics: errorsOf(found.length === 0 ? [nothing] : found, places) };
  }
  const problems: Problem[] = [...found];
  checkNames(root, problems);
  const records: DataRecord[] = [];
  for (const node of recordNodes(root, problems)) {
    if (node.kind !== 'mapping') {
      problems.push({
        code: 'record-not-mapping',
        message: 'A record is no mapping of field names to values.',
        hint: "Give each value its field's name: title: ...",
        offset: node.start,
      });
      continue;
    }
    records.push(readRecord(node, places));
    for (const pair of node.pairs) checkValue(pair.value, pair.name, problems);
  }
  return { value: { records }, diagnostics: errorsOf(problems, places) };
}

const nothing: Problem = {
  code: 'data-empty',
  message: 'The file is empty.',
  hint: 'A file without records holds records: [] and nothing else; an empty one may be a mishap.',
  offset: 0,
};

/**
 * The parts of a tree that was read without errors.
 *
 * @throws {Error} if it has none, which is a defect of whoever edits what cannot be read
 */
export function recordListOf(root: TreeNode | undefined): {
  readonly root: TreeMapping;
  readonly pair: TreePair;
  readonly list: TreeList;
} {
  const pair = root?.kind === 'mapping' ? pairOf(root, 'records') : undefined;
  if (root?.kind === 'mapping' && pair?.value.kind === 'list') {
    return { root, pair, list: pair.value };
  }
  throw new Error('A data file was edited that cannot be read.');
}

/** A record's values in their order. */
export function valuesOf(record: TreeMapping): ReadonlyMap<string, FieldValue> {
  return new Map(record.pairs.map((pair) => [pair.name, fieldValue(pair.value)]));
}

/** The value that a node holds; line ends are line feeds, and a null is the empty string. */
function fieldValue(node: TreeNode): FieldValue {
  switch (node.kind) {
    case 'scalar':
      return typeof node.value === 'string'
        ? node.value.replaceAll('\r\n', '\n')
        : (node.value ?? '');
    case 'list':
      return node.items.map((item) => fieldValue(item.value));
    case 'mapping':
      return Object.fromEntries(node.pairs.map((pair) => [pair.name, fieldValue(pair.value)]));
  }
}

function recordNodes(root: TreeNode, problems: Problem[]): readonly TreeNode[] {
  const hint = 'The file is a mapping whose records is a list: records: [] is one without any.';
  if (root.kind !== 'mapping') {
    const message = 'The file is no mapping.';
    problems.push({ code: 'top-level-not-mapping', message, hint, offset: root.start });
    return [];
  }
  const pair = pairOf(root, 'records');
  if (pair === undefined) {
    const message = "The file has no 'records'.";
    problems.push({ code: 'records-missing', message, hint, offset: root.start });
    return [];
  }
  if (pair.value.kind !== 'list') {
    const message = "'records' is no list.";
    problems.push({ code: 'records-not-list', message, hint, offset: pair.value.start });
    return [];
  }
  return pair.value.items.map((item) => item.value);
}

function readRecord(node: TreeMapping, places: (offset: number) => Place): DataRecord {
  return {
    values: valuesOf(node),
    place: places(node.start),
    places: new Map(node.pairs.map((pair) => [pair.name, places(pair.value.start)])),
  };
}

function checkNames(node: TreeNode, problems: Problem[]): void {
  if (node.kind === 'scalar') return;
  if (node.kind === 'list') {
    for (const { value } of node.items) checkNames(value, problems);
    return;
  }
  problems.push(...nameProblems(node.pairs.map(({ name, start }) => ({ name, offset: start }))));
  for (const { value } of node.pairs) checkNames(value, problems);
}

function checkValue(node: TreeNode, field: string, problems: Problem[]): void {
  if (node.kind === 'scalar') {
    const problem = scalarProblem(node, field);
    if (problem !== undefined) problems.push(problem);
    return;
  }
  const parts = node.kind === 'list' ? node.items : node.pairs;
  for (const { value } of parts) checkValue(value, field, problems);
}

function scalarProblem(node: TreeScalar, field: string): Problem | undefined {
  const place = { offset: node.start, field };
  if (node.value === undefined) {
    return {
      ...place,
      code: 'null-value',
      message: `The value of '${field}' is null, which no field can be.`,
      hint: "Leave the field out, or write '' for an empty value; a text is quoted: 'null'.",
    };
  }
  if (node.problem !== undefined) return { ...place, ...node.problem };
  if (typeof node.value !== 'string') return undefined;
  const problem = textProblem(node.value.replaceAll('\r\n', '\n'));
  return problem === undefined ? undefined : { ...place, ...problem };
}
