import { columnOf } from './lines.ts';
import type { TreeList, TreePair } from './tree.ts';
import type { YamlLayout } from './yaml-render.ts';

/** Finds a file's habits: each from the first place that shows it, else from the records' list. */
export function layoutOf(text: string, pair: TreePair, list: TreeList): YamlLayout {
  const column = columnOf(text, list.start);
  const records = list.items.flatMap(({ value }) =>
    value.kind === 'mapping' && !value.flow ? [value] : [],
  );
  const fields = records.flatMap((record) => record.pairs);
  const offset = list.flow ? 2 : column - columnOf(text, pair.start);
  const listField = fields.find(({ value }) => value.kind === 'list' && !value.flow);
  const blockField = fields.find(({ value }) => blockIndent(value) !== undefined);
  const [record] = records;
  return {
    listOffset: listField === undefined ? offset : indentOf(text, listField, listField.value.start),
    step:
      blockField === undefined
        ? offset || 2
        : Math.max(1, (blockIndent(blockField.value) ?? 0) - columnOf(text, blockField.start)),
    dashGap:
      record === undefined || list.flow ? 2 : Math.max(2, columnOf(text, record.start) - column),
    mayBlock: true,
  };
}

function indentOf(text: string, pair: TreePair, start: number): number {
  return columnOf(text, start) - columnOf(text, pair.start);
}

function blockIndent(value: TreePair['value']): number | undefined {
  return value.kind === 'scalar' ? value.block?.indent : undefined;
}
