import type { DataChange } from '../core/data-file.ts';
import type { TextEdit } from '../core/wikitext/text-edit.ts';
import {
  type ChangePlan,
  type FieldChanges,
  fieldChanges,
  planChanges,
  type Values,
} from './changes.ts';
import { editItems } from './flow-items.ts';
import { columnOf } from './lines.ts';
import { recordListOf, valuesOf } from './read-tree.ts';
import type { TreeList, TreeMapping, TreePair } from './tree.ts';
import { fieldEdits } from './yaml-fields.ts';
import { layoutOf } from './yaml-layout.ts';
import { recordEdits, recordLines } from './yaml-records.ts';
import { flowMapping, flowPair, flowText, type YamlLayout } from './yaml-render.ts';
import { yamlTree } from './yaml-tree.ts';
import { replaceValue, replaceWritten } from './yaml-value.ts';

/** The edits of a YAML data file that make the changes, each where its node stands. */
export function yamlEdits(
  text: string,
  changes: readonly DataChange[],
  fieldOrder: readonly string[],
): readonly TextEdit[] {
  const { root, pair, list } = recordListOf(yamlTree(text).root);
  const layout = layoutOf(text, pair, list);
  const plan = planChanges(changes, list.items.length);
  const edits: TextEdit[] = [];
  for (const [index, change] of plan.records) {
    const record = list.items[index]?.value;
    if (record?.kind !== 'mapping' || change.kind === 'remove') continue;
    const fields = fieldChanges(valuesOf(record), change.fields, fieldOrder);
    edits.push(
      ...(record.flow
        ? flowFieldEdits(text, record, fields)
        : fieldEdits(text, record, fields, layout)),
    );
  }
  return [...edits, ...listEdits({ text, root, pair, list, layout, plan })];
}

interface ListContext {
  readonly text: string;
  readonly root: TreeMapping;
  readonly pair: TreePair;
  readonly list: TreeList;
  readonly layout: YamlLayout;
  readonly plan: ChangePlan;
}

function listEdits(context: ListContext): readonly TextEdit[] {
  const { text, root, pair, list, layout, plan } = context;
  const removed = new Set(
    [...plan.records].filter(([, { kind }]) => kind === 'remove').map(([index]) => index),
  );
  const records = [...plan.inserts.values()].flat();
  if (removed.size === 0 && records.length === 0) return [];
  if (!list.flow) {
    const isEmptied = removed.size === list.items.length && records.length === 0;
    return isEmptied ? replaceValue(text, pair, [], layout) : recordEdits(context);
  }
  if (list.items.length === 0 && !root.flow) {
    const column = columnOf(text, pair.start) + layout.listOffset;
    const lines = records.flatMap((values) => recordLines(values, column, layout));
    return replaceWritten(text, pair, { inline: '', lines });
  }
  const inserted = new Map([...plan.inserts].map(([after, all]) => [after, all.map(flowMapping)]));
  const { items } = list;
  return editItems({ text, container: list, items, removed, inserted, fill: joined });
}

function flowFieldEdits(
  text: string,
  record: TreeMapping,
  changes: FieldChanges,
): readonly TextEdit[] {
  const names = record.pairs.map((pair) => pair.name);
  const edits = record.pairs.flatMap(({ name, value: old }): readonly TextEdit[] => {
    const value = changes.replaced.get(name);
    if (value === undefined) return [];
    const isEmpty = old.start === old.end;
    const newText = flowText(value, old.kind === 'scalar' ? old.style : 'plain');
    return [{ start: old.start, end: old.end, newText: isEmpty ? ` ${newText}` : newText }];
  });
  const items = editItems({
    text,
    container: record,
    items: record.pairs,
    removed: new Set([...changes.removed].map((name) => names.indexOf(name))),
    inserted: new Map(
      [...changes.added].map(([after, values]) => [names.indexOf(after), flowPairs(values)]),
    ),
    fill: joined,
  });
  return [...edits, ...items];
}

function flowPairs(values: Values): readonly string[] {
  return [...values].map(([name, value]) => flowPair(name, value));
}

function joined(items: readonly string[]): string {
  return items.join(', ');
}
