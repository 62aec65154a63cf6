import type { DataChange } from '../core/data-file.ts';
import type { TextEdit } from '../core/wikitext/text-edit.ts';
import { type FieldChanges, fieldChanges, planChanges, type Values } from './changes.ts';
import { editItems } from './flow-items.ts';
import {
  indentationAt,
  type JsonStyle,
  jsonBody,
  jsonObject,
  jsonPair,
  jsonStyle,
  jsonText,
} from './json-text.ts';
import { jsonTree } from './json-tree.ts';
import { recordListOf, valuesOf } from './read-tree.ts';
import type { TreeList, TreeMapping, TreePair } from './tree.ts';

interface Context {
  readonly text: string;
  readonly style: JsonStyle;
}

/** The edits of a JSON data file that make the changes. */
export function jsonEdits(
  text: string,
  changes: readonly DataChange[],
  fieldOrder: readonly string[],
): readonly TextEdit[] {
  const { root, pair, list } = recordListOf(jsonTree(text).root);
  const context = { text, style: jsonStyle(text, root) };
  const plan = planChanges(changes, list.items.length);
  const removed = new Set<number>();
  const edits: TextEdit[] = [];
  for (const [index, change] of plan.records) {
    const record = list.items[index]?.value;
    if (change.kind === 'remove') removed.add(index);
    else if (record?.kind === 'mapping') {
      const fields = fieldChanges(valuesOf(record), change.fields, fieldOrder);
      edits.push(...recordEdits(record, fields, context));
    }
  }
  const inserted = new Map(
    [...plan.inserts].map(([after, records]) => [
      after,
      records.map((values) => newRecord(values, list, pair, context)),
    ]),
  );
  const base = context.style.unit === '' ? undefined : indentationAt(text, pair.start);
  return [
    ...edits,
    ...editItems({
      text,
      container: list,
      items: list.items,
      removed,
      inserted,
      fill: (items) => jsonBody(items, context.style, base),
    }),
  ];
}

function recordEdits(
  record: TreeMapping,
  changes: FieldChanges,
  { text, style }: Context,
): readonly TextEdit[] {
  const base = baseInside(text, record, style);
  const names = record.pairs.map((pair) => pair.name);
  const edits = record.pairs.flatMap((pair): readonly TextEdit[] => {
    const value = changes.replaced.get(pair.name);
    if (value === undefined) return [];
    const { start, end } = pair.value;
    const isOneLine = isFilled(pair) && !text.slice(start, end).includes('\n');
    return [{ start, end, newText: jsonText(value, style, isOneLine ? undefined : base) }];
  });
  const inserted = new Map(
    [...changes.added].map(([name, values]) => [
      names.indexOf(name),
      [...values].map(([added, value]) => jsonPair(added, value, style, base)),
    ]),
  );
  const outer = style.unit === '' ? undefined : indentationAt(text, record.end - 1);
  return [
    ...edits,
    ...editItems({
      text,
      container: record,
      items: record.pairs,
      removed: new Set([...changes.removed].map((name) => names.indexOf(name))),
      inserted,
      fill: (items) => jsonBody(items, style, outer),
    }),
  ];
}

/** The indentation of a record's pairs; `undefined` if the record is in one line. */
function baseInside(text: string, record: TreeMapping, style: JsonStyle): string | undefined {
  const [pair] = record.pairs;
  if (pair === undefined) {
    return style.unit === '' ? undefined : indentationAt(text, record.end - 1) + style.unit;
  }
  const isOneLine = !text.slice(record.start, pair.start).includes('\n');
  return isOneLine ? undefined : indentationAt(text, pair.start);
}

function isFilled({ value }: TreePair): boolean {
  return value.kind === 'list' ? value.items.length > 0 : value.kind === 'mapping';
}

/** Lays a record out like the first one that has fields. */
function newRecord(values: Values, list: TreeList, pair: TreePair, context: Context): string {
  const { text, style } = context;
  const sibling = list.items.find(
    ({ value }) => value.kind === 'mapping' && value.pairs.length > 0,
  )?.value;
  if (sibling?.kind !== 'mapping') {
    const isOneLine = style.unit === '';
    return jsonObject(
      values,
      style,
      isOneLine ? undefined : indentationAt(text, pair.start) + style.unit,
    );
  }
  if (baseInside(text, sibling, style) !== undefined) {
    return jsonObject(values, style, indentationAt(text, sibling.end - 1));
  }
  const padding = text.slice(sibling.start + 1, sibling.pairs[0]?.start);
  if (values.size === 0) return '{}';
  return `{${padding}${jsonObject(values, style, undefined).slice(1, -1)}${padding}}`;
}
